"""Arithmetic modulo a prime on arrays of whole numbers below it, which floats hold exactly.

The prime is below 2²⁶, so that a product of two residues is below 2⁵² and every step is exact in double precision.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

PRIME = 2**26 - 5
_P = float(PRIME)
_HALF = 2.0**13
_FEW = 100
_MIXERS = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)


def add(a: Floats, b: Floats) -> Floats:
    return np.fmod(a + b, _P)


def subtract(a: Floats, b: Floats) -> Floats:
    return np.fmod(a - b + _P, _P)


def negate(a: Floats) -> Floats:
    return np.fmod(_P - a, _P)


def multiply(a: Floats, b: Floats) -> Floats:
    return np.fmod(a * b, _P)


def divide(a: Floats, b: Floats) -> Floats:
    return multiply(a, inverse(b))


def bilinear(operation: Callable[[Floats, Floats], Floats], a: Floats, b: Floats) -> Floats:
    """A sum of products, with one factor split in two, so that sums of up to 2¹³ terms stay exact."""
    high = np.floor(a / _HALF)
    low = a - high * _HALF
    return np.fmod(np.fmod(operation(high, b), _P) * _HALF + operation(low, b), _P)


def matmul(a: Floats, b: Floats) -> Floats:
    return bilinear(np.matmul, a, b)


def total(a: Floats, **axes: Any) -> Floats:
    return np.asarray(np.fmod(np.add.reduce(a, **axes), _P))


def inverse(a: Floats) -> Floats:
    """The reciprocals; ZeroDivisionError for 0."""
    if not np.all(a):
        raise ZeroDivisionError
    if a.size <= _FEW:
        found = [pow(int(x), -1, PRIME) for x in a.ravel()]
        return np.array(found, dtype=float).reshape(a.shape)
    return power(a, PRIME - 2)


def power(a: Floats, exponent: int) -> Floats:
    """By repeated squaring."""
    if exponent < 0:
        return power(inverse(a), -exponent)
    result = np.ones_like(a)
    while exponent:
        if exponent & 1:
            result = multiply(result, a)
        exponent >>= 1
        if exponent:
            a = multiply(a, a)
    return result


def atom(name: str) -> Callable[[Floats], Floats]:
    """A function whose values are unrelated residues: equal arguments give equal values, and nothing else is known."""
    salt = zlib.crc32(name.encode()) << 26
    first, second, third = (np.uint64(mixer) for mixer in _MIXERS)

    def function(a: Floats) -> Floats:
        x = np.asarray(a).astype(np.uint64) + np.uint64(salt)
        x = x * first
        x = (x ^ (x >> np.uint64(30))) * second
        x = (x ^ (x >> np.uint64(27))) * third
        return np.asarray((x ^ (x >> np.uint64(31))) % np.uint64(PRIME), dtype=float)

    return function


def eliminated(a: Floats) -> tuple[Floats, Floats]:
    """Inverses and determinants of a stack of square matrices (Gauss, Jordan); ZeroDivisionError if one is singular."""
    n = a.shape[-1]
    rows = np.concatenate([a, np.broadcast_to(np.eye(n), a.shape)], axis=-1).reshape(-1, n, 2 * n)
    determinant = np.ones(len(rows))
    everywhere = np.arange(len(rows))
    for k in range(n):
        pivot = k + np.argmax(rows[:, k:, k] != 0, axis=1)
        rows[everywhere, pivot], rows[:, k] = rows[:, k].copy(), rows[everywhere, pivot]
        determinant = np.where(pivot == k, determinant, negate(determinant))
        determinant = multiply(determinant, rows[:, k, k])
        rows[:, k] = multiply(rows[:, k], inverse(rows[:, k, k])[:, None])
        factors = rows[:, :, k].copy()
        factors[:, k] = 0.0
        rows = subtract(rows, multiply(factors[:, :, None], rows[:, k][:, None, :]))
    return rows[..., n:].reshape(a.shape), determinant.reshape(a.shape[:-2])
