"""Derivatives as they stand in a note. Their value belongs to the oracle, their formula to `calculus/`."""

from __future__ import annotations

from dataclasses import dataclass, field

from .expression import Expression
from .shape import SCALAR, Shape, derivative_shape, require_equal


@dataclass(frozen=True, eq=False)
class Derivative(Expression):
    """The derivative of `body` by `variables`, arranged in `layout` (`derivative_shape`).

    A variable is a Symbol, Named, Member, an Entry of one of these, or its Transpose or Inverse. Several variables are
    the iterated derivative: its axes are the value's, then those of each variable in this order.
    """

    body: Expression
    variables: tuple[Expression, ...]
    layout: str
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        variables = tuple(variable.shape for variable in self.variables)
        self._set_shape(derivative_shape(self.body.shape, variables, self.layout))


@dataclass(frozen=True, eq=False)
class Differential(Expression):
    """`d(body)`: the derivative of `body` along the tangents of `variables`, the symbols that vary."""

    body: Expression
    variables: tuple[Expression, ...]
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        self._set_shape(self.body.shape)


@dataclass(frozen=True, eq=False)
class DirectionalDerivative(Expression):
    """`Df(x)[h]`: the derivative of `body` by `variable` applied to `direction`."""

    body: Expression
    variable: Expression
    direction: Expression
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        operands = (self.variable, self.direction)
        require_equal("direction", self.variable.shape, self.direction.shape, operands)
        self._set_shape(self.body.shape)


@dataclass(frozen=True, eq=False)
class Substitution(Expression):
    """`body` with the symbol `variable` replaced by `value`: `\\left. f \\right|_{x = x_0}`."""

    body: Expression
    variable: Expression
    value: Expression
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        operands = (self.variable, self.value)
        require_equal("substitution", self.variable.shape, self.value.shape, operands)
        self._set_shape(self.body.shape)


def is_scalar(expression: Expression) -> bool:
    return expression.shape == SCALAR
