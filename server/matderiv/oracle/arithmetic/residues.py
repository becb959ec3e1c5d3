"""Arithmetic modulo a prime, as the entries of object arrays: rational expressions are evaluated exactly with them.

NumPy applies its operations entry by entry to object arrays, so that the rules of the evaluator work unchanged.
A transcendental function becomes a *keyed atom*: a residue that depends on the function and the argument only, so
that equal terms stay equal and different ones are unrelated.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import UnsupportedError

PRIME = 2**61 - 1
_LARGEST_DENOMINATOR = 10**6


class NotRationalError(UnsupportedError):
    """Something that has no meaning modulo a prime, such as an order or an absolute value."""


def _residue_of(value: object) -> int:
    """An exact number modulo the prime; floats are read as the fraction with a small denominator that they round."""
    if isinstance(value, Residue):
        return value.value
    if isinstance(value, int | np.integer):
        return int(value) % PRIME
    if isinstance(value, float | np.floating):
        return _residue_of_float(float(value))
    raise NotRationalError(f"{value!r} is no rational number")


@lru_cache(maxsize=1024)
def _residue_of_float(value: float) -> int:
    fraction = Fraction(value).limit_denominator(_LARGEST_DENOMINATOR)
    if float(fraction) != value:
        raise NotRationalError(f"{value!r} is no rational number")
    return fraction.numerator * pow(fraction.denominator, -1, PRIME) % PRIME


def _atom(name: str) -> Callable[[Residue], Residue]:
    def function(argument: Residue) -> Residue:
        key = f"{name} {argument.value}".encode()
        return Residue((zlib.crc32(key) << 30 ^ zlib.crc32(key[::-1])) % PRIME)

    return function


class Residue:
    """An integer modulo the prime."""

    __slots__ = ("value",)

    def __init__(self, value: int) -> None:
        self.value = value

    def __add__(self, other: object) -> Any:
        if type(other) is Residue:
            return Residue((self.value + other.value) % PRIME)
        if type(other) is float and not other:
            return self
        if isinstance(other, np.ndarray):
            return NotImplemented
        return Residue((self.value + _residue_of(other)) % PRIME)

    __radd__ = __add__

    def __neg__(self) -> Residue:
        return Residue(-self.value % PRIME)

    def __sub__(self, other: object) -> Any:
        if type(other) is Residue:
            return Residue((self.value - other.value) % PRIME)
        if isinstance(other, np.ndarray):
            return NotImplemented
        return Residue((self.value - _residue_of(other)) % PRIME)

    def __rsub__(self, other: object) -> Residue:
        return Residue((_residue_of(other) - self.value) % PRIME)

    def __mul__(self, other: object) -> Any:
        if type(other) is Residue:
            return Residue(self.value * other.value % PRIME)
        if type(other) is float and (other == 1.0 or not other):
            return self if other else _ZERO
        if isinstance(other, np.ndarray):
            return NotImplemented
        return Residue(self.value * _residue_of(other) % PRIME)

    __rmul__ = __mul__

    def reciprocal(self) -> Residue:
        """The inverse; ZeroDivisionError for 0."""
        if self.value == 0:
            raise ZeroDivisionError
        return Residue(pow(self.value, -1, PRIME))

    def __truediv__(self, other: object) -> Any:
        if isinstance(other, np.ndarray):
            return NotImplemented
        return self * Residue(_residue_of(other)).reciprocal()

    def __rtruediv__(self, other: object) -> Residue:
        return Residue(_residue_of(other)) * self.reciprocal()  # type: ignore[no-any-return]

    def __pow__(self, exponent: object) -> Residue:
        whole = int(exponent) if isinstance(exponent, int | float) and exponent == int(exponent) else None
        if whole is None:
            raise NotRationalError("a power with an exponent that is not whole")
        return Residue(pow(self.value, whole, PRIME)) if self.value or whole >= 0 else self.reciprocal()

    def __eq__(self, other: object) -> bool:
        return self.value == _residue_of(other)

    def __hash__(self) -> int:
        return hash(self.value)

    def _unordered(self, *_: object) -> bool:
        raise NotRationalError("residues have no order and no absolute value")

    __lt__ = __le__ = __gt__ = __ge__ = _unordered
    __abs__ = _unordered
    __float__ = None

    exp, log, sqrt = _atom("exp"), _atom("log"), _atom("sqrt")
    sin, cos, tan = _atom("sin"), _atom("cos"), _atom("tan")
    sinh, cosh, tanh = _atom("sinh"), _atom("cosh"), _atom("tanh")
    arcsin, arccos, arctan = _atom("arcsin"), _atom("arccos"), _atom("arctan")


_ZERO = Residue(0)


def random_residues(rng: np.random.Generator, shape: tuple[int, ...]) -> NDArray[Any]:
    result = np.empty(shape, dtype=object)
    drawn = rng.integers(1, PRIME, shape)
    for place in np.ndindex(shape):
        result[place] = Residue(int(drawn[place]))
    return result


def is_exact(a: NDArray[Any]) -> bool:
    """Whether an array holds residues."""
    return a.dtype == np.object_


def exact_inverse(a: NDArray[Any]) -> NDArray[Any]:
    """The inverses of a stack of square matrices, by elimination; ZeroDivisionError for a singular one."""
    return np.asarray(_eliminated(a)[0])


def exact_determinant(a: NDArray[Any]) -> NDArray[Any]:
    return np.asarray(_eliminated(a)[1])


def _eliminated(a: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Inverses and determinants (Gauss and Jordan)."""
    n = a.shape[-1]
    inverses = np.empty(a.shape, dtype=object)
    determinants = np.empty(a.shape[:-2], dtype=object)
    for place in np.ndindex(a.shape[:-2]):
        rows = np.concatenate([a[place], np.eye(n)], axis=1)
        determinant: Any = Residue(1)
        for k in range(n):
            pivot = next((i for i in range(k, n) if rows[i, k] != 0), None)
            if pivot is None:
                raise ZeroDivisionError
            if pivot != k:
                rows[[k, pivot]] = rows[[pivot, k]]
                determinant = -determinant
            determinant = determinant * rows[k, k]
            rows[k] = rows[k] / rows[k, k]
            for i in range(n):
                if i != k:
                    rows[i] = rows[i] - rows[i, k] * rows[k]
        inverses[place] = rows[:, n:]
        determinants[place] = determinant
    return inverses, determinants
