r"""`\nabla f`, `\nabla_x f(x)`, `\nabla^2 f`."""

from __future__ import annotations

from matderiv.syntax.arranging.classes import Class
from matderiv.syntax.parsing.heads import core, is_function_like
from matderiv.syntax.parsing.state import State
from matderiv.syntax.parsing.superscripts import read_subscript, read_superscript
from matderiv.syntax.tree import (
    Evaluated,
    Fraction,
    Gradient,
    Group,
    Identifier,
    Inverse,
    Juxtaposition,
    NablaSymbol,
    Node,
    Number,
    Power,
    Subscript,
    Sum,
    Superscript,
    Transpose,
    walk,
)

_LOOK_AHEAD = 200
_OPEN = (Identifier, Number, Subscript, Superscript, Inverse, Power, Fraction)


def read_gradient(state: State) -> Node:
    """A nabla with its scripts and, if one follows, its operand. A transpose behind the operand stays outside."""
    first = state.position
    state.position += 1
    operator: Node = NablaSymbol(*state.span(first))
    for _ in range(3):
        text = state.texts[state.position]
        if text == "^":
            operator = read_superscript(state, first, operator)
        elif text == "_":
            state.position += 1
            script = read_subscript(state)
            operator = Subscript(*state.span(first), operator, script)
        else:
            break
    if state.classes[state.position] != Class.ATOM:
        return operator
    begin = state.position
    operand = state.nested(state.levels.factor)
    if _takes_product(state, operator, operand):
        rest = state.nested(state.levels.juxtaposition)
        factors = (*_factors(operand), *_factors(rest))
        operand = Juxtaposition(*state.span(begin), factors)
    start, end = state.span(first)
    return _lifted(start, end, operator, operand)


def _factors(node: Node) -> tuple[Node, ...]:
    return node.factors if isinstance(node, Juxtaposition) else (node,)


def _lifted(start: int, end: int, operator: Node, operand: Node) -> Node:
    if isinstance(operand, Transpose):
        inner = _lifted(start, max(operator.end, operand.base.end), operator, operand.base)
        return Transpose(start, end, inner, operand.mark)
    if isinstance(operand, Evaluated):
        inner = _lifted(start, max(operator.end, operand.body.end), operator, operand.body)
        return Evaluated(start, end, inner, operand.condition, operand.upper)
    return Gradient(start, end, operator, operand)


def _takes_product(state: State, operator: Node, operand: Node) -> bool:
    r"""Whether the operand is the whole product: `\nabla_x x^\top A x`, `\nabla_w \frac12 \|w\|^2`.

    It is where the first factor names no function and the variable occurs in the product, and in
    `\nabla (Ax - b)^\top(Ax - b)`.
    """
    if state.classes[state.position] != Class.ATOM:
        return False
    head = operand.base if isinstance(operand, Transpose) else operand
    if isinstance(head, Group):
        return isinstance(operand, Transpose) and isinstance(head.body, (Sum, Juxtaposition))
    if not isinstance(head, _OPEN):
        return False
    if isinstance(head, Fraction):
        return isinstance(head.numerator, Number) or isinstance(head.denominator, Number)
    if isinstance(head, Number):
        return True
    if is_function_like(head, state.functions):
        return False
    variable = _variable_name(operator)
    if variable is None:
        own = core(head)
        if not isinstance(operand, Transpose) or not isinstance(own, Identifier):
            return False
        return own.name in _ahead(state)
    inside = any(isinstance(node, Identifier) and node.name == variable for node in walk(head))
    return inside or variable in _ahead(state)


def _variable_name(operator: Node) -> str | None:
    while isinstance(operator, (Subscript, Power, Superscript, Transpose)):
        if isinstance(operator, Subscript):
            head = core(operator.script)
            return head.name if isinstance(head, Identifier) else None
        operator = operator.base
    return None


def _ahead(state: State) -> list[str]:
    """The tokens of the rest of the product."""
    depth = 0
    for position in range(state.position, min(len(state.texts), state.position + _LOOK_AHEAD)):
        kind = state.classes[position]
        if state.texts[position] in ("{", "(", "[") or state.texts[position].startswith("\\left"):
            depth += 1
        elif kind == Class.CLOSE:
            depth -= 1
        if depth < 0 or (depth == 0 and kind not in (Class.ATOM, Class.SCRIPT, Class.TIGHT, Class.CLOSE)):
            return state.texts[state.position : position]
    return state.texts[state.position : state.position + _LOOK_AHEAD]
