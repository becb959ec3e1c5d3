"""Entries, sums over indices, deltas and indicators."""

from __future__ import annotations

from matderiv.algebra import (
    Entry,
    Expression,
    FromEntries,
    IndexIndicator,
    IndexProduct,
    IndexSum,
    IndexValue,
    Indicator,
    Member,
    Ones,
    SingleEntryMatrix,
    Tangent,
)
from matderiv.notation.latex.dimensions import index_form_text, index_script, is_known
from matderiv.notation.latex.leaves import name_printed
from matderiv.notation.latex.printed import Level, Printed, PrintError, braced, parenthesised, with_subscript
from matderiv.notation.latex.printer import Printer, PrintingFunction

_RELATIONS = {"=": "=", "≠": r"\neq", "<": "<", "≤": r"\leq", ">": ">", "≥": r"\geq"}


def _entry(printer: Printer, node: Entry) -> Printed:
    base = printer.print(node.operand)
    if isinstance(node.operand, Tangent):
        base = Printed(base.text, Level.PREFIX)
    return with_subscript(base, index_script(node.indices))


def _member(printer: Printer, node: Member) -> Printed:
    return with_subscript(name_printed(node.family.name), index_script(node.indices))


TRIANGLES = {"≥": r"\operatorname{tril}", "≤": r"\operatorname{triu}"}


def triangle_of_ones(node: Expression) -> str | None:
    """The function that keeps the triangle of ones which an array given by its entries is; None for others."""
    match node:
        case FromEntries(indices=(row, column), body=IndexIndicator(left=left, right=right) as body):
            if (left.single, right.single) == (row, column):
                return TRIANGLES.get(body.relation)
    return None


def _from_entries(printer: Printer, node: FromEntries) -> Printed:
    triangle = triangle_of_ones(node)
    if triangle is not None:
        return Printed(f"{triangle}{parenthesised(printer.text(Ones(node.shape)))}", subscript=False)
    raise PrintError("no LaTeX notation for an array given by its entries; see the index form")


def _big(printer: Printer, node: IndexSum | IndexProduct, operator: str) -> Printed:
    body = printer.print(node.body)
    text = body.text if body.level is Level.OPEN else body.at_least(Level.PRODUCT)
    return Printed(f"{operator}{_range(node)} {text}", Level.OPEN)


def _range(node: IndexSum | IndexProduct) -> str:
    """`_{i=1}^{n}`, or `_i` where the size has no name."""
    if not is_known(node.index.size, node.upper.offset):
        return f"_{braced(node.index.name)}"
    return rf"_{{{node.index.name}={index_form_text(node.lower)}}}^{{{index_form_text(node.upper)}}}"


def _index_sum(printer: Printer, node: IndexSum) -> Printed:
    return _big(printer, node, r"\sum")


def _index_product(printer: Printer, node: IndexProduct) -> Printed:
    return _big(printer, node, r"\prod")


def _index_indicator(printer: Printer, node: IndexIndicator) -> Printed:
    if node.relation == "=":
        return with_subscript(Printed(r"\delta"), index_script((node.left, node.right)))
    left, right = index_form_text(node.left), index_form_text(node.right)
    return _bracket(left, node.relation, right)


def _index_value(printer: Printer, node: IndexValue) -> Printed:
    single = node.index.single
    return Printed(index_form_text(node.index), Level.ATOM if single is not None else Level.SUM)


def _indicator(printer: Printer, node: Indicator) -> Printed:
    left, right = printer.text(node.left), printer.text(node.right)
    return _bracket(left, node.relation, right)


def _bracket(left: str, relation: str, right: str) -> Printed:
    return Printed(rf"\mathbb{{1}}[{left} {_RELATIONS[relation]} {right}]", subscript=False)


def _single_entry(printer: Printer, node: SingleEntryMatrix) -> Printed:
    name = printer.style.unit_vector if len(node.indices) == 1 else printer.style.single_entry
    return with_subscript(Printed(name), index_script(node.indices))


PRINTERS: dict[type[Expression], PrintingFunction] = {
    Entry: _entry,
    Member: _member,
    FromEntries: _from_entries,
    IndexSum: _index_sum,
    IndexProduct: _index_product,
    IndexIndicator: _index_indicator,
    IndexValue: _index_value,
    Indicator: _indicator,
    SingleEntryMatrix: _single_entry,
}
