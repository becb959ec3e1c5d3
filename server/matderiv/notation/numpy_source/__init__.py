"""Typed expressions as self-contained NumPy source."""

from __future__ import annotations

from matderiv.notation.numpy_source.code import CodeError
from matderiv.notation.numpy_source.function import NumpyCode, numpy_function

__all__ = ["CodeError", "NumpyCode", "numpy_function"]
