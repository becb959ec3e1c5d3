"""Functions of square matrices in the sense of the functional calculus, built from products and inverses only.

Because nothing but differentiable operations occurs, tangents of any order come out by themselves. Sources: Higham,
*Functions of Matrices* (2008), chapters 6 (square root), 10 (exponential), 11 (logarithm).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .duals import Array, Floats, add, linear, matmul, negate, scale, value_of
from .primitives import inverse

_TAYLOR_TERMS = 18
_ROOT_ITERATIONS = 14
_LOGARITHM_ROOTS = 6


def _identity(x: Array) -> Array:
    return np.eye(value_of(x).shape[-1])


def exponential(x: Array) -> Array:
    """Scaling and squaring of the Taylor polynomial."""
    size = float(np.nan_to_num(np.abs(value_of(x)).sum(axis=-1), nan=0.0, posinf=0.0).max(initial=0.0))
    squarings = max(0, int(np.ceil(np.log2(size))) + 1) if size > 0.5 else 0
    small = scale(0.5**squarings, x)
    result = term = _identity(x)
    for order in range(1, _TAYLOR_TERMS):
        term = scale(1.0 / order, matmul(term, small))
        result = add(result, term)
    for _ in range(squarings):
        result = matmul(result, result)
    return result


def square_root(x: Array) -> Array:
    """The principal square root by the scaled product form of the Denman–Beavers iteration."""
    y, z = x, _identity(x)
    for _ in range(_ROOT_ITERATIONS):
        y, z = scale(0.5, add(y, inverse(z))), scale(0.5, add(z, inverse(y)))
    return y


def logarithm(x: Array) -> Array:
    """Inverse scaling and squaring with the series of 2 artanh((X - I)(X + I)⁻¹)."""
    for _ in range(_LOGARITHM_ROOTS):
        x = square_root(x)
    identity = _identity(x)
    ratio = matmul(add(x, negate(identity)), inverse(add(x, identity)))
    squared, power = matmul(ratio, ratio), ratio
    result = ratio
    for order in range(3, _TAYLOR_TERMS, 2):
        power = matmul(power, squared)
        result = add(result, scale(1.0 / order, power))
    return scale(2.0 * 2.0**_LOGARITHM_ROOTS, result)


def _rotation_block(x: Array, corner: slice, other: slice) -> Array:
    """A block of exp([[0, -X], [X, 0]]) = [[cos X, -sin X], [sin X, cos X]]."""
    n = value_of(x).shape[-1]

    def doubled(a: Floats) -> Floats:
        result = np.zeros((*a.shape[:-2], 2 * n, 2 * n), dtype=a.dtype)
        result[..., :n, n:] = -a
        result[..., n:, :n] = a
        return result

    return linear(lambda a: a[..., corner, other], exponential(linear(doubled, x)))


def cosine(x: Array) -> Array:
    n = value_of(x).shape[-1]
    return _rotation_block(x, slice(0, n), slice(0, n))


def sine(x: Array) -> Array:
    n = value_of(x).shape[-1]
    return _rotation_block(x, slice(n, 2 * n), slice(0, n))


def hyperbolic_cosine(x: Array) -> Array:
    return scale(0.5, add(exponential(x), exponential(negate(x))))


def hyperbolic_sine(x: Array) -> Array:
    return scale(0.5, add(exponential(x), negate(exponential(negate(x)))))


MATRIX_FUNCTION_RULES: dict[str, Callable[[Array], Array]] = {
    "exp": exponential,
    "log": logarithm,
    "sqrt": square_root,
    "sin": sine,
    "cos": cosine,
    "sinh": hyperbolic_sine,
    "cosh": hyperbolic_cosine,
}
