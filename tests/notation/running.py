"""Runs generated NumPy source on random arguments."""

import zlib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from matderiv.algebra import Symbol
from matderiv.notation import NumpyCode


def value_of(symbol: Symbol, sizes: Mapping[str, int]) -> Any:
    """A random array of the symbol's shape, always the same; square matrices are well conditioned."""
    shape = tuple(size.evaluate(sizes) for size in symbol.shape)
    generator = np.random.default_rng(zlib.crc32(symbol.name.encode()))
    value = generator.normal(size=shape)
    if len(shape) == 2 and shape[0] == shape[1]:
        return value + 3 * np.eye(shape[0])
    return value if shape else float(value)


def values_of(symbols: Sequence[Symbol], sizes: Mapping[str, int]) -> dict[str, Any]:
    return {symbol.name: value_of(symbol, sizes) for symbol in symbols}


def run(code: NumpyCode, values: Mapping[str, Any]) -> Any:
    """The result of the source, its parameters filled by the LaTeX of their symbols."""
    namespace: dict[str, Any] = {}
    exec(code.source, namespace)  # noqa: S102 - the source is what is tested
    return namespace["derivative"](**{name: values[latex] for latex, name in code.symbols.items()})
