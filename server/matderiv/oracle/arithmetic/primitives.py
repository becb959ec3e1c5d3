"""Inverse, determinant, eigenvalues, powers and functions of matrices over arrays and duals.

The differentials are those of Magnus and Neudecker, *Matrix Differential Calculus*, chapters 8 and 9. What is close to
singular or degenerate becomes NaN, so that the sample is drawn again.
"""

from __future__ import annotations

import numpy as np

from .axes import diagonal, trace, transpose
from .duals import (
    Array,
    Dual,
    Floats,
    add,
    linear,
    matmul,
    multiply,
    negate,
    pointwise,
    reciprocal,
    scale,
    value_of,
)
from .residues import exact_determinant, exact_inverse, is_exact

LARGEST_CONDITION = 1e4
_LARGE_EXPONENT = 64
SMALLEST_EIGENVALUE_GAP = 1e-4
SMALLEST_SINGULAR_VALUE = 1e-10
"""Relative to the largest: what is smaller is rounding, as an eigenvalue minus itself."""


def inverse(x: Array) -> Array:
    """d(X⁻¹) = -X⁻¹ dX X⁻¹."""
    if isinstance(x, Dual):
        inverted = inverse(x.primal)
        return Dual(x.level, inverted, negate(matmul(inverted, matmul(x.tangent, inverted))))
    return _inverse_value(x)


def _inverse_value(a: Floats) -> Floats:
    """The inverse, NaN where the matrix is not finite, singular or badly conditioned."""
    if is_exact(a):
        return exact_inverse(a)
    identity = np.eye(a.shape[-1])
    usable = np.isfinite(a).all(axis=(-1, -2), keepdims=True)
    safe = np.where(usable, a, identity)
    singular = np.abs(np.linalg.det(safe))[..., None, None] < 1e-200
    inverted = np.linalg.inv(np.where(singular, identity, safe))
    size = np.sqrt((safe * safe).sum(axis=(-1, -2)) * (inverted * inverted).sum(axis=(-1, -2)))
    usable &= ~singular & (size[..., None, None] < LARGEST_CONDITION * a.shape[-1])
    return inverted if usable.all() else np.where(usable, inverted, np.nan)


def determinant(x: Array) -> Array:
    """d det X = det X tr(X⁻¹ dX)."""
    if isinstance(x, Dual):
        value = determinant(x.primal)
        relative = trace(matmul(inverse(x.primal), x.tangent))
        return Dual(x.level, value, multiply(value, relative))
    return exact_determinant(x) if is_exact(x) else np.asarray(np.linalg.det(x))


def pseudoinverse(x: Array) -> Array:
    """The Moore–Penrose inverse; its differential at constant rank is that of Golub and Pereyra (1973)."""
    if not isinstance(x, Dual):
        if not np.isfinite(x).all():
            return np.full(x.swapaxes(-1, -2).shape, np.nan)
        return np.asarray(np.linalg.pinv(x, SMALLEST_SINGULAR_VALUE))
    a, d = x.primal, x.tangent
    p = pseudoinverse(a)
    rows, columns = value_of(a).shape[-2:]
    left = add(np.eye(rows), negate(matmul(a, p)))
    right = add(np.eye(columns), negate(matmul(p, a)))
    pt, dt = transpose(p), transpose(d)
    first = negate(matmul(p, matmul(d, p)))
    second = matmul(matmul(p, pt), matmul(dt, left))
    third = matmul(right, matmul(dt, matmul(pt, p)))
    return Dual(x.level, p, add(first, add(second, third)))


def symmetric_eigen(x: Array) -> tuple[Array, Array]:
    """Eigenvalues in ascending order and orthonormal eigenvectors (as columns) of the symmetric part of x."""
    return _eigen(scale(0.5, add(x, transpose(x))))


def _eigen(x: Array) -> tuple[Array, Array]:
    if not isinstance(x, Dual):
        return _eigen_value(x)
    values, vectors = _eigen(x.primal)
    rotated = matmul(transpose(vectors), matmul(x.tangent, vectors))
    turn = matmul(vectors, multiply(_reciprocal_gaps(values), rotated))
    return Dual(x.level, values, diagonal(rotated)), Dual(x.level, vectors, turn)


def _eigen_value(a: Floats) -> tuple[Floats, Floats]:
    if not np.isfinite(a).all():
        return np.full(a.shape[:-1], np.nan), np.full(a.shape, np.nan)
    values, vectors = np.linalg.eigh(a)
    return values, vectors


def _reciprocal_gaps(values: Array) -> Array:
    """The matrix 1 / (λ_j - λ_i) with zeros on the diagonal; NaN where eigenvalues nearly coincide."""
    rows = linear(lambda a: a[..., :, None], values)
    columns = linear(lambda a: a[..., None, :], values)
    identity = np.eye(value_of(values).shape[-1])
    gaps = add(add(columns, negate(rows)), identity)
    close = np.abs(value_of(gaps)) < SMALLEST_EIGENVALUE_GAP
    safe = add(gaps, np.where(close, np.nan, 0.0))
    return multiply(reciprocal(safe), 1.0 - identity)


def integer_power(x: Array, exponent: int) -> Array:
    """A square matrix to an integer power, by repeated squaring; NaN where it underflows."""
    if exponent < 0:
        return integer_power(inverse(x), -exponent)
    original, large = x, exponent > _LARGE_EXPONENT
    result: Array = np.eye(value_of(x).shape[-1])
    while exponent:
        if exponent & 1:
            result = matmul(result, x)
        exponent >>= 1
        if exponent:
            x = matmul(x, x)
    return _without_underflow(result, original) if large else result


def _without_underflow(result: Array, base: Array) -> Array:
    """NaN in place of matrices that are 0 though the base is not."""
    vanished = ~value_of(result).any(axis=(-1, -2)) & value_of(base).any(axis=(-1, -2))
    return add(result, np.where(vanished, np.nan, 0.0)[..., None, None])


def logarithm(x: Array) -> Array:
    return pointwise(np.log, reciprocal, x)


def exponential(x: Array) -> Array:
    """NaN where the value underflows, as nothing could be compared there."""
    return pointwise(_exponential_value, exponential, x)


def _exponential_value(a: Floats) -> Floats:
    value = np.asanyarray(np.exp(a))
    if (value != 0).all():
        return value
    return np.where((value == 0) & (a > -np.inf), np.nan, value)


def root(x: Array) -> Array:
    return pointwise(np.sqrt, lambda p: scale(0.5, reciprocal(root(p))), x)


def scalar_power(base: Array, exponent: Array) -> Array:
    """Entrywise base ** exponent; a constant exponent also admits negative bases, as far as numbers do."""
    if isinstance(exponent, Dual):
        return exponential(multiply(exponent, logarithm(base)))
    return _constant_power(base, exponent)


def _constant_power(base: Array, exponent: Floats) -> Array:
    if isinstance(base, Dual):
        slope = multiply(exponent, _constant_power(base.primal, exponent - 1.0))
        return Dual(base.level, _constant_power(base.primal, exponent), multiply(slope, base.tangent))
    value = np.asanyarray(np.power(base, exponent))
    vanished = (value == 0) & (base != 0)
    return np.where(vanished, np.nan, value) if vanished.any() else value
