r"""Partial derivatives with a subscript: `\partial_x f`, `\partial_i f`."""

from __future__ import annotations

from matderiv.algebra import Expression
from matderiv.meaning.elaboration.nodes.derivatives.derivative_fractions import variable
from matderiv.meaning.elaboration.nodes.derivatives.differentiate import differentiate
from matderiv.meaning.elaboration.nodes.derivatives.gradient_arrangement import body_at, order_of_nabla
from matderiv.meaning.elaboration.nodes.derivatives.gradient_variables import variable_of
from matderiv.meaning.elaboration.nodes.indices.indices import entry
from matderiv.meaning.elaboration.nodes.names.known_names import facts_of
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.errors import ElaborationError
from matderiv.meaning.names import symbol_name
from matderiv.syntax import tree as t


def partial(e: Elaboration, node: t.Partial) -> Expression:
    r"""`\partial_x f`, `\partial_i f`."""
    if node.operand is None:
        raise ElaborationError.at(node, "a partial derivative without an operand")
    order = order_of_nabla(node.order)
    by = _partial_variable(e, node)
    body = body_at(e, node.operand, (by,))
    return differentiate(e, node, body, (by,) * order)


def _partial_variable(e: Elaboration, node: t.Partial) -> Expression:
    name = symbol_name(node.variable)
    is_index = name is not None and facts_of(e, name) is None and name in "ijklmnpq"
    if not is_index or node.operand is None:
        return variable(e, node.variable)
    body = e.expression(node.operand)
    return entry(e, node, variable_of(e, node.operand, body), node.variable)
