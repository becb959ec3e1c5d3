"""Functions at their arguments, bars and brackets with a meaning, big operators."""

from __future__ import annotations

from dataclasses import dataclass

from matderiv.syntax.tree.base import Node


@dataclass(frozen=True, slots=True)
class Call(Node):
    r"""`f(x)`, `\operatorname{tr}(AX)`, `\log\det\Sigma`, `\operatorname{tr} AB`, `f'(z)`, `\sin.(x)`.

    `function` is a FunctionName, an Identifier, or one of these with scripts or primes. `delimiters` is `()`,
    `[]`, `\{\}`, or the empty string for a bare argument. `certain` is False where the head is an ordinary
    symbol: then it may as well be a product (`A(x)`), which only the symbol table can tell.
    """

    function: Node
    arguments: tuple[Node, ...]
    delimiters: str
    certain: bool
    broadcast: bool = False


@dataclass(frozen=True, slots=True)
class Conditional(Node):
    r"""`x \mid \mu, \Sigma` among the arguments of a call or inside delimiters."""

    body: Node
    condition: Node


@dataclass(frozen=True, slots=True)
class Bars(Node):
    """`|X|`: a determinant, an absolute value, a cardinality."""

    body: Node


@dataclass(frozen=True, slots=True)
class Norm(Node):
    r"""`\|x\|`, `||x||`, `\lVert x \rVert`; its subscript is a Subscript around it."""

    body: Node


@dataclass(frozen=True, slots=True)
class Inner(Node):
    r"""`\langle a, b \rangle`."""

    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Big(Node):
    r"""`\sum_{i=1}^n body` and its like; `operator` without backslash: sum, prod, int, max, min, argmin, lim.
    The body reaches as far as a product does (`\cdot`, `\times` and `/` included)."""

    operator: str
    lower: Node | None
    upper: Node | None
    body: Node | None


@dataclass(frozen=True, slots=True)
class Evaluated(Node):
    r"""`\left. body \right|_{x=x_0}`, `body \Big|_{x=x_0}`; `upper` as in `\Big|_a^b`."""

    body: Node
    condition: Node
    upper: Node | None = None
