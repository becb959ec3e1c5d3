"""Derivatives of SymPy's expressions against finite differences of the expressions themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import sympy

import matderiv

from .evaluation import value_of

STEP = 1e-5


def sizes_in(*expressions: Any) -> dict[Any, int]:
    """Sizes that differ, for the symbols in the shapes of all matrices."""
    matrices = {part for root in expressions for part in root.atoms(sympy.MatrixSymbol)}
    names = {symbol for matrix in matrices for size in matrix.shape for symbol in size.free_symbols}
    return {symbol: 2 + number for number, symbol in enumerate(sorted(names, key=str))}


def values_of(expression: Any, variable: Any, sizes: Mapping[Any, int]) -> dict[Any, np.ndarray]:
    """Random values of all symbols: positive scalars, matrices with a heavy diagonal so that powers are tame."""
    random = np.random.default_rng(7)
    values: dict[Any, np.ndarray] = {}
    for symbol in sorted(expression.free_symbols | {variable}, key=str):
        if symbol in sizes:
            continue
        if symbol.is_Matrix or hasattr(symbol, "shape"):
            shape = tuple(int(sympy.sympify(size).subs(sizes)) for size in symbol.shape)
            values[symbol] = random.uniform(0.2, 1.0, shape) + 2 * np.eye(*shape)
        else:
            values[symbol] = np.asarray(3.0 if symbol.is_integer else random.uniform(0.5, 1.5))
    return values


def value_at(expression: Any, values: Mapping[Any, Any], sizes: Mapping[Any, int]) -> np.ndarray:
    return np.asarray(value_of(expression, {**sizes, **values}), dtype=float)


def finite_differences(
    expression: Any, variable: Any, values: Mapping[Any, np.ndarray], sizes: Any
) -> np.ndarray:
    """Central differences; the value's axes, then the variable's, where axes of length one are left out."""
    at = values[variable]
    columns = []
    for place in np.ndindex(at.shape):
        moved = []
        for sign in (1, -1):
            other = np.array(at, dtype=float)
            other[place] += sign * STEP
            moved.append(value_at(expression, {**values, variable: other}, sizes))
        columns.append((moved[0] - moved[1]) / (2 * STEP))
    array = np.stack(columns, axis=-1)
    return squeezed(array.reshape((*columns[0].shape, *at.shape)))


def squeezed(array: np.ndarray) -> np.ndarray:
    return np.squeeze(np.asarray(array, dtype=float))


def run_code(code: str, symbols: Mapping[str, str], values: Mapping[str, Any]) -> Any:
    namespace: dict[str, Any] = {}
    exec(code, namespace)  # noqa: S102 - generated code, which is what is tested
    return namespace["derivative"](**{parameter: values[latex] for latex, parameter in symbols.items()})


def as_argument(value: np.ndarray) -> Any:
    """As generated code takes arguments: columns one-dimensional, scalars numbers."""
    if value.shape == (1, 1) or not value.shape:
        return float(value.reshape(()))
    return value[:, 0] if value.shape[1] == 1 else value


def assert_derivative(
    expression: Any, variable: Any, given: Sequence[Any] = (), tolerance: float = 1e-6
) -> Any:
    """Derives, and compares the NumPy source and SymPy's object with finite differences.

    Gives SymPy's object.
    """
    result = matderiv.derive(expression, variable, given, forms=["matrix", "index", "numpy"])
    assert result.check.verdict == "verified", result.check.reason
    sizes = sizes_in(expression, variable)
    values = values_of(expression, variable, sizes)
    expected = finite_differences(expression, variable, values, sizes)
    scale = tolerance * max(1.0, float(np.max(np.abs(expected), initial=0)))
    code = result.forms[-1]
    named = {latex: values[symbol] for latex, symbol in result.sympy_symbols.items() if symbol in values}
    found = run_code(code.code, code.symbols, {latex: as_argument(value) for latex, value in named.items()})
    np.testing.assert_allclose(squeezed(found), expected, atol=scale)
    returned = result.to_sympy()
    np.testing.assert_allclose(_entries(returned, expected.shape, values, sizes), expected, atol=scale)
    return returned


def _entries(returned: Any, shape: tuple[int, ...], values: Any, sizes: Any) -> np.ndarray:
    """The numbers of SymPy's object; an entry in index symbols at all of their values."""
    indices = sorted(
        (symbol for symbol in returned.free_symbols if symbol not in values and symbol not in sizes), key=str
    )
    if not indices:
        return squeezed(value_at(returned, values, sizes))
    array = np.empty(shape)
    for place in np.ndindex(shape):
        array[place] = float(value_at(returned, {**values, **dict(zip(indices, place, strict=True))}, sizes))
    return array
