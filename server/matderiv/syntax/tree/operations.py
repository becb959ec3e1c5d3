"""Sums, products and everything else that combines nodes by an operator."""

from __future__ import annotations

from dataclasses import dataclass

from matderiv.syntax.tree.base import Node


@dataclass(frozen=True, slots=True)
class Sum(Node):
    """`a + b - c`, flat; a subtracted term is a Negate whose range begins at its sign."""

    terms: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Negate(Node):
    """`-a`; it takes a whole product."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Positive(Node):
    """A leading `+a`, as at the beginning of a row that goes on with a sum."""

    operand: Node


@dataclass(frozen=True, slots=True)
class PlusMinus(Node):
    r"""A term after `\pm` or `\mp`; it stands in a Sum or alone."""

    command: str
    operand: Node


@dataclass(frozen=True, slots=True)
class Juxtaposition(Node):
    """Factors side by side, flat, at least two: a product, or an application that only meaning can tell."""

    factors: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Infix(Node):
    """The same operator between all operands (at least two), flat. Abstract: see the kinds below."""

    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Dot(Infix):
    r"""`a \cdot b`."""


@dataclass(frozen=True, slots=True)
class Times(Infix):
    r"""`m \times n`."""


@dataclass(frozen=True, slots=True)
class Star(Infix):
    r"""`a * b`, `a \ast b`."""


@dataclass(frozen=True, slots=True)
class MatMul(Infix):
    """`A @ B`."""


@dataclass(frozen=True, slots=True)
class Division(Infix):
    """`a / b`, with two operands always (`a/b/c` nests to the left)."""


@dataclass(frozen=True, slots=True)
class KroneckerProduct(Infix):
    r"""`A \otimes B`."""


@dataclass(frozen=True, slots=True)
class HadamardProduct(Infix):
    r"""`A \odot B`, `A .* B`."""


@dataclass(frozen=True, slots=True)
class Circ(Infix):
    r"""`A \circ B`: a Hadamard product or a composition."""


@dataclass(frozen=True, slots=True)
class ElementwiseDivision(Infix):
    r"""`A \oslash B`, `A ./ B`, with two operands always."""


@dataclass(frozen=True, slots=True)
class DoubleDot(Infix):
    """`A : B`, the Frobenius product (a colon that is no relation)."""


@dataclass(frozen=True, slots=True)
class OtherInfix(Infix):
    r"""An operator without a kind of its own (`\oplus`, `\cup`, `\wedge`); its command with backslash."""

    operator: str


@dataclass(frozen=True, slots=True)
class Fraction(Node):
    r"""`\frac`, `\dfrac`, `\tfrac`, `\cfrac`, `{a \over b}`. A derivative's numerator and denominator hold
    Differentials."""

    numerator: Node
    denominator: Node
    command: str


@dataclass(frozen=True, slots=True)
class Root(Node):
    r"""`\sqrt{x}`, `\sqrt[3]{x}`."""

    body: Node
    index: Node | None


@dataclass(frozen=True, slots=True)
class Factorial(Node):
    """`n!`."""

    operand: Node
