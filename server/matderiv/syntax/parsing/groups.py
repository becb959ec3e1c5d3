r"""Delimiters: parentheses, brackets, bars, norms, inner products, `\left. … \right|_{…}`."""

from __future__ import annotations

from matderiv.syntax.parsing.arguments import closes, read_argument, read_until
from matderiv.syntax.parsing.state import State
from matderiv.syntax.tree import Bars, Conditional, Empty, Evaluated, Group, Inner, Node, Norm, Sequence

_CLOSINGS = {
    "(": ")",
    "[": "]",
    "\\{": "\\}",
    "|": "|",
    "\\|": "\\|",
    "\\langle": "\\rangle",
    "\\lfloor": "\\rfloor",
    "\\lceil": "\\rceil",
    ".": ".",
    "/": "/",
    ")": "(",
    "]": "[",
}
PLAIN_OPENINGS = frozenset({"(", "[", "\\{", "\\langle", "\\lfloor", "\\lceil"})


def opens_group(text: str) -> bool:
    """Whether a token opens a delimited group (braces do not)."""
    return text in PLAIN_OPENINGS or (text.startswith("\\left") and text[5:] in _CLOSINGS)


def read_group(state: State) -> Node:
    """The delimited group that begins here."""
    first = state.position
    known = state.groups.get(first)
    if known is not None:
        state.position = known[1]
        return known[0]
    text = state.texts[first]
    sided = text.startswith("\\left")
    opening = text[5:] if sided else text
    expected = ("\\right" if sided else "") + _CLOSINGS[opening]
    state.position += 1
    body = state.nested(lambda inner: read_until(inner, expected))
    closing = _read_closing(state, expected)
    node = _group(state, first, opening, closing, body)
    state.groups[first] = (node, state.position)
    return node


def _read_closing(state: State, expected: str) -> str:
    text = state.texts[state.position]
    if text and closes(text, expected):
        state.position += 1
        return text.removeprefix("\\right")
    point = state.ends[state.position - 1]
    state.complain(f"missing: {expected}", point, point)
    return expected.removeprefix("\\right")


def _group(state: State, first: int, opening: str, closing: str, body: Node) -> Node:
    if opening == "." and closing == "|" and state.texts[state.position] == "_":
        return read_evaluated(state, first, body)
    start, end = state.span(first)
    if opening == "|" and closing == "|":
        return Bars(start, end, body)
    if opening == "\\|":
        return Norm(start, end, body)
    if opening == "\\langle":
        return Inner(start, end, arguments_of(body))
    return Group(start, end, opening, closing, body)


def read_evaluated(state: State, first: int, body: Node) -> Evaluated:
    """The condition below (and the limit above) a bar that has just been read."""
    condition: Node = state.empty()
    upper: Node | None = None
    for _ in range(2):
        if state.accept("_"):
            condition = read_script(state)
        elif state.accept("^"):
            upper = read_script(state)
    start, end = state.span(first)
    return Evaluated(start, end, body, condition, upper)


def read_script(state: State) -> Node:
    """An argument in plain style."""
    style, state.style = state.style, None
    node = read_argument(state, "a script")
    state.style = style
    return node


def arguments_of(body: Node) -> tuple[Node, ...]:
    """The arguments that a group holds."""
    if isinstance(body, Empty):
        return ()
    if isinstance(body, Sequence) and body.separator in (",", ";"):
        return body.items
    return (body,)


def holds_list(body: Node) -> bool:
    """Whether a group holds more than one argument or a condition."""
    return isinstance(body, Conditional) or (isinstance(body, Sequence) and body.separator in (",", ";"))
