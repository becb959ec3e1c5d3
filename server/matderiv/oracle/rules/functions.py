"""Abstract functions of the note and their derivatives."""

from __future__ import annotations

from ...algebra import Apply, Expression, FunctionDerivative, PowerSeries
from .. import axes
from ..duals import Array
from ..evaluation import Evaluator, Rule
from ..power_series import random_polynomial
from .jacobians import arranged, iterated_jacobian


def apply(node: Apply, at: Evaluator) -> Array:
    function = at.sample.function(node.function)
    return function(tuple(at.value(argument) for argument in node.arguments))


def function_derivative(node: FunctionDerivative, at: Evaluator) -> Array:
    """The arguments are made independent variables, however the note has put them together."""
    function = at.sample.function(node.function)
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


RULES: dict[type[Expression], Rule] = {
    Apply: apply,
    FunctionDerivative: function_derivative,
    PowerSeries: power_series,
}
