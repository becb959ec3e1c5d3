"""Norms of vectors and matrices."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ...algebra import Expression, Norm, is_vector_like
from ..arithmetic.axes import as_matrix, total, transpose
from ..arithmetic.duals import Array, linear, matmul, square, value_of
from ..arithmetic.primitives import root, symmetric_eigen
from ..arithmetic.scalar_functions import absolute
from ..errors import UnsupportedError
from ..evaluation import Evaluator, Rule


def sum_of_absolute_values(x: Array, rank: int) -> Array:
    return total(absolute(x), rank)


def euclidean(x: Array, rank: int) -> Array:
    return root(total(square(x), rank)) if rank else absolute(x)


def largest_absolute_value(x: Array, rank: int) -> Array:
    if rank == 0:
        return absolute(x)
    flat = absolute(linear(lambda a: a.reshape(*a.shape[: a.ndim - rank], -1), x))
    values = value_of(flat)
    chosen = values == values.max(axis=-1, keepdims=True)
    return total(linear(lambda a: np.where(chosen, a, 0.0), flat), 1)


def _squared_singular_values(x: Array, rank: int) -> Array:
    """Those that are not zero for sizes' sake, in ascending order."""
    x = as_matrix(x, rank)
    rows, columns = value_of(x).shape[-2:]
    gram = matmul(x, transpose(x)) if rows <= columns else matmul(transpose(x), x)
    return symmetric_eigen(gram)[0]


def nuclear(x: Array, rank: int) -> Array:
    return total(root(_squared_singular_values(x, rank)), 1)


def spectral(x: Array, rank: int) -> Array:
    return root(linear(lambda a: a[..., -1], _squared_singular_values(x, rank)))


_OF_VECTORS: dict[str, Callable[[Array, int], Array]] = {
    "1": sum_of_absolute_values,
    "2": euclidean,
    "inf": largest_absolute_value,
    "frobenius": euclidean,
    "nuclear": euclidean,
    "spectral": euclidean,
}
_OF_MATRICES: dict[str, Callable[[Array, int], Array]] = {
    "2": spectral,
    "frobenius": euclidean,
    "nuclear": nuclear,
    "spectral": spectral,
}


def norm(node: Norm, at: Evaluator) -> Array:
    shape = node.argument.shape
    vector = not shape or is_vector_like(shape)
    rule = (_OF_VECTORS if vector else _OF_MATRICES).get(node.kind)
    if rule is None or (len(shape) > 2 and node.kind != "frobenius"):
        raise UnsupportedError(f"say which norm of a matrix is meant by {node.kind}")
    return rule(at.value(node.argument), len(shape))


RULES: dict[type[Expression], Rule] = {Norm: norm}
