"""Tests whether values have a property: which samples satisfy the conditions of a claim."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ..arithmetic.duals import Floats

Test = Callable[[Floats], NDArray[np.bool_]]

_TOLERANCE = 1e-8
_SMALLEST_SINGULAR_VALUE = 1e-3


def _close(a: Floats, b: Floats) -> NDArray[np.bool_]:
    return np.asarray(np.abs(a - b).max(axis=(-1, -2), initial=0.0) < _TOLERANCE)


def _all(test: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return np.asarray(test.reshape(test.shape[0], -1).all(axis=-1))


def _any(test: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return np.asarray(test.reshape(test.shape[0], -1).any(axis=-1))


def _smallest_singular_value(a: Floats) -> Floats:
    if a.ndim < 3:
        return np.asarray(np.abs(a).reshape(a.shape[0], -1).max(axis=-1))
    finite = np.asarray(np.isfinite(a).all(axis=(-1, -2)))
    safe = np.where(finite[..., None, None], a, 0.0)
    return np.asarray(np.linalg.svd(safe, compute_uv=False)[..., -1])


def _regular(a: Floats) -> NDArray[np.bool_]:
    return _smallest_singular_value(a) > _SMALLEST_SINGULAR_VALUE


def _symmetric(a: Floats) -> NDArray[np.bool_]:
    return _close(a, a.swapaxes(-1, -2)) if a.ndim >= 3 else np.ones(a.shape[0], dtype=bool)


def _definite(a: Floats, bound: float) -> NDArray[np.bool_]:
    if a.ndim < 3:
        return _all(a > bound)
    finite = np.asarray(np.isfinite(a).all(axis=(-1, -2)))
    safe = np.where(finite[..., None, None], 0.5 * (a + a.swapaxes(-1, -2)), 0.0)
    return np.asarray(_symmetric(a) & (np.linalg.eigvalsh(safe)[..., 0] > bound))


def _determinant_positive(a: Floats) -> NDArray[np.bool_]:
    return _all(a > 0) if a.ndim < 3 else np.asarray(np.linalg.det(a) > 0)


TESTS: dict[str, Test] = {
    "symmetric": _symmetric,
    "skew": lambda a: _close(a, -a.swapaxes(-1, -2)),
    "diagonal": lambda a: _close(a, a * np.eye(a.shape[-1])),
    "orthogonal": lambda a: _close(a.swapaxes(-1, -2) @ a, np.eye(a.shape[-1])),
    "lower triangular": lambda a: _close(a, np.tril(a)),
    "upper triangular": lambda a: _close(a, np.triu(a)),
    "positive definite": lambda a: _definite(a, 1e-6),
    "positive semidefinite": lambda a: _definite(a, -_TOLERANCE),
    "invertible": _regular,
    "positive determinant": lambda a: _determinant_positive(a) & _regular(a),
    "full column rank": _regular,
    "full row rank": _regular,
    "positive": lambda a: _all(a > 0),
    "nonnegative": lambda a: _all(a >= 0),
    "nonzero": lambda a: _any(np.abs(a) > _TOLERANCE),
    "without zero entries": lambda a: _all(np.abs(a) > _TOLERANCE),
    "unit": lambda a: np.abs((a * a).reshape(a.shape[0], -1).sum(axis=-1) - 1.0) < _TOLERANCE,
}
"""Values with the axis of samples in front, to one truth value a sample. Other properties cannot be tested."""


def satisfied(a: Floats, property_name: str) -> NDArray[np.bool_]:
    test = TESTS.get(property_name)
    if test is None or (a.ndim < 3 and property_name in _OF_MATRICES):
        return np.ones(a.shape[0], dtype=bool)
    return np.asarray(test(a), dtype=bool)


_OF_MATRICES = frozenset({"skew", "diagonal", "orthogonal", "lower triangular", "upper triangular"})
