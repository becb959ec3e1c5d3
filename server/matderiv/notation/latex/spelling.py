"""How a scalar function is spelled in a style."""

from __future__ import annotations

from matderiv.algebra.function_table import ELEMENTWISE
from matderiv.notation.style import Style


def function_spelling(style: Style, function: str) -> str:
    """The LaTeX of a function of the table; the author's own where the style names one."""
    for name, text in style.functions:
        if name == function:
            return text
    return (
        style.logarithm if function == "log" else ELEMENTWISE.get(function, rf"\operatorname{{{function}}}")
    )
