"""Arrays of residues modulo a prime, in the place of floats: rational expressions are evaluated exactly with them.

NumPy asks the class of an array what its operations mean, so that the rules of the evaluator work unchanged. A
transcendental function becomes a *keyed atom*: a residue that depends on the function and the argument only, so that
equal terms stay equal and different ones are unrelated. Residues are whole floats; an array that lost its class on the
way is still read as what it was, and an operation without a meaning here raises NotRationalError.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np

from ..errors import UnsupportedError
from . import modular
from .modular import PRIME, Floats

_LARGEST_DENOMINATOR = 10**6
_LARGEST_WHOLE = 2.0**52


class NotRationalError(UnsupportedError):
    """Something that has no meaning modulo a prime, such as an order or an absolute value."""


class Residues(np.ndarray[Any, np.dtype[np.float64]]):
    """An array of residues."""

    def __array_ufunc__(
        self, ufunc: np.ufunc, method: str, *inputs: Any, out: tuple[Any, ...] = (), **details: Any
    ) -> Any:
        operation = _OPERATIONS.get((ufunc, method))
        if operation is None:
            raise NotRationalError(f"{ufunc.__name__} has no meaning for residues")
        found = np.asarray(operation(*inputs, **details))
        if out:
            out[0].view(np.ndarray)[...] = found
            return out[0]
        return found if found.dtype == np.bool_ else found.view(Residues)

    def __array_function__(self, function: Any, types: Any, arguments: Any, details: Any) -> Any:
        if function is np.einsum:
            return _einsum(*arguments)
        if function not in _REARRANGEMENTS:
            raise NotRationalError(f"{function.__name__} has no meaning for residues")
        return super().__array_function__(function, types, arguments, details)

    def trace(self, offset: Any = 0, axis1: Any = 0, axis2: Any = 1, **_details: Any) -> Any:  # type: ignore[override]
        """NumPy would sum without reducing."""
        diagonal = np.diagonal(self.view(np.ndarray), offset, axis1, axis2)
        return modular.total(diagonal, axis=-1).view(Residues)


def as_residues(x: Any) -> Floats:
    """Plain floats below the prime; fractions with small denominators are read as what they round."""
    if isinstance(x, Residues):
        return np.asarray(x)
    if isinstance(x, float | int):
        return np.asarray(_residue_of(float(x)))
    a: Floats = np.asarray(x, dtype=float)
    if (np.floor(a) == a).all() and np.abs(a).max(initial=0.0) < _LARGEST_WHOLE:
        return np.asarray(np.mod(a, float(PRIME)))
    return np.array([_residue_of(float(each)) for each in a.ravel()]).reshape(a.shape)


@lru_cache(maxsize=1024)
def _residue_of(value: float) -> float:
    if not abs(value) < _LARGEST_WHOLE:
        raise NotRationalError(f"{value!r} is no exact number")
    fraction = Fraction(value).limit_denominator(_LARGEST_DENOMINATOR)
    if float(fraction) != value:
        raise NotRationalError(f"{value!r} is no rational number")
    return float(fraction.numerator * pow(fraction.denominator, -1, PRIME) % PRIME)


def _converted(operation: Callable[..., Any]) -> Callable[..., Any]:
    def on_residues(*inputs: Any, **_details: Any) -> Any:
        return operation(*map(as_residues, inputs))

    return on_residues


def _power(base: Any, exponent: Any, **_details: Any) -> Floats:
    exponents = np.unique(np.asarray(exponent))
    if exponents.size != 1 or exponents[0] != np.floor(exponents[0]):
        raise NotRationalError("a power with an exponent that is not whole")
    found = modular.power(as_residues(base), int(exponents[0]))
    return np.broadcast_to(found, np.broadcast_shapes(np.shape(base), np.shape(exponent)))


def _reduced(operation: Callable[..., Any]) -> Callable[..., Any]:
    """A reduction along axes; what NumPy's methods pass beside them says nothing of residues."""

    def on_residues(a: Any, axis: Any = 0, keepdims: bool = False, **_details: Any) -> Any:
        return operation(as_residues(a), axis=axis, keepdims=keepdims)

    return on_residues


def _product(a: Floats, axis: Any, keepdims: bool) -> Floats:
    places = range(a.ndim) if axis is None else axis if isinstance(axis, tuple) else (axis,)
    for place in places:
        parts = np.moveaxis(a, place, 0)
        result = np.ones_like(parts[0])
        for part in parts:
            result = modular.multiply(result, part)
        a = np.expand_dims(result, place)
    return a if keepdims else a.squeeze(tuple(places))


def _einsum(subscripts: str, left: Any, right: Any) -> Any:
    def operation(a: Floats, b: Floats) -> Floats:
        return np.asarray(np.einsum(subscripts, a, b))

    return modular.bilinear(operation, as_residues(left), as_residues(right)).view(Residues)


_TRANSCENDENTAL = (
    *(np.exp, np.log, np.sqrt, np.sin, np.cos, np.tan, np.sinh, np.cosh, np.tanh),
    *(np.arcsin, np.arccos, np.arctan),
)
_CALLS: dict[np.ufunc, Callable[..., Any]] = {
    np.add: modular.add,
    np.subtract: modular.subtract,
    np.negative: modular.negate,
    np.multiply: modular.multiply,
    np.true_divide: modular.divide,
    np.matmul: modular.matmul,
    np.equal: np.equal,
    np.not_equal: np.not_equal,
    **{ufunc: modular.atom(ufunc.__name__) for ufunc in _TRANSCENDENTAL},
}
_OPERATIONS: dict[tuple[np.ufunc, str], Callable[..., Any]] = {
    **{(ufunc, "__call__"): _converted(operation) for ufunc, operation in _CALLS.items()},
    (np.power, "__call__"): _power,
    (np.add, "reduce"): _reduced(modular.total),
    (np.multiply, "reduce"): _reduced(_product),
    (np.logical_or, "reduce"): _reduced(np.any),
    (np.logical_and, "reduce"): _reduced(np.all),
}
_REARRANGEMENTS = frozenset(
    {np.where, np.moveaxis, np.expand_dims, np.squeeze, np.repeat, np.take, np.broadcast_to, np.concatenate}
    | {
        np.stack,
        np.trace,
        np.diagonal,
        np.swapaxes,
        np.transpose,
        np.reshape,
        np.any,
        np.all,
        np.tril,
        np.triu,
    }
    | {np.sum, np.prod, np.zeros_like, np.ones_like, np.roll, np.ndim, np.shape, np.size, np.array_equal}
)


def random_residues(rng: np.random.Generator, shape: tuple[int, ...]) -> Floats:
    return rng.integers(1, PRIME, shape).astype(float).view(Residues)


def is_exact(a: Floats) -> bool:
    """Whether an array holds residues."""
    return isinstance(a, Residues)


def exact_inverse(a: Floats) -> Floats:
    """The inverses of a stack of square matrices, by elimination; ZeroDivisionError for a singular one."""
    return modular.eliminated(as_residues(a))[0].view(Residues)


def exact_determinant(a: Floats) -> Floats:
    return modular.eliminated(as_residues(a))[1].view(Residues)
