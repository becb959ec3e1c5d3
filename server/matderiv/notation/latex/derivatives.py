"""Abstract functions and derivatives as they stand in notes."""

from __future__ import annotations

from collections.abc import Sequence

from matderiv.algebra import (
    SCALAR,
    Apply,
    Derivative,
    Differential,
    DirectionalDerivative,
    Expression,
    FunctionDerivative,
    Member,
    Named,
    Substitution,
    Symbol,
)
from matderiv.notation.latex.matrices import call
from matderiv.notation.latex.printed import (
    Level,
    Printed,
    PrintError,
    braced,
    joined,
    parenthesised,
    with_subscript,
    with_superscript,
)
from matderiv.notation.latex.printer import Printer, PrintingFunction


def _apply(printer: Printer, node: Apply) -> Printed:
    if node.function.name in printer.style.bare_functions:
        return Printed(node.function.name)
    return call(node.function.name, *(printer.text(argument) for argument in node.arguments))


def _function_derivative(printer: Printer, node: FunctionDerivative) -> Printed:
    arguments = tuple(node.arguments[slot] for slot in node.slots)
    if all(_is_variable(argument) for argument in arguments) and _prefers_fraction(printer, node):
        return _fraction(printer, node)
    if node.shape == SCALAR and len(node.function.domain) == 1:
        return call(node.function.name + "'" * len(node.slots), *(printer.text(a) for a in node.arguments))
    if node.function.codomain == SCALAR:
        return _gradient(printer, node)
    if all(_is_variable(argument) for argument in arguments):
        return _fraction(printer, node)
    if len(node.function.domain) == 1 and len(node.slots) == 1 and len(node.shape) == 2:
        return _jacobian(printer, node)
    raise PrintError(f"no LaTeX notation for the derivative of {node.function.name} at an expression")


def _jacobian(printer: Printer, node: FunctionDerivative) -> Printed:
    """`J_g(x)`, which has the value's axis first in every layout."""
    head = with_subscript(Printed("J"), node.function.name)
    jacobian = call(head.text, printer.text(node.arguments[0]))
    return (
        jacobian if _is_jacobian(node, node.layout) else with_superscript(jacobian, printer.style.transpose)
    )


def _value_text(printer: Printer, node: FunctionDerivative) -> str:
    return printer.text(Apply(node.function, node.arguments))


def _fraction(printer: Printer, node: FunctionDerivative) -> Printed:
    """`\\frac{\\partial L}{\\partial z}`, transposed where the note reads such fractions in the other layout."""
    arguments = tuple(node.arguments[slot] for slot in node.slots)
    fraction = _derivative_fraction(printer, _value_text(printer, node), arguments)
    if _is_jacobian(node, node.layout) != _is_jacobian(node, printer.style.layout):
        return with_superscript(fraction, printer.style.transpose)
    return fraction


def _is_jacobian(node: FunctionDerivative, layout: str) -> bool:
    """Whether a layout puts the value's axes first, where layouts differ at all."""
    if len(node.slots) != 1 or SCALAR in (node.shape, node.function.domain[node.slots[0]]):
        return True
    return layout == "numerator" if node.function.codomain == SCALAR else layout != "denominator"


def _prefers_fraction(printer: Printer, node: FunctionDerivative) -> bool:
    return node.function.name in printer.style.bare_functions or len(node.function.domain) > 1


def _gradient(printer: Printer, node: FunctionDerivative) -> Printed:
    """`\\nabla f(x)`, `\\nabla^2 f(x)`; the numerator layout is the transpose."""
    order = len(node.slots)
    if len(node.function.domain) > 1:
        raise PrintError(
            f"no LaTeX notation for a partial derivative of {node.function.name} at an expression"
        )
    nabla = r"\nabla " if order == 1 else rf"\nabla^{order} "
    gradient = Printed(nabla + _value_text(printer, node), Level.PREFIX, subscript=False)
    domain = node.function.domain[0]
    if node.layout == "numerator" and order == 1 and domain != node.shape:
        return Printed(
            f"{gradient.text}^{braced(printer.style.transpose)}", superscript=False, subscript=False
        )
    return gradient


def _is_variable(expression: Expression) -> bool:
    return isinstance(expression, (Symbol, Named, Member))


def _derivative_fraction(printer: Printer, value: str, variables: Sequence[Expression]) -> Printed:
    sign, order = printer.style.partial, len(variables)
    upper = sign if order == 1 else f"{sign}^{order}"
    names = [printer.text(variable) for variable in variables]
    if order > 1 and len(set(names)) == 1:
        lower = joined_space(sign, f"{names[0]}^{order}")
    else:
        lower = r" \, ".join(joined_space(sign, name) for name in names)
    return Printed(rf"\frac{{{joined_space(upper, value)}}}{{{lower}}}", superscript=False, subscript=False)


def joined_space(sign: str, operand: str) -> str:
    return f"{sign} {operand}" if sign.startswith("\\p") else joined(sign, operand)


def _derivative(printer: Printer, node: Derivative) -> Printed:
    body = printer.print(node.body)
    value = (
        body.text
        if body.level >= Level.PRODUCT and body.level is not Level.NEGATION
        else parenthesised(body.text)
    )
    return _derivative_fraction(printer, value, node.variables)


def _differential(printer: Printer, node: Differential) -> Printed:
    sign = printer.style.differential
    body = printer.print(node.body)
    text = body.text if _is_variable(node.body) else parenthesised(body.text)
    return Printed(joined(sign, text), Level.PREFIX)


def _directional(printer: Printer, node: DirectionalDerivative) -> Printed:
    if not isinstance(node.body, Apply):
        raise PrintError("no LaTeX notation for a directional derivative of an expression")
    along = f"{printer.text(node.body)}[{printer.text(node.direction)}]"
    return Printed(joined(printer.style.differential, along), Level.PREFIX)


def _substitution(printer: Printer, node: Substitution) -> Printed:
    variable, value = printer.text(node.variable), printer.text(node.value)
    return Printed(
        rf"\left. {printer.text(node.body)} \right|_{{{variable} = {value}}}",
        Level.ATOM,
        False,
        subscript=False,
    )


PRINTERS: dict[type[Expression], PrintingFunction] = {
    Apply: _apply,
    FunctionDerivative: _function_derivative,
    Derivative: _derivative,
    Differential: _differential,
    DirectionalDerivative: _directional,
    Substitution: _substitution,
}
