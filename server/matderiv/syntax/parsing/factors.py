"""Products by juxtaposition and by tight operators."""

from __future__ import annotations

from matderiv.syntax.arranging.classes import Class
from matderiv.syntax.parsing.slashes import divides_tightly
from matderiv.syntax.parsing.state import State
from matderiv.syntax.tree import (
    Circ,
    DerivativeOperator,
    Differential,
    Division,
    ElementwiseDivision,
    Empty,
    Fraction,
    HadamardProduct,
    Infix,
    Juxtaposition,
    KroneckerProduct,
    Negate,
    Node,
    Number,
    OtherInfix,
)

_KINDS: dict[str, type[Infix]] = {
    "\\otimes": KroneckerProduct,
    "\\odot": HadamardProduct,
    "\\circ": Circ,
    "\\oslash": ElementwiseDivision,
}
MAX_CHAIN = 60
MAX_DIVISIONS = 8


def read_juxtaposition(state: State) -> Node:
    """Factors side by side, flat. A derivative operator takes all that follow it as its operand."""
    first = state.position
    factors: list[Node] = []
    divisions = 0
    while state.startable() or (not factors and state.classes[state.position] == Class.TIGHT):
        begin = state.position
        node = read_tight(state)
        if is_bare_operator(node) and state.startable():
            operand = state.nested(read_juxtaposition)
            start, end = state.span(begin)
            node = DerivativeOperator(start, end, node, operand)
        if isinstance(node, Juxtaposition):
            factors.extend(node.factors)
        elif not isinstance(node, Empty) or not factors:
            factors.append(node)
        if (
            state.texts[state.position] == "/"
            and divisions < MAX_DIVISIONS
            and _divides_tightly(state, factors)
        ):
            divisions += 1
            factors = [_divided(state, first, factors)]
    return _joined(state, first, factors)


def _divides_tightly(state: State, factors: list[Node]) -> bool:
    return divides_tightly(state, len(factors) == 1 and isinstance(factors[0], Number))


def _divided(state: State, first: int, factors: list[Node]) -> Division:
    above = _joined(state, first, factors)
    state.position += 1
    below = read_tight(state)
    start, end = state.span(first)
    return Division(start, end, (above, below))


def _joined(state: State, first: int, factors: list[Node]) -> Node:
    if len(factors) > 1 and isinstance(factors[0], Empty):
        factors = factors[1:]
    if not factors:
        return state.empty()
    if len(factors) == 1:
        return factors[0]
    return Juxtaposition(*state.span(first), tuple(factors))


def is_bare_operator(node: Node) -> bool:
    r"""Whether a node is a derivative that waits for its operand: `\frac{\partial}{\partial x}`."""
    if isinstance(node, Fraction):
        above = node.numerator
    elif isinstance(node, Division):
        above = node.operands[0]
    else:
        return False
    return isinstance(above, Differential) and above.operand is None


def read_tight(state: State) -> Node:
    r"""Factors between `\otimes`, `\odot`, `\circ` and their like."""
    first = state.position
    tight = state.classes[first] == Class.TIGHT
    operands: list[Node] = [state.empty() if tight else state.levels.factor(state)]
    current = ""
    changes = 0
    while state.classes[state.position] == Class.TIGHT and changes <= MAX_CHAIN:
        operator = state.texts[state.position]
        if len(operands) > 1 and (operator != current or operator == "\\oslash"):
            operands = [_close(state, first, current, operands)]
            changes += 1
        current = operator
        state.position += 1
        operands.append(_read_operand(state, operator))
    return _close(state, first, current, operands)


def _close(state: State, first: int, operator: str, operands: list[Node]) -> Node:
    if len(operands) == 1:
        return operands[0]
    start, end = state.span(first)
    end = max(end, operands[-1].end)
    kind = _KINDS.get(operator)
    if kind is None:
        return OtherInfix(start, end, tuple(operands), operator)
    return kind(start, end, tuple(operands))


def _read_operand(state: State, operator: str) -> Node:
    first = state.position
    if state.texts[first] == "-":
        state.position += 1
        operand = state.levels.factor(state) if state.startable() else state.missing("what stands after -")
        return Negate(*state.span(first), operand)
    if state.startable():
        return state.levels.factor(state)
    if state.texts[first] in ("\\\\", "&"):
        point = state.ends[first - 1]
        return Empty(point, point)
    return state.missing(f"what stands after {operator}")
