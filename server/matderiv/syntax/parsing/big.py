r"""Operators with limits: `\sum`, `\prod`, `\int`, and `\max`, `\min`, `\lim` where they have limits."""

from __future__ import annotations

from matderiv.syntax.arranging.classes import Class
from matderiv.syntax.parsing.arguments import read_argument
from matderiv.syntax.parsing.groups import read_script
from matderiv.syntax.parsing.state import State
from matderiv.syntax.tree import Big, FunctionName, Negate, Node, Underbrace
from matderiv.syntax.words import FUNCTION_LIKE_BIG


def read_operator(state: State) -> Node:
    r"""`\sum` and the others that always have a body."""
    first = state.position
    name = state.texts[first][1:]
    state.position += 1
    return read_big(state, first, name)


def read_big(state: State, first: int, name: str, lower: Node | None = None) -> Big:
    """Limits and body of an operator whose name has been read."""
    upper: Node | None = None
    while state.texts[state.position] in ("_", "^") and state.depth < 1_000:
        below = state.texts[state.position] == "_"
        if (lower if below else upper) is not None:
            break
        state.position += 1
        script = read_script(state)
        lower, upper = (script, upper) if below else (lower, script)
    body = _read_body(state)
    start, end = state.span(first)
    return Big(start, end, name, lower, upper, body)


def _read_body(state: State) -> Node | None:
    if state.texts[state.position] == "-":
        first = state.position
        state.position += 1
        operand = state.nested(state.levels.product)
        return Negate(*state.span(first), operand)
    if state.classes[state.position] == Class.ATOM:
        return state.nested(state.levels.product)
    return None


def read_arg(state: State) -> Node:
    r"""`\arg\min`, `\arg\max`, or `\arg` alone."""
    first = state.position
    state.position += 1
    if state.texts[state.position] in ("\\min", "\\max"):
        name = "arg" + state.texts[state.position][1:]
        state.position += 1
        return FunctionName(*state.span(first), name)
    return FunctionName(*state.span(first), "arg")


def read_stacked(state: State) -> Node:
    r"""`\underset{x}{\min} f`, `\overset{n\times m}{X}`: a label under or over something."""
    first = state.position
    command = state.texts[first]
    state.position += 1
    label = read_argument(state, "a label")
    body = read_argument(state, "what the label belongs to")
    if isinstance(body, FunctionName) and body.name in FUNCTION_LIKE_BIG and command == "\\underset":
        return read_big(state, first, body.name, label)
    if isinstance(body, Big) and body.body is None and command == "\\underset":
        return read_big(state, first, body.operator, label)
    start, end = state.span(first)
    return Underbrace(start, end, body, label, command[1:])


def read_brace(state: State) -> Node:
    r"""`\underbrace{dx}_{n\times 1}`."""
    first = state.position
    command = state.texts[first][1:]
    state.position += 1
    body = read_argument(state, "what stands over the brace")
    label: Node | None = None
    if state.accept("_" if command.startswith("under") else "^"):
        label = read_script(state)
    start, end = state.span(first)
    return Underbrace(start, end, body, label, command)
