"""Linear operations on the trailing (logical) axes of arrays, and on the slots in front of them."""

from __future__ import annotations

from functools import partial

import numpy as np

from .duals import Array, Floats, linear


def reshape(x: Array, rank: int, shape: tuple[int, ...]) -> Array:
    """The last `rank` axes in row-major order under a new shape."""
    return linear(lambda a: a.reshape(a.shape[: a.ndim - rank] + shape), x)


def permute(x: Array, permutation: tuple[int, ...]) -> Array:
    """The array whose logical axis k is axis `permutation[k]` of x."""
    rank = len(permutation)

    def permuted(a: Floats) -> Floats:
        lead = a.ndim - rank
        return a.transpose(tuple(range(lead)) + tuple(lead + axis for axis in permutation))

    return linear(permuted, x)


def transpose(x: Array) -> Array:
    """Exchanges the two trailing axes."""
    return linear(lambda a: a.swapaxes(-1, -2), x)


def expand(x: Array, count: int) -> Array:
    """Appends axes of length 1, so that a scalar meets arrays of `count` axes."""
    return linear(lambda a: a.reshape(a.shape + (1,) * count), x) if count else x


def total(x: Array, rank: int) -> Array:
    """The sum over the last `rank` axes."""
    axes = tuple(range(-rank, 0))
    return linear(lambda a: a.sum(axis=axes), x) if rank else x


def trace(x: Array) -> Array:
    return linear(partial(np.trace, axis1=-2, axis2=-1), x)


def diagonal(x: Array) -> Array:
    return linear(partial(np.diagonal, axis1=-2, axis2=-1), x)


def diagonal_matrix(x: Array) -> Array:
    """The trailing axis spread over a diagonal."""
    return linear(lambda a: a[..., :, None] * np.eye(a.shape[-1]), x)


def as_matrix(x: Array, rank: int) -> Array:
    """A scalar, vector or matrix with two logical axes."""
    return expand(x, 2 - rank)


def drop_to(x: Array, rank: int) -> Array:
    """Two logical axes reduced to `rank`: a vector loses its columns' axis, a scalar both."""
    if rank == 2:
        return x
    return linear(lambda a: a[..., 0] if rank == 1 else a[..., 0, 0], x)


def with_slots(a: Floats, rank: int, slots: int) -> Floats:
    """The same array with at least the axis of samples and `slots` slots in front of its logical axes."""
    missing = rank + 1 + slots - a.ndim
    return a.reshape((1,) * missing + a.shape) if missing > 0 else a


def slot_axis(rank: int, slot: int) -> int:
    """Where a slot stands, counted from the right; slot 0 is the axis of samples."""
    return -(rank + 1 + slot)


def slot_to_axis(x: Array, rank: int, slot: int, size: int) -> Array:
    """Moves a slot to the end, where it becomes the last logical axis, of length `size`."""

    def moved(a: Floats) -> Floats:
        a = with_slots(a, rank, slot)
        position = a.ndim + slot_axis(rank, slot)
        if a.shape[position] != size:
            a = np.repeat(a, size, axis=position)
        a = np.moveaxis(a, position, -1)
        return np.expand_dims(a, position) if position else a

    return linear(moved, x)


def axis_to_slot(a: Floats, rank: int, slot: int) -> Floats:
    """Moves the last of `rank` logical axes to a slot that is not in use."""
    a = with_slots(a, rank, slot - 1)
    position = a.ndim + slot_axis(rank, slot)
    if position >= 0:
        a = a.squeeze(position)
        return np.moveaxis(a, -1, position)
    return np.moveaxis(a, -1, 0)


def in_use(a: Floats, rank: int, slot: int) -> bool:
    """Whether the array varies along a slot."""
    position = a.ndim + slot_axis(rank, slot)
    return position >= 0 and a.shape[position] != 1
