"""Printers of typed expressions: LaTeX in the author's style, Unicode for one line, NumPy source."""

from __future__ import annotations

from matderiv.notation.latex import PrintError, to_latex
from matderiv.notation.style import Style, style_of

__all__ = ["PrintError", "Style", "style_of", "to_latex"]
