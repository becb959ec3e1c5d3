"""Abstract functions of the note and their derivatives."""

from __future__ import annotations

import math

from ...algebra import Apply, Expression, FunctionDerivative, FunctionSymbol, PowerSeries
from ..arithmetic import axes
from ..arithmetic.duals import Array
from ..arithmetic.power_series import random_polynomial
from ..arithmetic.smooth import SmoothFunction
from ..evaluation import Evaluator, Rule
from .jacobians import arranged, iterated_jacobian


def apply(node: Apply, at: Evaluator) -> Array:
    function = _function(node.function, at)
    return function(tuple(at.value(argument) for argument in node.arguments))


def function_derivative(node: FunctionDerivative, at: Evaluator) -> Array:
    """The arguments are made independent variables, however the note has put them together."""
    function = _function(node.function, at)
    point = [at.value(argument) for argument in node.arguments]
    variables = tuple(node.function.domain[slot] for slot in node.slots)

    def evaluated(values: list[Array]) -> Array:
        return function(tuple(values))

    axes = iterated_jacobian(evaluated, point, node.slots, node.function.codomain, variables, at)
    return arranged(axes, node.function.codomain, variables, node.layout, at.dimensions(node.shape))


def power_series(node: PowerSeries, at: Evaluator) -> Array:
    name = f"power series {node.function.name}"
    polynomial = random_polynomial(at.sample.generator(name), at.sample.style)
    for _ in range(node.order):
        polynomial = polynomial.derivative()
    return axes.drop_to(polynomial(axes.as_matrix(at.value(node.argument), len(node.shape))), len(node.shape))


def _function(function: FunctionSymbol, at: Evaluator) -> SmoothFunction:
    """What stands for it has a number for each entry of the arguments and of the value."""
    arguments = sum(math.prod(at.dimensions(shape)) for shape in function.domain)
    at.require_room(arguments * math.prod(at.dimensions(function.codomain)))
    return at.sample.function(function)


RULES: dict[type[Expression], Rule] = {
    Apply: apply,
    FunctionDerivative: function_derivative,
    PowerSeries: power_series,
}
