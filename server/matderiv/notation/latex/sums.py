"""Sums and negation."""

from __future__ import annotations

from matderiv.algebra import Add, Expression, Negate
from matderiv.notation.latex.printed import Level, Printed
from matderiv.notation.latex.printer import Printer, PrintingFunction


def _add(printer: Printer, node: Add) -> Printed:
    text = ""
    for term in node.terms:
        printed = printer.print(term)
        if printed.is_negative:
            text += f" - {printed.text[1:].lstrip()}" if text else printed.text
        else:
            text += (" + " if text else "") + printed.at_least(Level.OPEN)
    return Printed(text, Level.SUM)


def _negate(printer: Printer, node: Negate) -> Printed:
    return Printed("-" + printer.print(node.operand).at_least(Level.OPEN), Level.NEGATION)


PRINTERS: dict[type[Expression], PrintingFunction] = {Add: _add, Negate: _negate}
