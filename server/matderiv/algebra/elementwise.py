"""Functions applied entry by entry, softmax and its relatives, and norms."""

from __future__ import annotations

from dataclasses import dataclass, field

from .expression import Expression
from .functions import FunctionSymbol
from .shape import SCALAR, Shape, ShapeError, require_equal


@dataclass(frozen=True, eq=False)
class Elementwise(Expression):
    """A scalar function applied to every entry: a name from `function_table.ELEMENTWISE`, or a function of the note.

    `order` counts derivatives: `\\sigma'(z)` has order 1.
    """

    function: str | FunctionSymbol
    argument: Expression
    order: int = 0
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        self._set_shape(self.argument.shape)


@dataclass(frozen=True, eq=False)
class ElementwisePower(Expression):
    """Every entry to a scalar power, `x^{\\odot 2}` or `v^2` of a vector."""

    base: Expression
    exponent: Expression
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        if self.exponent.shape != SCALAR:
            operands = (self.base, self.exponent)
            raise ShapeError("elementwise power", (self.base.shape, self.exponent.shape), (), operands)
        self._set_shape(self.base.shape)


@dataclass(frozen=True, eq=False)
class Maximum(Expression):
    """The elementwise larger of two operands of one shape."""

    left: Expression
    right: Expression
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        require_equal("maximum", self.left.shape, self.right.shape, (self.left, self.right))
        self._set_shape(self.left.shape)


@dataclass(frozen=True, eq=False)
class Softmax(Expression):
    """exp(x)/sum(exp(x)) over all entries of a vector, or for matrices over each `row` or each `column`."""

    argument: Expression
    over: str = "all"
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        self._set_shape(self.argument.shape)


@dataclass(frozen=True, eq=False)
class LogSumExp(Expression):
    """log(sum(exp(x))) over all entries."""

    argument: Expression
    shape: Shape = field(init=False, default=SCALAR)


@dataclass(frozen=True, eq=False)
class EntrySum(Expression):
    """The sum of all entries."""

    argument: Expression
    shape: Shape = field(init=False, default=SCALAR)


@dataclass(frozen=True, eq=False)
class Norm(Expression):
    """A norm: `1`, `2` (Euclidean), `inf` of a vector; `frobenius`, `nuclear`, `spectral` of a matrix."""

    argument: Expression
    kind: str
    shape: Shape = field(init=False, default=SCALAR)
