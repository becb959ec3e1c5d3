r"""Derivatives of functions of the note by their arguments, at the arguments of a call: `\nabla f(Ax + b)`."""

from __future__ import annotations

from matderiv import algebra as a
from matderiv.algebra import SCALAR, Expression
from matderiv.meaning.elaboration.nodes.derivatives.differentiate import depends_on, differentiate
from matderiv.meaning.elaboration.nodes.derivatives.gradient_arrangement import (
    arranged_derivatives,
    gradient_of,
    gradients_are_rows,
)
from matderiv.meaning.elaboration.nodes.names.abstract_functions import typed_function
from matderiv.meaning.elaboration.nodes.names.known_names import facts_of
from matderiv.meaning.elaboration.nodes.names.printed_names import symbol_by_name
from matderiv.meaning.elaboration.nodes.names.symbols import symbol
from matderiv.meaning.elaboration.roles.function_letters import is_function_letter
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.layouts import DENOMINATOR, NUMERATOR
from matderiv.meaning.names import symbol_name
from matderiv.syntax import tree as t


def function_derivative(
    e: Elaboration, node: t.Node, call: t.Call, order: int, layout: str
) -> Expression | None:
    """The derivative of a function of the note by its arguments, at the arguments of a call; None if the head is
    no function of the note."""
    name = symbol_name(call.function)
    facts = facts_of(e, name) if name else None
    if facts is None:
        return _of_unknown_function(e, node, call, order, layout)
    if facts.function is None and facts.definition is None:
        return None
    if len(call.arguments) != 1:
        return _by_all_arguments(e, node, call, order)
    argument = e.expression(call.arguments[0])
    if isinstance(argument, (a.Symbol, a.Member)):
        return _by(e, node, e.expression(call), argument, order, layout)
    if facts.function is not None and facts.definition is None and len(facts.function.domain) == 1:
        turned = (
            layout == DENOMINATOR and order == 1 and gradients_are_rows(e, facts.function.codomain, argument)
        )
        chosen = NUMERATOR if turned else layout if order == 1 else "mixed"
        return e.build(node, a.FunctionDerivative, typed_function(facts), (0,) * order, (argument,), chosen)
    if facts.definition is None or len(facts.definition.parameters) != 1:
        return None
    parameter = symbol_by_name(e, facts.definition.parameters[0], node)
    general = _by(e, node, symbol(e, facts.name, node), parameter, order, layout)
    return e.build(node, a.Substitution, general, parameter, argument)


def _of_unknown_function(
    e: Elaboration, node: t.Node, call: t.Call, order: int, layout: str
) -> Expression | None:
    r"""`\nabla g(U)` of an undeclared g at a quantity that depends on others: the gradient by U."""
    name = symbol_name(call.function)
    if name is None or not is_function_letter(name) or len(call.arguments) != 1:
        return None
    value = e.expression(call)
    if not isinstance(value, a.Apply) or not isinstance(value.arguments[0], a.Named):
        return None
    chosen = layout if order == 1 else "mixed"
    return e.build(node, a.FunctionDerivative, value.function, (0,) * order, value.arguments, chosen)


def _by(
    e: Elaboration, node: t.Node, body: Expression, by: Expression, order: int, layout: str
) -> Expression:
    if layout == DENOMINATOR:
        return gradient_of(e, node, body, by, order)
    return differentiate(e, node, body, (by,) * order, layout if order == 1 else None)


def _by_all_arguments(e: Elaboration, node: t.Node, call: t.Call, order: int) -> Expression | None:
    """The gradient or Hessian by several scalar arguments, as a column or a square matrix."""
    variables = tuple(e.expression(argument) for argument in call.arguments)
    if any(variable.shape != SCALAR for variable in variables):
        return None
    at_point = _at_values(e, node, call, variables, order)
    if at_point is not None:
        return at_point
    body = e.expression(call)
    return None if body.shape != SCALAR else arranged_derivatives(e, node, body, variables, order)


def _at_values(
    e: Elaboration, node: t.Node, call: t.Call, values: tuple[Expression, ...], order: int
) -> Expression | None:
    r"""`\nabla f(1, 0)` of an f that the note defines: the derivatives by its parameters, at these values."""
    name = symbol_name(call.function)
    facts = facts_of(e, name) if name else None
    names = facts.definition.parameters if facts is not None and facts.definition is not None else ()
    if name is None or len(names) != len(values):
        return None
    parameters = tuple(symbol_by_name(e, each, node) for each in names)
    if any(depends_on(value, parameter) for value in values for parameter in parameters):
        return None
    found = arranged_derivatives(e, node, symbol(e, name, node), parameters, order)
    for parameter, value in zip(parameters, values, strict=True):
        found = e.build(node, a.Substitution, found, parameter, value)
    return found
