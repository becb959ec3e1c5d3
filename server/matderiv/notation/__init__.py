"""Printers of typed expressions: LaTeX in the author's style, Unicode for one line, NumPy source."""

from __future__ import annotations

from matderiv.notation.latex import PrintError, to_latex
from matderiv.notation.numpy_source import CodeError, NumpyCode, numpy_function
from matderiv.notation.style import DEFAULT_STYLE, Style, style_of
from matderiv.notation.unicode_text import latex_to_unicode, to_unicode

__all__ = [
    "DEFAULT_STYLE",
    "CodeError",
    "NumpyCode",
    "PrintError",
    "Style",
    "latex_to_unicode",
    "numpy_function",
    "style_of",
    "to_latex",
    "to_unicode",
]
