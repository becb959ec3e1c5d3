r"""`\frac` and its like, `\sqrt`, and the derivative macros of the physics package."""

from __future__ import annotations

from matderiv.syntax.parsing.arguments import read_argument
from matderiv.syntax.parsing.signs import argument_end, behind_braces, mark_fraction
from matderiv.syntax.parsing.state import State
from matderiv.syntax.tree import Differential, Fraction, Node, Root


def read_fraction(state: State) -> Node:
    """Numerator and denominator; in a derivative the numerator's sign takes the whole numerator."""
    first = state.position
    state.position += 1
    at = state.position
    derivative = mark_fraction(state, at, argument_end(state, at))
    numerator = read_argument(state, "a numerator")
    if derivative:
        state.signs.add(behind_braces(state, state.position))
    denominator = read_argument(state, "a denominator")
    start, end = state.span(first)
    return Fraction(start, end, numerator, denominator, state.texts[first][1:])


def read_root(state: State) -> Node:
    r"""`\sqrt[3]{x}`."""
    first = state.position
    state.position += 1
    index: Node | None = None
    if state.texts[state.position] == "[" and "]" in state.texts[state.position :]:
        state.position += 1
        index = state.nested(state.levels.sum)
        state.accept("]")
    body = read_argument(state, "what stands under the root")
    start, end = state.span(first)
    return Root(start, end, body, index)


def read_physics(state: State) -> Node:
    r"""`\dv{f}{x}`, `\pdv{x}`, `\pdv[2]{f}{x}`."""
    first = state.position
    symbol = "d" if state.texts[first] in ("\\dv", "\\derivative", "\\odv") else "\\partial"
    state.position += 1
    order: Node | None = None
    if state.texts[state.position] == "[" and state.following(2) == "]":
        state.position += 1
        order = state.levels.atom(state)
        state.accept("]")
    at = state.position
    above = read_argument(state, "what is differentiated")
    above_start, above_end = state.span(at)
    if state.texts[state.position] != "{":
        start, end = state.span(first)
        variable = Differential(above_start, above_end, symbol, None, above)
        return Fraction(start, end, Differential(start, start, symbol, order, None), variable, "frac")
    at = state.position
    below = read_argument(state, "a variable")
    below_start, below_end = state.span(at)
    value = Differential(above_start, above_end, symbol, order, above)
    if order is not None:
        value = Differential(min(order.start, above_start), max(order.end, above_end), symbol, order, above)
    variable = Differential(below_start, below_end, symbol, None, below)
    start, end = state.span(first)
    return Fraction(start, end, value, variable, "frac")
