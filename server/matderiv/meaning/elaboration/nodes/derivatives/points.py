r"""Derivatives at points: `\frac{\partial f}{\partial x}(x_0)`, `\frac{\partial f}{\partial x}(x, y)`."""

from __future__ import annotations

from matderiv import algebra as a
from matderiv.algebra import Expression
from matderiv.meaning.elaboration.nodes.derivatives.derivative_fractions import (
    DerivativeParts,
    read_derivative,
)
from matderiv.meaning.elaboration.nodes.derivatives.derivative_letters import is_function
from matderiv.meaning.elaboration.nodes.derivatives.differentiate import depends_on
from matderiv.meaning.elaboration.nodes.names.known_names import facts_of
from matderiv.meaning.elaboration.nodes.names.printed_names import symbol_by_name
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.errors import ElaborationError
from matderiv.meaning.names import symbol_name
from matderiv.syntax import tree as t


def value_at_point(e: Elaboration, node: t.Node, nodes: tuple[t.Node, ...]) -> tuple[Expression, int] | None:
    """A derivative with the point behind it at which it is taken, and how many factors that are."""
    if len(nodes) < 2 or not isinstance(nodes[0], t.Fraction) or not isinstance(nodes[1], t.Group):
        return None
    parts, point = read_derivative(nodes[0]), nodes[1].body
    if parts is None or parts.body is None or nodes[1].opening != "(":
        return None
    if isinstance(point, t.Sequence) and point.separator == ",":
        return _at_several(e, node, nodes[0], parts, point.items)
    return _at_one(e, node, nodes[0], parts, point)


def _at_one(
    e: Elaboration, node: t.Node, fraction: t.Node, parts: DerivativeParts, point: t.Node
) -> tuple[Expression, int] | None:
    """The derivative at a symbol, a number or a function value."""
    if not isinstance(point, (t.Identifier, t.Subscript, t.Superscript, t.Call, t.Number)):
        return None
    assert parts.body is not None
    head = parts.body.base if isinstance(parts.body, t.Subscript) else parts.body
    if not is_function(e, parts.body) and not is_function(e, head):
        return None
    derivative, value = e.expression(fraction), e.expression(point)
    by = e.expression(parts.variables[0])
    by = by.operand if isinstance(by, a.Entry) else by
    if e.resolve(by) == e.resolve(value) or not e.same_shape(by.shape, value.shape):
        return (derivative, 2) if e.resolve(by) == e.resolve(value) else None
    return e.build(node, a.Substitution, derivative, by, value), 2


def _at_several(
    e: Elaboration, node: t.Node, fraction: t.Node, parts: DerivativeParts, items: tuple[t.Node, ...]
) -> tuple[Expression, int] | None:
    """The derivative of a function of several arguments at values for all of them."""
    assert parts.body is not None
    head = parts.body.function if isinstance(parts.body, t.Call) else parts.body
    name = symbol_name(head)
    if name is None:
        return None
    parameters = _parameters(e, name)
    written = tuple(symbol_name(item) for item in items)
    if written == parameters or (not parameters and symbol_name(parts.variables[0]) in written):
        return e.expression(fraction), 2
    if len(parameters) != len(items):
        raise ElaborationError.at(
            node, "a derivative at a point of a function of which the arguments are not known"
        )
    derivative = e.expression(fraction)
    variables = [symbol_by_name(e, parameter, node) for parameter in parameters]
    values = [e.expression(item) for item in items]
    if any(depends_on(value, other) for value in values for other in variables if value != other):
        raise ElaborationError.at(node, "a derivative at a point with the arguments in another order")
    for variable, value in zip(variables, values, strict=True):
        if variable != value:
            derivative = e.build(node, a.Substitution, derivative, variable, value)
    return derivative, 2


def _parameters(e: Elaboration, name: str) -> tuple[str, ...]:
    facts = facts_of(e, name)
    if facts is None:
        return ()
    return facts.arguments or (facts.definition.parameters if facts.definition else ())
