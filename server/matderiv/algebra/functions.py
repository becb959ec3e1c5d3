"""Functions of the note that are known by their type only, and their values."""

from __future__ import annotations

from dataclasses import dataclass, field

from .expression import Expression
from .shape import Shape, derivative_shape, require_equal, require_square


@dataclass(frozen=True)
class FunctionSymbol:
    """An abstract differentiable function. For elementwise functions all shapes are `()`.

    `properties` are those that all its values have: `K(\\theta)` may be symmetric.
    """

    name: str
    domain: tuple[Shape, ...]
    codomain: Shape
    properties: frozenset[str] = frozenset()

    def require_arguments(self, arguments: tuple[Expression, ...]) -> None:
        """ShapeError unless the arguments have the shapes that the function takes."""
        for expected, argument in zip(self.domain, arguments, strict=True):
            require_equal("argument", expected, argument.shape, (argument, self))


@dataclass(frozen=True, eq=False)
class Apply(Expression):
    """The value of an abstract function, such as `f(x)` or a loss `L` that depends on `z`."""

    function: FunctionSymbol
    arguments: tuple[Expression, ...]
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        self.function.require_arguments(self.arguments)
        self._set_shape(self.function.codomain)


@dataclass(frozen=True, eq=False)
class PowerSeries(Expression):
    """A function of the note that a power series with scalar coefficients gives, of a square matrix.

    `order` counts the derivatives of the scalar function: `g'(X)` has order 1.
    """

    function: FunctionSymbol
    argument: Expression
    order: int = 0
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        require_square("matrix function", self.argument.shape, (self.argument,))
        self._set_shape(self.argument.shape)


@dataclass(frozen=True, eq=False)
class FunctionDerivative(Expression):
    """The derivative of an abstract function by the arguments in `slots`, at `arguments`: `\\nabla f(x_0)`."""

    function: FunctionSymbol
    slots: tuple[int, ...]
    arguments: tuple[Expression, ...]
    layout: str
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        self.function.require_arguments(self.arguments)
        variables = tuple(self.function.domain[slot] for slot in self.slots)
        self._set_shape(derivative_shape(self.function.codomain, variables, self.layout))
