"""Leaves: names, numbers, constant arrays, differentials of symbols."""

from __future__ import annotations

import re

from matderiv.algebra import (
    CommutationMatrix,
    Dimension,
    DuplicationMatrix,
    EliminationMatrix,
    Expression,
    Identity,
    MathematicalConstant,
    Named,
    Number,
    Ones,
    Size,
    Symbol,
    Tangent,
    Zeros,
    is_row,
)
from matderiv.notation.latex.dimensions import dimension_text, is_known, size_script
from matderiv.notation.latex.printed import (
    Level,
    Printed,
    PrintError,
    joined,
    with_subscript,
    with_superscript,
)
from matderiv.notation.latex.printer import Printer, PrintingFunction
from matderiv.notation.latex.told_sizes import BareIdentity, BareOnes

_OWN_BRACES = re.compile(r"^(\\[a-z]+\{)?\{(\\?[A-Za-z]+)\}(\})?")


def name_printed(name: str) -> Printed:
    """A name of the note, with the scripts that it carries already.

    Braces that only tell a summand from its sum (`{f}_i`) are not printed.
    """
    name = _OWN_BRACES.sub(lambda match: "".join(filter(None, match.groups())), name)
    outer = _outside_braces(name)
    superscript = "^" in outer or "'" in outer
    return Printed(name, superscript=not superscript, subscript="_" not in outer)


def _outside_braces(name: str) -> str:
    depth, kept = 0, []
    for character in name:
        depth -= character == "}"
        if depth == 0:
            kept.append(character)
        depth += character == "{"
    return "".join(kept)


def _symbol(printer: Printer, node: Symbol) -> Printed:
    return name_printed(node.name)


def _named(printer: Printer, node: Named) -> Printed:
    return name_printed(node.symbol.name)


def _number(printer: Printer, node: Number) -> Printed:
    magnitude = abs(node.value)
    if node.digits is not None:
        scaled = round(magnitude * 10**node.digits)
        whole, rest = divmod(scaled, 10**node.digits)
        printed = Printed(f"{whole}.{rest:0{node.digits}d}" if node.digits else str(whole))
    elif magnitude.denominator == 1:
        printed = Printed(str(magnitude.numerator))
    else:
        text = rf"\frac{{{magnitude.numerator}}}{{{magnitude.denominator}}}"
        printed = Printed(text, superscript=False, subscript=False)
    return Printed("-" + printed.text, Level.NEGATION) if node.value < 0 else printed


def _constant(printer: Printer, node: MathematicalConstant) -> Printed:
    return Printed(r"\pi" if node.name == "pi" else node.name)


def _size(printer: Printer, node: Size) -> Printed:
    terms = node.dimension.terms
    single = len(terms) == 1 and sum(len(monomial) for monomial, _ in terms) <= 1 and abs(terms[0][1]) == 1
    literal = node.dimension.literal
    if literal is not None or single:
        negative = (literal is not None and literal < 0) or (single and terms[0][1] < 0)
        return Printed(dimension_text(node.dimension), Level.NEGATION if negative else Level.ATOM)
    return Printed(dimension_text(node.dimension), Level.PRODUCT if len(terms) == 1 else Level.SUM)


def _identity(printer: Printer, node: Identity) -> Printed:
    return _sized(printer.style.identity, node.size)


def _bare_identity(printer: Printer, node: BareIdentity) -> Printed:
    return Printed(printer.style.identity)


def _bare_ones(printer: Printer, node: BareOnes) -> Printed:
    ones = Printed(printer.style.ones)
    return with_superscript(ones, printer.style.transpose) if is_row(node.shape) else ones


def _sized(name: str, size: Dimension) -> Printed:
    return with_subscript(Printed(name), dimension_text(size)) if is_known(size) else Printed(name)


def _ones(printer: Printer, node: Ones) -> Printed:
    if not node.shape:
        return Printed("1")
    if len(node.shape) > 2:
        raise PrintError("no LaTeX notation for an array of ones of order three or more")
    last = _sized(printer.style.ones, node.shape[-1])
    if len(node.shape) == 1:
        return last
    row = with_superscript(last, printer.style.transpose)
    if is_row(node.shape):
        return row
    return Printed(f"{_sized(printer.style.ones, node.shape[0]).text} {row.text}", Level.PRODUCT)


def _zeros(printer: Printer, node: Zeros) -> Printed:
    if not node.shape or not is_known(*node.shape):
        return Printed("0")
    sizes = r" \times ".join(_factor_of_shape(size) for size in node.shape)
    return with_subscript(Printed(printer.style.zeros), sizes)


def _factor_of_shape(size: Dimension) -> str:
    text = dimension_text(size)
    return f"({text})" if len(size.terms) > 1 else text


def _commutation(printer: Printer, node: CommutationMatrix) -> Printed:
    if not is_known(node.rows, node.columns):
        raise PrintError("no LaTeX notation for a commutation matrix of unknown sizes")
    return with_subscript(Printed(printer.style.commutation), size_script((node.rows, node.columns)))


def _duplication(printer: Printer, node: DuplicationMatrix) -> Printed:
    return with_subscript(Printed("D"), dimension_text(node.size))


def _elimination(printer: Printer, node: EliminationMatrix) -> Printed:
    return with_subscript(Printed("L"), dimension_text(node.size))


def _tangent(printer: Printer, node: Tangent) -> Printed:
    sign, operand = printer.style.differential, printer.print(node.of)
    return Printed(joined(sign, operand.at_least(Level.ATOM)), Level.PREFIX)


PRINTERS: dict[type[Expression], PrintingFunction] = {
    Symbol: _symbol,
    Named: _named,
    Number: _number,
    MathematicalConstant: _constant,
    Size: _size,
    Identity: _identity,
    BareIdentity: _bare_identity,
    BareOnes: _bare_ones,
    Ones: _ones,
    Zeros: _zeros,
    CommutationMatrix: _commutation,
    DuplicationMatrix: _duplication,
    EliminationMatrix: _elimination,
    Tangent: _tangent,
}
