"""What holds statements together: relations, lists, rows, matrices, cases."""

from __future__ import annotations

from dataclasses import dataclass

from matderiv.syntax.tree.base import Node


@dataclass(frozen=True, slots=True)
class Relation(Node):
    r"""A relation sign; `name` is its normal form: `=`, `:=`, `<`, `\in`, `\approx`, `\to`, `\mapsto`, `:`.
    `annotation` is what stands on it: `\overset{(a)}{=}`."""

    name: str
    annotation: Node | None = None


@dataclass(frozen=True, slots=True)
class Relations(Node):
    r"""`a = b = c`, flat: one more operand than operators. An operand that is missing (a row that begins with
    its relation) is Empty. `f: A \to B` has the operators `:` and `\to`."""

    operands: tuple[Node, ...]
    operators: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Sequence(Node):
    r"""Items separated by commas or semicolons, or (a level above) by `\quad`, `\qquad` and words. Words
    stand among the items as Text. `separator` is `,`, `;` or `\quad`."""

    items: tuple[Node, ...]
    separator: str


@dataclass(frozen=True, slots=True)
class Row(Node):
    """One row: its cells. An `&` before or after a relation separates no cells, except in a matrix."""

    cells: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Rows(Node):
    r"""Rows of `align`, `\eqalign`, `\substack`, or of bare text with `\\` (then `environment` is empty)."""

    environment: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Matrix(Node):
    r"""`\begin{bmatrix} a & b \\ c & d \end{bmatrix}`; an `array` in delimiters is a Matrix in a Group."""

    environment: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Cases(Node):
    """`\\begin{cases} value & condition \\\\ …`."""

    environment: str
    rows: tuple[Row, ...]
