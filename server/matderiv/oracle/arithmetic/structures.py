"""Structures of values: arbitrary arrays are made symmetric, skew, diagonal, triangular or positive definite."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .axes import diagonal, diagonal_matrix, transpose
from .duals import Array, add, linear, subtract

_OFFSET_OF_DEFINITE = 40.0
"""Larger than the eigenvalues of the arrays of moderate size that come in."""


def structured(x: Array, size: int, properties: frozenset[str]) -> Array:
    """The matrices x, n × n with n = `size`, changed linearly until they have the properties (with what they imply)."""
    for name, change in _CHANGES.items():
        if name in properties:
            x = change(x)
    if not properties.isdisjoint(_DEFINITE):
        x = add(x, _OFFSET_OF_DEFINITE * np.eye(size))
    return x


_DEFINITE = frozenset({"positive definite", "positive semidefinite", "positive determinant"})

_CHANGES: dict[str, Callable[[Array], Array]] = {
    "symmetric": lambda x: add(x, transpose(x)),
    "skew": lambda x: subtract(x, transpose(x)),
    "diagonal": lambda x: diagonal_matrix(diagonal(x)),
    "lower triangular": lambda x: linear(np.tril, x),
    "upper triangular": lambda x: linear(np.triu, x),
}
