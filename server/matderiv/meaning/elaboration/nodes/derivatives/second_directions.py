r"""Gradients and Hessians applied to directions in square brackets: `\nabla^2 f(X)[V]`, `\nabla^2 f(X)[H, H]`."""

from __future__ import annotations

from matderiv import algebra as a
from matderiv.algebra import SCALAR, Expression
from matderiv.meaning.elaboration.nodes.derivatives.derivative_letters import directions_in, is_function
from matderiv.meaning.elaboration.nodes.derivatives.gradient_arrangement import gradient_of
from matderiv.meaning.elaboration.nodes.derivatives.gradient_variables import variable_of
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.syntax import tree as t


def along_gradient(e: Elaboration, node: t.Node, nodes: tuple[t.Node, ...]) -> tuple[Expression, int] | None:
    """The derivative of a scalar function in one or two directions, and how many factors that are.

    A Hessian takes one direction to what has the shape of its variable, and two to a number.
    """
    if len(nodes) < 2 or not isinstance(nodes[0], t.Gradient):
        return None
    nabla, group = nodes[0], nodes[1]
    if not isinstance(group, t.Group) or group.opening != "[" or not is_function(e, nabla.operand):
        return None
    order, directions = _order(nabla), directions_in(group)
    if order is None or len(directions) > order:
        return None
    return _along(e, node, nabla, order, directions), 2


def _order(nabla: t.Gradient) -> int | None:
    if nabla.order is None:
        return 1
    return 2 if isinstance(nabla.order, t.Number) and nabla.order.text == "2" else None


def _along(
    e: Elaboration, node: t.Node, nabla: t.Gradient, order: int, directions: tuple[t.Node, ...]
) -> Expression:
    body = e.expression(nabla.operand)
    by = _variable(e, nabla, body)
    if order > len(directions) and body.shape == SCALAR:
        body = gradient_of(e, node, body, by, 1)
    for direction in directions:
        body = e.build(node, a.DirectionalDerivative, body, by, e.expression(direction))
    return body


def _variable(e: Elaboration, nabla: t.Gradient, body: Expression) -> Expression:
    """The variable below the nabla, else the argument of the function."""
    if nabla.variable is not None:
        return e.expression(nabla.variable)
    call = nabla.operand
    if isinstance(call, t.Call) and len(call.arguments) == 1:
        argument = e.expression(call.arguments[0])
        if isinstance(argument, (a.Symbol, a.Member, a.Named)):
            return argument
    return variable_of(e, call, body)
