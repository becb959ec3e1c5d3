"""Functions applied entry by entry, softmax and its relatives, norms."""

from __future__ import annotations

from matderiv.algebra import (
    SCALAR,
    Determinant,
    Elementwise,
    ElementwisePower,
    EntrySum,
    Expression,
    LogSumExp,
    Maximum,
    Norm,
    Number,
    Ones,
    PowerSeries,
    Product,
    Softmax,
    Transpose,
    is_row,
)
from matderiv.notation.latex.matrices import call, exponent_text
from matderiv.notation.latex.printed import Level, Printed, PrintError, with_superscript
from matderiv.notation.latex.printer import Printer, PrintingFunction
from matderiv.notation.latex.spelling import function_spelling

_NORM_SCRIPTS = {"1": "1", "2": "2", "inf": r"\infty", "frobenius": "F", "nuclear": "*", "spectral": "2"}


def _elementwise(printer: Printer, node: Elementwise) -> Printed:
    name = node.function if isinstance(node.function, str) else node.function.name
    head = function_spelling(printer.style, name) if isinstance(node.function, str) else name
    argument = printer.text(node.argument)
    if node.order == 0 and node.shape == SCALAR and name in _SCALAR_NOTATION:
        return _SCALAR_NOTATION[name](argument)
    if name == "log" and isinstance(node.argument, Determinant) and node.order == 0:
        return Printed(joined_functions(head, argument), Level.OPEN)
    return call(head + _derivative_marks(node.order), argument)


def _power_series(printer: Printer, node: PowerSeries) -> Printed:
    return call(node.function.name + _derivative_marks(node.order), printer.text(node.argument))


def joined_functions(head: str, argument: str) -> str:
    return f"{head} {argument}" if argument[:1].isalpha() else head + argument


def _derivative_marks(order: int) -> str:
    return "'" * order if order <= 3 else f"^{{({order})}}"


_SCALAR_NOTATION = {
    "sqrt": lambda argument: Printed(rf"\sqrt{{{argument}}}", superscript=False, subscript=False),
    "abs": lambda argument: (
        Printed(f"|{argument}|", subscript=False)
        if "|" not in argument
        else call(r"\operatorname{abs}", argument)
    ),
}


def _power(printer: Printer, node: ElementwisePower) -> Printed:
    exponent = exponent_text(printer, node.exponent)
    printed = printer.print(node.exponent)
    bare = exponent.isdigit() or (printed.level is Level.ATOM and not isinstance(node.exponent, Number))
    script = exponent if bare else f"({exponent})"
    return with_superscript(printer.print(node.base), f"{printer.style.hadamard} {script}")


def _maximum(printer: Printer, node: Maximum) -> Printed:
    return call(r"\max", printer.text(node.left), printer.text(node.right))


def _softmax(printer: Printer, node: Softmax) -> Printed:
    return call(printer.style.softmax, printer.text(node.argument))


def _log_sum_exp(printer: Printer, node: LogSumExp) -> Printed:
    return call(r"\operatorname{logsumexp}", printer.text(node.argument))


def _entry_sum(printer: Printer, node: EntrySum) -> Printed:
    """A sum of entries as a product with ones: `\\mathbf{1}^\\top x`, `\\mathbf{1}^\\top X \\mathbf{1}`."""
    shape = node.argument.shape
    if len(shape) > 2:
        raise PrintError("no LaTeX notation for the sum of the entries of a tensor; see the index form")
    if shape == SCALAR:
        return printer.print(node.argument)
    if is_row(shape):
        return printer.print(Product((node.argument, Ones(shape[1:]))))
    left = Transpose(Ones(shape[:1]))
    factors = (left, node.argument) if len(shape) == 1 else (left, node.argument, Ones(shape[1:]))
    return printer.print(Product(factors))


def _norm(printer: Printer, node: Norm) -> Printed:
    argument = printer.text(node.argument)
    if node.kind == "spectral" and node.argument.shape:
        return call(r"\sigma_{\max}", argument)
    body = rf"\lVert {argument} \rVert" if r"\|" in argument or r"\rVert" in argument else rf"\|{argument}\|"
    if node.kind == "2" and not printer.style.euclidean_subscript:
        return Printed(body, subscript=False)
    return Printed(f"{body}_{_norm_script(node.kind)}", subscript=False)


def _norm_script(kind: str) -> str:
    return _NORM_SCRIPTS.get(kind, kind)


PRINTERS: dict[type[Expression], PrintingFunction] = {
    Elementwise: _elementwise,
    PowerSeries: _power_series,
    ElementwisePower: _power,
    Maximum: _maximum,
    Softmax: _softmax,
    LogSumExp: _log_sum_exp,
    EntrySum: _entry_sum,
    Norm: _norm,
}
