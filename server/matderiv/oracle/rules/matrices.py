"""Transpose, inverse, powers, trace and determinant, functions of matrices."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ...algebra import (
    Determinant,
    Expression,
    FrechetDerivative,
    Inverse,
    MatrixFunction,
    Power,
    Pseudoinverse,
    Trace,
    Transpose,
)
from ..arithmetic import axes
from ..arithmetic.duals import Array, Dual, Floats, add, expand_mask, keep_where, linear, reciprocal, value_of
from ..arithmetic.matrix_functions import MATRIX_FUNCTION_RULES
from ..arithmetic.primitives import determinant as determinant_of
from ..arithmetic.primitives import integer_power, pseudoinverse, scalar_power
from ..arithmetic.primitives import inverse as inverse_of
from ..errors import UnsupportedError
from ..evaluation import Evaluator, Rule


def transpose(node: Transpose, at: Evaluator) -> Array:
    value, rank = at.value(node.operand), len(node.operand.shape)
    if rank == 0:
        return value
    if rank == 1:
        return axes.transpose(axes.as_matrix(value, 1))
    return axes.drop_to(axes.transpose(value), len(node.shape))


def inverse(node: Inverse, at: Evaluator) -> Array:
    value = at.value(node.operand)
    return inverse_of(value) if node.shape else reciprocal(value)


def pseudo_inverse(node: Pseudoinverse, at: Evaluator) -> Array:
    value = axes.as_matrix(at.value(node.operand), len(node.operand.shape))
    return axes.drop_to(pseudoinverse(value), len(node.shape))


def power(node: Power, at: Evaluator) -> Array:
    base, exponent = at.value(node.base), at.value(node.exponent)
    if not node.shape:
        return scalar_power(base, exponent)
    if isinstance(exponent, Dual):
        raise UnsupportedError("a matrix power cannot be differentiated by its exponent")
    return _matrix_power(base, exponent)


def _matrix_power(base: Array, exponent: Floats) -> Array:
    """The power for each exponent that occurs over samples and indices."""
    rounded = np.rint(exponent)
    if not np.isfinite(exponent).all() or np.abs(rounded - exponent).max(initial=0.0) > 1e-9:
        raise UnsupportedError("a matrix has powers with integer exponents only")
    distinct = [int(value) for value in np.unique(rounded)]
    if len(distinct) == 1:
        return integer_power(base, distinct[0])
    total: Array = np.zeros(value_of(base).shape[-2:])
    for value in distinct:
        total = add(total, keep_where(expand_mask(rounded == value, 2), integer_power(base, value)))
    return total


def matrix_function(node: MatrixFunction, at: Evaluator) -> Array:
    rule = MATRIX_FUNCTION_RULES.get(node.function)
    if rule is None:
        raise UnsupportedError(f"the matrix function {node.function} is not known")
    value = at.value(node.argument)
    return axes.drop_to(rule(axes.as_matrix(value, len(node.shape))), len(node.shape))


def frechet_derivative(node: FrechetDerivative, at: Evaluator) -> Array:
    """The corner of f([[X, E], [0, X]]) (Higham, *Functions of Matrices*, theorem 3.6)."""
    rule = MATRIX_FUNCTION_RULES.get(node.function)
    if rule is None:
        raise UnsupportedError(f"the matrix function {node.function} is not known")
    argument, direction = at.value(node.argument), at.value(node.direction)
    n = value_of(argument).shape[-1]

    def placed(row: int, column: int) -> Callable[[Floats], Floats]:
        def place(a: Floats) -> Floats:
            result = np.zeros((*a.shape[:-2], 2 * n, 2 * n), dtype=a.dtype)
            result[..., row : row + n, column : column + n] = a
            return result

        return place

    blocks = add(linear(placed(0, 0), argument), linear(placed(n, n), argument))
    return linear(lambda a: a[..., :n, n:], rule(add(blocks, linear(placed(0, n), direction))))


def trace(node: Trace, at: Evaluator) -> Array:
    value = at.value(node.operand)
    return axes.trace(value) if node.operand.shape else value


def determinant(node: Determinant, at: Evaluator) -> Array:
    value = at.value(node.operand)
    return determinant_of(value) if node.operand.shape else value


RULES: dict[type[Expression], Rule] = {
    Transpose: transpose,
    Inverse: inverse,
    Pseudoinverse: pseudo_inverse,
    Power: power,
    MatrixFunction: matrix_function,
    FrechetDerivative: frechet_derivative,
    Trace: trace,
    Determinant: determinant,
}
