r"""Gradients and Hessians with a nabla: `\nabla f`, `\nabla_x f`, `\nabla f(x_0)`, `\nabla^2 f`."""

from __future__ import annotations

from dataclasses import replace

from matderiv import algebra as a
from matderiv.algebra import SCALAR, Expression
from matderiv.meaning.elaboration.nodes.derivatives.derivative_fractions import variable
from matderiv.meaning.elaboration.nodes.derivatives.differentiate import depends_on
from matderiv.meaning.elaboration.nodes.derivatives.function_derivatives import function_derivative
from matderiv.meaning.elaboration.nodes.derivatives.gradient_arrangement import (
    arranged_derivatives,
    body_at,
    gradient_of,
    order_of_nabla,
)
from matderiv.meaning.elaboration.nodes.derivatives.gradient_variables import variable_of
from matderiv.meaning.elaboration.nodes.names.known_names import facts_of
from matderiv.meaning.elaboration.nodes.names.printed_names import symbol_by_name
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.decisions import Alternative
from matderiv.meaning.elaboration.state.errors import ElaborationError
from matderiv.meaning.elaboration.state.layouts import DENOMINATOR
from matderiv.meaning.names import symbol_name
from matderiv.syntax import tree as t


def gradient(e: Elaboration, node: t.Gradient) -> Expression:
    r"""`\nabla f`, `\nabla_x f`, `\nabla f(x_0)`, `\nabla^2 f`."""
    inner = _of_gradient(node)
    if inner is not None:
        return gradient(e, inner)
    order = order_of_nabla(node.order)
    subscript = node.variable
    if subscript is not None:
        repeated = _twice(subscript)
        if repeated is not None and (node.order is None or order == 2):
            return _by_named_variable(e, node, variable(e, repeated), 2)
        if isinstance(subscript, (t.Sequence, t.Juxtaposition)):
            raise ElaborationError.at(subscript, "a gradient by several variables at once")
        return _by_named_variable(e, node, variable(e, subscript), order)
    at_point = _of_function_at(e, node, order)
    if at_point is not None:
        return at_point
    body = e.expression(node.operand)
    several = _by_all_parameters(e, node, body, order)
    if several is not None:
        return several
    by = variable_of(e, node.operand, body)
    return gradient_of(e, node, body, by, order)


def _of_gradient(node: t.Gradient) -> t.Gradient | None:
    r"""`\nabla\nabla f`, `\nabla\nabla^\top f` as `\nabla^2 f`; None where the operators are not both bare."""
    operand = node.operand
    if not isinstance(operand, t.Gradient) or node.order is not None or operand.order is not None:
        return None
    if node.variable is not None or operand.variable is not None:
        return None
    squared = t.Power(node.start, operand.start, node.operator, t.Number(node.start, node.start, "2", None))
    return t.Gradient(node.start, node.end, squared, operand.operand)


def _twice(subscript: t.Node) -> t.Node | None:
    r"""The variable of a Hessian `\nabla_{xx} f`, `\nabla^2_{x x^\top} f`; None for anything else."""
    parts = subscript.items if isinstance(subscript, t.Sequence) else ()
    parts = subscript.factors if isinstance(subscript, t.Juxtaposition) else parts
    if len(parts) != 2:
        return None
    plain = [part.base if isinstance(part, t.Transpose) else part for part in parts]
    return plain[0] if t.structure(plain[0]) == t.structure(plain[1]) else None


def _by_all_parameters(e: Elaboration, node: t.Gradient, body: Expression, order: int) -> Expression | None:
    r"""`\nabla f` of a function that the note defines with several numbers as its arguments."""
    name = symbol_name(node.operand)
    facts = facts_of(e, name) if name else None
    parameters = facts.definition.parameters if facts is not None and facts.definition is not None else ()
    if len(parameters) < 2 or body.shape != SCALAR:
        return None
    variables = tuple(symbol_by_name(e, each, node) for each in parameters)
    if any(variable.shape != SCALAR for variable in variables):
        return None
    return arranged_derivatives(e, node, body, variables, order)


def _by_named_variable(e: Elaboration, node: t.Gradient, by: Expression, order: int) -> Expression:
    body = body_at(e, node.operand, (by,))
    call = node.operand
    if isinstance(call, t.Call) and not depends_on(body, by) and len(call.arguments) == 1:
        assert node.variable is not None
        general = body_at(e, replace(call, arguments=(node.variable,)), (by,))
        if depends_on(general, by):
            point = e.expression(call.arguments[0])
            if order == 1 and _is_direction(e, by, point):
                return e.build(node, a.DirectionalDerivative, body, point, by)
            return e.build(node, a.Substitution, gradient_of(e, node, general, by, order), by, point)
    return gradient_of(e, node, body, by, order)


def _is_direction(e: Elaboration, by: Expression, point: Expression) -> bool:
    r"""Whether `\nabla_v f(x)` may be the derivative of f at a symbol x along v."""
    if not isinstance(point, (a.Symbol, a.Member)) or point.shape != by.shape or len(by.shape) != 1:
        return False
    along = Alternative("direction", assumption=r"a nabla with a direction is a directional derivative")
    return e.decisions.choose("subscript of a nabla", Alternative("variable"), along) == "direction"


def _of_function_at(e: Elaboration, node: t.Gradient, order: int) -> Expression | None:
    r"""`\nabla f(Ax + b)`: the gradient of f by its own argument, evaluated there."""
    if not isinstance(node.operand, t.Call):
        return None
    return function_derivative(e, node, node.operand, order, DENOMINATOR)
