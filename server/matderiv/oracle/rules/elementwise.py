"""Functions of every entry, softmax and its relatives, comparisons."""

from __future__ import annotations

import numpy as np

from ...algebra import (
    Elementwise,
    ElementwisePower,
    EntrySum,
    Expression,
    Indicator,
    LogSumExp,
    Maximum,
    Softmax,
)
from ..arithmetic.axes import expand, total
from ..arithmetic.duals import Array, Dual, Floats, add, keep_where, linear, multiply, reciprocal, value_of
from ..arithmetic.primitives import exponential, logarithm, scalar_power
from ..arithmetic.residues import is_exact
from ..arithmetic.scalar_functions import SCALAR_FUNCTIONS, derivative_of_order
from ..arithmetic.smooth import smooth_scalar_function
from ..errors import UnsupportedError
from ..evaluation import Evaluator, Rule

RELATIONS = {
    ">": np.greater,
    "≥": np.greater_equal,
    "<": np.less,
    "≤": np.less_equal,
    "=": np.equal,
    "≠": np.not_equal,
}


def elementwise(node: Elementwise, at: Evaluator) -> Array:
    argument = at.value(node.argument)
    if isinstance(node.function, str):
        function = SCALAR_FUNCTIONS.get(node.function)
        if function is None:
            raise UnsupportedError(f"the function {node.function} is not known")
    else:
        rng = at.sample.generator(f"scalar function {node.function.name}")
        function = smooth_scalar_function(rng, at.sample.style)
    return derivative_of_order(function, node.order, argument, at.frame.level + 1)


def elementwise_power(node: ElementwisePower, at: Evaluator) -> Array:
    exponent = expand(at.value(node.exponent), len(node.shape))
    return scalar_power(at.value(node.base), exponent)


def maximum(node: Maximum, at: Evaluator) -> Array:
    left, right = at.value(node.left), at.value(node.right)
    larger = value_of(left) > value_of(right)
    result = add(keep_where(larger, left), keep_where(~larger, right))
    tied = value_of(left) == value_of(right)
    at_kink = (isinstance(left, Dual) or isinstance(right, Dual)) and bool(tied.any())
    return add(result, np.where(tied, np.nan, 0.0)) if at_kink else result


def _shifted(x: Array, axes: tuple[int, ...]) -> tuple[Array, Floats]:
    """x minus its largest entry over axes, and that entry; a constant shift keeps exponentials finite."""
    values = value_of(x)
    if is_exact(values):
        return x, np.zeros([1 if k - values.ndim in axes else size for k, size in enumerate(values.shape)])
    largest = values.max(axis=axes, keepdims=True)
    return add(x, -largest), largest


def softmax(node: Softmax, at: Evaluator) -> Array:
    argument, rank = at.value(node.argument), len(node.shape)
    if rank == 0:
        return np.ones(())
    axes = {"row": (-1,), "column": (-2,)}.get(node.over, tuple(range(-rank, 0))) if rank > 1 else (-1,)
    shifted, _ = _shifted(argument, axes)
    powers = exponential(shifted)
    normaliser = linear(lambda a: a.sum(axis=axes, keepdims=True), powers)
    return multiply(powers, reciprocal(normaliser))


def log_sum_exp(node: LogSumExp, at: Evaluator) -> Array:
    rank = len(node.argument.shape)
    argument = at.value(node.argument)
    if rank == 0:
        return argument
    shifted, largest = _shifted(argument, tuple(range(-rank, 0)))
    return add(logarithm(total(exponential(shifted), rank)), largest.reshape(largest.shape[:-rank]))


def entry_sum(node: EntrySum, at: Evaluator) -> Array:
    return total(at.value(node.argument), len(node.argument.shape))


def indicator(node: Indicator, at: Evaluator) -> Array:
    left, right = value_of(at.value(node.left)), value_of(at.value(node.right))
    return np.asarray(RELATIONS[node.relation](left, right), dtype=float)


RULES: dict[type[Expression], Rule] = {
    Elementwise: elementwise,
    ElementwisePower: elementwise_power,
    Maximum: maximum,
    Softmax: softmax,
    LogSumExp: log_sum_exp,
    EntrySum: entry_sum,
    Indicator: indicator,
}
