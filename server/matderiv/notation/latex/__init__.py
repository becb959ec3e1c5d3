"""Typed expressions as LaTeX in an author's style, with no more parentheses than the parser needs."""

from __future__ import annotations

from matderiv.algebra import Expression
from matderiv.notation.latex import derivatives, elementwise, indexing, leaves, matrices, products, sums
from matderiv.notation.latex.printed import PrintError
from matderiv.notation.latex.printer import Printer, PrintingFunction
from matderiv.notation.latex.told_sizes import with_told_sizes
from matderiv.notation.style import DEFAULT_STYLE, Style

PRINTERS: dict[type[Expression], PrintingFunction] = {
    **leaves.PRINTERS,
    **sums.PRINTERS,
    **products.PRINTERS,
    **matrices.PRINTERS,
    **elementwise.PRINTERS,
    **indexing.PRINTERS,
    **derivatives.PRINTERS,
}


def to_latex(expression: Expression, style: Style = DEFAULT_STYLE) -> str:
    """LaTeX that the parser reads back as the same value; PrintError where there is none."""
    if not style.sized_constants:
        expression = with_told_sizes(expression)
    return Printer(style, PRINTERS).print_deep(expression).text


__all__ = ["PRINTERS", "PrintError", "Printer", "to_latex"]
