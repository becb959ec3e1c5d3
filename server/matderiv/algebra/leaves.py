"""Leaves: symbols, numbers, and the constant arrays of the field."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from .dimension import Dimension
from .expression import Expression
from .shape import SCALAR, Shape


@dataclass(frozen=True, eq=False)
class Symbol(Expression):
    """A variable or constant of the note.

    `name` is its printed LaTeX (`\\mathbf{x}`, `W^{(1)}`, `\\bar h`); `properties` come from `properties.PROPERTIES`.
    The first `family_axes` axes of `shape` are indices of a family (samples `x_i`, layers): see `Member`.
    """

    name: str
    shape: Shape
    properties: frozenset[str] = frozenset()
    family_axes: int = 0


@dataclass(frozen=True, eq=False)
class Number(Expression):
    """An exact number. `digits` is the number of digits after the point as written, None for integers and fractions."""

    value: Fraction
    digits: int | None = None
    shape: Shape = field(init=False, default=SCALAR)


@dataclass(frozen=True, eq=False)
class MathematicalConstant(Expression):
    """`\\pi` or `e`, by the name `pi` or `e`."""

    name: str
    shape: Shape = field(init=False, default=SCALAR)


@dataclass(frozen=True, eq=False)
class Size(Expression):
    """The number of an axis used as a scalar, such as `n` in `n \\log(2\\pi)` or `\\frac{1}{N}`."""

    dimension: Dimension
    shape: Shape = field(init=False, default=SCALAR)


@dataclass(frozen=True, eq=False)
class Identity(Expression):
    """The identity matrix of a size."""

    size: Dimension
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        self._set_shape((self.size, self.size))


@dataclass(frozen=True, eq=False)
class Ones(Expression):
    """The array of ones of a shape."""

    shape: Shape


@dataclass(frozen=True, eq=False)
class Zeros(Expression):
    """The array of zeros of a shape."""

    shape: Shape


@dataclass(frozen=True, eq=False)
class CommutationMatrix(Expression):
    """K_{mn} with K_{mn} vec(A) = vec(A^T) for A of shape m × n (Magnus and Neudecker, section 3.7)."""

    rows: Dimension
    columns: Dimension
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        size = self.rows * self.columns
        self._set_shape((size, size))


@dataclass(frozen=True, eq=False)
class DuplicationMatrix(Expression):
    """D_n with D_n vech(A) = vec(A) for a symmetric A of shape n × n (Magnus and Neudecker, section 3.8)."""

    size: Dimension
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        self._set_shape((self.size * self.size, Dimension.of_triangle(self.size)))


@dataclass(frozen=True, eq=False)
class EliminationMatrix(Expression):
    """L_n with L_n vec(A) = vech(A), the columns of the lower triangle, for any A of shape n × n."""

    size: Dimension
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        self._set_shape((Dimension.of_triangle(self.size), self.size * self.size))


@dataclass(frozen=True, eq=False)
class Tangent(Expression):
    """The differential `dX` of a symbol (or of a member or named quantity), an independent array of the same shape."""

    of: Expression
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        self._set_shape(self.of.shape)


@dataclass(frozen=True, eq=False)
class Named(Expression):
    """A symbol together with the definition that the note gives for it, such as `z` with `Wx + b`.

    Its value is that of the definition. A derivative by the symbol (or by this node) cuts here: inside it, `symbol`
    is the independent variable.
    """

    symbol: Symbol
    definition: Expression
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        self._set_shape(self.definition.shape)
