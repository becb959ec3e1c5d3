"""Typed expressions as one line of Unicode text, for places that cannot show formulas."""

from __future__ import annotations

from matderiv.algebra import Expression
from matderiv.notation.latex import to_latex
from matderiv.notation.style import DEFAULT_STYLE, Style
from matderiv.notation.unicode_text.reader import latex_to_unicode


def to_unicode(expression: Expression, style: Style = DEFAULT_STYLE) -> str:
    """The printed LaTeX of an expression as Unicode. PrintError where there is no notation."""
    return latex_to_unicode(to_latex(expression, style))


__all__ = ["latex_to_unicode", "to_unicode"]
