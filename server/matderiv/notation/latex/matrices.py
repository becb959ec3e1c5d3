"""Transposes, inverses, powers, traces, determinants, diagonals, spectra, matrices written out."""

from __future__ import annotations

from matderiv.algebra import (
    SCALAR,
    Determinant,
    DiagonalMatrix,
    DiagonalOf,
    Eigenvalue,
    Eigenvector,
    Expression,
    FrechetDerivative,
    FunctionDerivative,
    Inverse,
    MatrixFunction,
    MatrixLiteral,
    Number,
    Power,
    Pseudoinverse,
    Trace,
    Transpose,
    Vec,
)
from matderiv.notation.latex.printed import (
    Level,
    Printed,
    braced,
    parenthesised,
    with_superscript,
)
from matderiv.notation.latex.printer import Printer, PrintingFunction
from matderiv.notation.latex.spelling import function_spelling
from matderiv.notation.style import Style


def call(head: str, *arguments: str) -> Printed:
    """A function at its arguments; it takes a superscript as it stands, `\\det(X)^2`."""
    return Printed(head + parenthesised(", ".join(arguments)), subscript=False)


def _transpose(printer: Printer, node: Transpose) -> Printed:
    if node.shape == SCALAR:
        return printer.print(node.operand)
    if isinstance(node.operand, FunctionDerivative) and printer.text(node.operand).startswith(r"\nabla"):
        text = f"{printer.text(node.operand)}^{braced(printer.style.transpose)}"
        return Printed(text, superscript=False, subscript=False)
    if isinstance(node.operand, Inverse):
        return with_superscript(printer.print(node.operand.operand), f"-{printer.style.transpose}")
    return with_superscript(printer.print(node.operand), printer.style.transpose)


def _inverse(printer: Printer, node: Inverse) -> Printed:
    if isinstance(node.operand, MatrixFunction) and node.operand.function == "sqrt":
        return with_superscript(printer.print(node.operand.argument), "-1/2")
    return with_superscript(printer.print(node.operand), "-1")


def _pseudoinverse(printer: Printer, node: Pseudoinverse) -> Printed:
    return with_superscript(printer.print(node.operand), r"\dagger")


def exponent_text(printer: Printer, exponent: Expression) -> str:
    """`2`, `1/2`, `-3/2`, `k - 1`."""
    if isinstance(exponent, Number) and exponent.digits is None:
        return str(exponent.value)
    return printer.text(exponent)


def _power(printer: Printer, node: Power) -> Printed:
    return with_superscript(printer.print(node.base), exponent_text(printer, node.exponent))


def _matrix_function(printer: Printer, node: MatrixFunction) -> Printed:
    if node.function == "sqrt":
        return with_superscript(printer.print(node.argument), "1/2")
    return call(function_spelling(printer.style, node.function), printer.text(node.argument))


def _frechet_derivative(printer: Printer, node: FrechetDerivative) -> Printed:
    name = function_spelling(printer.style, node.function)
    return call(rf"L_{{{name}}}", printer.text(node.argument), printer.text(node.direction))


def _trace(printer: Printer, node: Trace) -> Printed:
    return call(printer.style.trace, printer.text(node.operand))


def _determinant(printer: Printer, node: Determinant) -> Printed:
    if printer.style.determinant == "bars" and "|" not in printer.text(node.operand):
        return Printed(f"|{printer.text(node.operand)}|", subscript=False)
    return call(r"\det", printer.text(node.operand))


def _eigenvalue(printer: Printer, node: Eigenvalue) -> Printed:
    return call(rf"\lambda_{_position(node.position)}", printer.text(node.operand))


def _eigenvector(printer: Printer, node: Eigenvector) -> Printed:
    return call(eigenvector_name(node.position, printer.style), printer.text(node.operand))


def eigenvector_name(position: int, style: Style) -> str:
    """`v_2`, `v_{\\max}`: the name of the eigenvector to an eigenvalue's position."""
    return f"{style.eigenvector}_{_position(position)}"


def _position(position: int) -> str:
    """Positions count from the smallest (0) or from the largest (-1); a script as it stands in names."""
    if position in (0, -1):
        return r"{\max}" if position else r"{\min}"
    if position > 8:
        return f"{{{position + 1}}}"
    return str(position + 1) if position > 0 else f"{{n-{-position - 1}}}"


def _diagonal(printer: Printer, node: DiagonalMatrix | DiagonalOf) -> Printed:
    return call(printer.style.diagonal, printer.text(node.operand))


def _vec(printer: Printer, node: Vec) -> Printed:
    return call(printer.style.vec, printer.text(node.operand))


def _literal(printer: Printer, node: MatrixLiteral) -> Printed:
    environment = printer.style.matrix_environment
    rows = r" \\ ".join(" & ".join(printer.text(block) for block in row) for row in node.rows)
    return Printed(rf"\begin{{{environment}}} {rows} \end{{{environment}}}", Level.ATOM)


PRINTERS: dict[type[Expression], PrintingFunction] = {
    Transpose: _transpose,
    Inverse: _inverse,
    Pseudoinverse: _pseudoinverse,
    Power: _power,
    MatrixFunction: _matrix_function,
    FrechetDerivative: _frechet_derivative,
    Trace: _trace,
    Determinant: _determinant,
    Eigenvalue: _eigenvalue,
    Eigenvector: _eigenvector,
    DiagonalMatrix: _diagonal,
    DiagonalOf: _diagonal,
    Vec: _vec,
    MatrixLiteral: _literal,
}
