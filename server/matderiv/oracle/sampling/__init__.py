"""Samples: sizes and values for the symbols, tangents and abstract functions of a claim."""

from __future__ import annotations

from .literals import are_sizes_of_arrays, smaller_literals
from .sample import Sample, SymbolKey, symbol_key
from .sizes import size_assignments

__all__ = [
    "Sample",
    "SymbolKey",
    "are_sizes_of_arrays",
    "size_assignments",
    "smaller_literals",
    "symbol_key",
]
