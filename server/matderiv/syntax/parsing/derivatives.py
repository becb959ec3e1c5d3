r"""Differentials, partial derivatives by subscript, gradients, and derivatives written with a slash."""

from __future__ import annotations

from matderiv.syntax.arranging.classes import Class
from matderiv.syntax.parsing.calls import PARENTHESES
from matderiv.syntax.parsing.groups import read_script
from matderiv.syntax.parsing.signs import behind_braces, sign_at
from matderiv.syntax.parsing.state import State
from matderiv.syntax.tree import (
    Differential,
    Division,
    Evaluated,
    Juxtaposition,
    Negate,
    Node,
    Partial,
    Sum,
)
from matderiv.syntax.words import ELLIPSES, LETTER_STYLES

_NO_OPERAND = ELLIPSES | {"[", "\\left[", "\\{", "\\left\\{", "\\infty", "\\begin", "\\forall", "\\exists"}


def read_differential(state: State) -> Node | None:
    """The differential or partial derivative that begins here; None (and nothing taken) if there is none."""
    first = state.position
    found = sign_at(state, first)
    whole = first in state.whole
    if found is None:
        if state.texts[first] != "\\delta" or not (whole or first in state.signs):
            return None
        found = "\\delta", first + 1
    symbol, state.position = found
    if not whole and symbol == "d" and not _is_differential(state, first):
        state.position = first
        return None
    node = _read_operator(state, first, symbol, whole)
    if node is None:
        state.position = first
        return None
    if not whole and state.texts[state.position] == "/" and sign_at(state, state.position + 1):
        return _read_slash(state, first, node)
    return _lifted(node)


def _is_differential(state: State, first: int) -> bool:
    """Whether a d is the sign of a differential: an operand follows, and it is not a size or a name."""
    if state.sizes or (state.style in LETTER_STYLES and state.texts[first] == "d"):
        return False
    if first in state.signs:
        return state.classes[state.position] == Class.ATOM
    index = state.position
    if state.texts[index] == "^" and _is_order(state, index):
        index += 4 if state.texts[index + 1] == "{" else 2
    if state.texts[index] == "/":
        return index == state.position and sign_at(state, index + 1) is not None and _starts(state, index + 2)
    return _starts(state, index)


def _is_order(state: State, index: int) -> bool:
    """Whether a power of the sign is an order: a number."""
    if state.texts[index + 1] == "{":
        return state.texts[index + 2].isdecimal() and state.texts[index + 3] == "}"
    return state.texts[index + 1].isdecimal()


def _starts(state: State, index: int) -> bool:
    text = state.texts[index]
    if state.classes[index] != Class.ATOM or text in _NO_OPERAND:
        return False
    if text in PARENTHESES:
        return not _holds_comma(state, index)
    return not text[0].isdecimal()


def _holds_comma(state: State, index: int) -> bool:
    """Whether the parentheses hold a list: d(x, y) is a distance."""
    depth = 0
    for position in range(index, len(state.texts) - 1):
        text = state.texts[position]
        if text in PARENTHESES or text in ("{", "["):
            depth += 1
        elif state.classes[position] == Class.CLOSE:
            depth -= 1
            if depth <= 0:
                return False
        elif text == "," and depth == 1:
            return True
    return False


def _read_operator(state: State, first: int, symbol: str, whole: bool) -> Node | None:
    order: Node | None = None
    variable: Node | None = None
    while state.texts[state.position] in ("^", "_"):
        if state.texts[state.position] == "^":
            if order is not None or (not whole and symbol == "d" and not _is_order(state, state.position)):
                break
            state.position += 1
            order = read_script(state)
        else:
            if variable is not None or symbol != "\\partial":
                break
            state.position += 1
            variable = read_script(state)
    operand = _read_whole(state) if whole else _read_tight(state)
    start, end = state.span(first)
    if variable is not None:
        return Partial(start, end, variable, order, operand)
    return Differential(start, end, symbol, order, operand, upright=state.texts[first] != symbol)


def _read_tight(state: State) -> Node | None:
    if state.classes[state.position] != Class.ATOM:
        return None
    return state.nested(state.levels.factor)


def _read_whole(state: State) -> Node | None:
    """A numerator: the whole sum, or its first product if another differential follows."""
    if not state.startable() and state.texts[state.position] != "-":
        return None
    begin, complaints = state.position, len(state.problems)
    node = state.nested(state.levels.sum)
    if isinstance(node, Sum) and any(_holds_differential(term) for term in node.terms[1:]):
        state.position = begin
        del state.problems[complaints:]
        return state.nested(state.levels.product)
    return node


def _holds_differential(term: Node) -> bool:
    if isinstance(term, Negate):
        term = term.operand
    factors = term.factors if isinstance(term, Juxtaposition) else (term,)
    return any(isinstance(factor, (Differential, Partial)) for factor in factors)


def _read_slash(state: State, first: int, above: Node) -> Node:
    r"""`\partial f/\partial x`, `d^2 f/dx\,dy`: tighter than the product that it stands in."""
    state.position += 1
    begin = state.position
    factors: list[Node] = []
    while sign_at(state, state.position) is not None:
        state.signs.add(behind_braces(state, state.position))
        at = state.position
        factor = read_differential_alone(state)
        if factor is None or state.position == at:
            break
        factors.append(factor)
    if not factors:
        state.position = begin - 1
        return _lifted(above)
    below = factors[0]
    if len(factors) > 1:
        below = Juxtaposition(min(f.start for f in factors), max(f.end for f in factors), tuple(factors))
    start, end = state.span(first)
    if len(factors) == 1 and isinstance(below, Differential) and isinstance(below.operand, Evaluated):
        inner = below.operand
        plain = Differential(below.start, inner.body.end, below.symbol, below.order, inner.body)
        fraction = Division(start, inner.body.end, (above, plain))
        return Evaluated(start, end, fraction, inner.condition, inner.upper)
    return Division(start, end, (above, below))


def read_differential_alone(state: State) -> Node | None:
    """One differential of a denominator."""
    first = state.position
    found = sign_at(state, first)
    if found is None:
        return None
    symbol, state.position = found
    if symbol == "d" and state.classes[state.position] != Class.ATOM:
        state.position = first
        return None
    return _read_operator(state, first, symbol, False)


def _lifted(node: Node) -> Node:
    r"""`\partial f|_{x=0}` evaluates the differential."""
    if isinstance(node, Differential) and isinstance(node.operand, Evaluated):
        inner = node.operand
        plain = Differential(node.start, max(node.start, inner.body.end), node.symbol, node.order, inner.body)
        return Evaluated(node.start, node.end, plain, inner.condition, inner.upper)
    return node
