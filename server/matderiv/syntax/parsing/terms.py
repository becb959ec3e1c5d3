"""Sums and products with an operator between their factors."""

from __future__ import annotations

from matderiv.syntax.arranging.classes import OPEN_COLON, Class
from matderiv.syntax.parsing.state import State
from matderiv.syntax.parsing.texts import is_operand, read_words
from matderiv.syntax.tree import (
    Division,
    Dot,
    DoubleDot,
    Empty,
    Error,
    Infix,
    MatMul,
    Negate,
    Node,
    OtherInfix,
    Placeholder,
    PlusMinus,
    Positive,
    Star,
    Sum,
    Times,
)

MAX_CHAIN = 60
"""Changes of operator in one product: the tree leans to the left at each."""

_KINDS: dict[str, type[Infix]] = {
    "\\cdot": Dot,
    "\\cdotp": Dot,
    "\\bullet": Dot,
    "\\centerdot": Dot,
    "\\times": Times,
    "*": Star,
    "@": MatMul,
    "/": Division,
    "\\div": Division,
    ":": DoubleDot,
}


def read_sum(state: State) -> Node:
    """Terms between signs, flat."""
    first = state.position
    terms = [_read_term(state, leading=True)]
    while state.classes[state.position] == Class.SIGN:
        terms.append(_read_term(state, leading=False))
    if len(terms) == 1:
        return terms[0]
    return Sum(*state.span(first), tuple(terms))


def _read_term(state: State, leading: bool) -> Node:
    first = state.position
    if state.classes[first] != Class.SIGN:
        return read_product(state)
    sign = state.texts[first]
    state.position += 1
    if state.classes[state.position] == Class.SIGN:
        operand = state.nested(lambda inner: _read_term(inner, leading=True))
    elif _begins_product(state):
        operand = read_product(state)
    elif is_operand(state.texts[state.position]):
        operand = read_words(state)
    elif leading and state.classes[state.position] >= Class.STOP:
        return Placeholder(*state.span(first), sign)
    else:
        operand = state.missing(f"what stands after {sign}")
    start, end = state.span(first)
    if sign == "-":
        return Negate(start, end, operand)
    if sign == "+":
        return Positive(start, end, operand) if leading else operand
    return PlusMinus(start, end, sign, operand)


def _begins_product(state: State) -> bool:
    return state.classes[state.position] <= Class.MULTIPLICATIVE


def read_product(state: State) -> Node:
    r"""Juxtapositions between `\cdot`, `\times`, `/` and their like."""
    first = state.position
    node = _read_first(state)
    operands = [node]
    current = ""
    changes = 0
    while state.classes[state.position] == Class.MULTIPLICATIVE:
        operator = state.texts[state.position]
        if len(operands) > 1 and (operator != current or operator in ("/", "\\div")):
            operands = [_close(state, first, current, operands)]
            changes += 1
        current = operator
        state.position += 1
        operands.append(_read_operand(state, operator))
        if changes > MAX_CHAIN:
            start, end = state.span(first)
            state.complain("too many different operators in one product", start, end)
            operands, changes = [Error(start, end, "too many different operators in one product")], 0
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


def _read_first(state: State) -> Node:
    """A juxtaposition; an operator without a left side is a placeholder or has an Empty one."""
    kind = state.classes[state.position]
    if kind <= Class.SCRIPT:
        return state.levels.juxtaposition(state)
    if kind in (Class.TIGHT, Class.MULTIPLICATIVE):
        following = state.classes[state.position + 1]
        if following > Class.SCRIPT and state.texts[state.position + 1] != "-":
            return read_placeholder(state)
        if kind == Class.TIGHT:
            return state.levels.juxtaposition(state)
        return state.empty()
    if is_operand(state.texts[state.position]):
        return read_words(state)
    return state.missing("an operand")


def _read_operand(state: State, operator: str) -> Node:
    first = state.position
    if state.texts[first] == "-":
        state.position += 1
        operand = (
            state.levels.juxtaposition(state) if state.startable() else state.missing("what stands after -")
        )
        return Negate(*state.span(first), operand)
    if state.startable():
        return state.levels.juxtaposition(state)
    kind = state.classes[first]
    if kind in (Class.TIGHT, Class.MULTIPLICATIVE) and state.classes[first + 1] > Class.SCRIPT:
        return read_placeholder(state)
    if state.texts[first] in ("\\\\", "&") or (operator == "\\cdot" and kind == Class.CLOSE):
        point = state.ends[first - 1]
        return Empty(point, point)
    if is_operand(state.texts[first]):
        return read_words(state)
    return state.missing(f"what stands after {operator}")


def read_placeholder(state: State) -> Placeholder:
    r"""An operator that stands alone, as the dot of `f(\cdot)`."""
    first = state.position
    state.position += 1
    text = state.texts[first]
    return Placeholder(*state.span(first), ":" if text == OPEN_COLON else text)
