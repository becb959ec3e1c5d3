"""Eigenvalues and eigenvectors of symmetric matrices."""

from __future__ import annotations

from ...algebra import Eigenvalue, Eigenvector, Expression
from ..arithmetic.duals import Array, linear, value_of
from ..arithmetic.primitives import symmetric_eigen
from ..errors import UnsupportedError
from ..evaluation import Evaluator, Rule


def eigenvalue(node: Eigenvalue, at: Evaluator) -> Array:
    value = at.value(node.operand)
    if not node.operand.shape:
        return value
    values, _ = symmetric_eigen(value)
    _require_position(node.position, value)
    return linear(lambda a: a[..., node.position], values)


def eigenvector(node: Eigenvector, at: Evaluator) -> Array:
    value = at.value(node.operand)
    _, vectors = symmetric_eigen(value)
    _require_position(node.position, value)
    return linear(lambda a: a[..., :, node.position], vectors)


def _require_position(position: int, matrix: Array) -> None:
    """UnsupportedError where a matrix is too small to have that many eigenvalues."""
    size = value_of(matrix).shape[-1]
    if not -size <= position < size:
        raise UnsupportedError(f"a matrix with {size} rows has no such eigenvalue")


RULES: dict[type[Expression], Rule] = {Eigenvalue: eigenvalue, Eigenvector: eigenvector}
