"""Samples: sizes and values for the symbols, tangents and abstract functions of a claim."""

from __future__ import annotations

from .literals import smaller_literals
from .sample import Sample, SymbolKey, symbol_key
from .sizes import size_assignments

__all__ = ["Sample", "SymbolKey", "size_assignments", "smaller_literals", "symbol_key"]
