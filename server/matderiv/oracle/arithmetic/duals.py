"""Nested dual numbers over arrays, for forward-mode differentiation with batched tangents.

An `Array` is an ndarray or a `Dual` of a level. The trailing axes of an ndarray are the *logical* axes of the value;
in front of them stand, counted from the right, the axis of samples and one axis for each *slot*: a bound index, or
the directions of a derivative. Missing leading axes broadcast. So every operation that works on trailing axes is
right for values and for tangents of any level alike.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias, Union

import numpy as np
from numpy.typing import NDArray

from .residues import is_exact

Floats: TypeAlias = NDArray[np.float64]
Array: TypeAlias = Union[Floats, "Dual"]


class Dual:
    """`primal + ε tangent` with ε² = 0 for the ε of `level`; primal and tangent may be duals of lower levels."""

    __slots__ = ("level", "primal", "tangent")

    def __init__(self, level: int, primal: Array, tangent: Array) -> None:
        self.level = level
        self.primal = primal
        self.tangent = tangent


def level_of(x: Array) -> int:
    return x.level if isinstance(x, Dual) else 0


def value_of(x: Array) -> Floats:
    """The number without any tangents."""
    while isinstance(x, Dual):
        x = x.primal
    return x


def entries_of(x: Array) -> int:
    """How many numbers it holds, all tangents counted."""
    return entries_of(x.primal) + entries_of(x.tangent) if isinstance(x, Dual) else x.size


def largest(x: Array) -> float:
    """The largest absolute value among the value and all tangents; NaN counts as 0, and so do residues, which have
    no size.
    """
    if isinstance(x, Dual):
        return max(largest(x.primal), largest(x.tangent))
    if is_exact(x):
        return 0.0
    size = float(np.abs(x).max(initial=0.0))
    return size if size == size else float(np.nan_to_num(np.abs(x), nan=0.0).max(initial=0.0))


def linear(operation: Callable[[Floats], Floats], x: Array) -> Array:
    """A linear operation on trailing axes, applied to the value and to every tangent."""
    if isinstance(x, Dual):
        return Dual(x.level, linear(operation, x.primal), linear(operation, x.tangent))
    return operation(x)


def bilinear(operation: Callable[[Floats, Floats], Floats], x: Array, y: Array) -> Array:
    """A bilinear operation, by the product rule."""
    level = max(level_of(x), level_of(y))
    if isinstance(x, Dual) and x.level == level:
        if isinstance(y, Dual) and y.level == level:
            mixed = add(bilinear(operation, x.primal, y.tangent), bilinear(operation, x.tangent, y.primal))
            return Dual(level, bilinear(operation, x.primal, y.primal), mixed)
        return Dual(level, bilinear(operation, x.primal, y), bilinear(operation, x.tangent, y))
    if isinstance(y, Dual):
        return Dual(level, bilinear(operation, x, y.primal), bilinear(operation, x, y.tangent))
    assert not isinstance(x, Dual)
    return operation(x, y)


def pointwise(operation: Callable[[Floats], Floats], derivative: Callable[[Array], Array], x: Array) -> Array:
    """A scalar function of every entry, by the chain rule."""
    if isinstance(x, Dual):
        value = pointwise(operation, derivative, x.primal)
        return Dual(x.level, value, multiply(derivative(x.primal), x.tangent))
    return operation(x)


def add(x: Array, y: Array) -> Array:
    """The sum of arrays with the same logical axes."""
    level = max(level_of(x), level_of(y))
    if isinstance(x, Dual) and x.level == level:
        if isinstance(y, Dual) and y.level == level:
            return Dual(level, add(x.primal, y.primal), add(x.tangent, y.tangent))
        return Dual(level, add(x.primal, y), x.tangent)
    if isinstance(y, Dual):
        return Dual(level, add(x, y.primal), y.tangent)
    assert not isinstance(x, Dual)
    return x + y


def multiply(x: Array, y: Array) -> Array:
    """The entrywise product of arrays whose logical axes agree or are 1."""
    return bilinear(np.multiply, x, y)


def matmul(x: Array, y: Array) -> Array:
    """The matrix product over the two trailing axes."""
    return bilinear(np.matmul, x, y)


def negate(x: Array) -> Array:
    return linear(np.negative, x)


def subtract(x: Array, y: Array) -> Array:
    return add(x, negate(y))


def scale(factor: float, x: Array) -> Array:
    return linear(lambda a: factor * a, x)


def reciprocal(x: Array) -> Array:
    return pointwise(_reciprocal_value, lambda p: negate(square(reciprocal(p))), x)


def _reciprocal_value(a: Floats) -> Floats:
    return np.asanyarray(1.0 / a)


def square(x: Array) -> Array:
    return multiply(x, x)


def keep_where(mask: NDArray[np.bool_], x: Array) -> Array:
    """The entries where `mask` holds, 0 elsewhere."""
    return linear(lambda a: np.where(mask, a, 0.0), x)


def expand_mask(mask: NDArray[np.bool_], count: int) -> NDArray[np.bool_]:
    """A mask for scalars made one for arrays of `count` axes."""
    return mask.reshape(mask.shape + (1,) * count)
