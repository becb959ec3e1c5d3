"""Arguments of commands: a group in braces or a single token."""

from __future__ import annotations

from matderiv.syntax.arranging.classes import Class
from matderiv.syntax.parsing.state import State
from matderiv.syntax.tree import Error, Node, Sequence


def read_argument(state: State, what: str) -> Node:
    """The argument that a command takes here; an Error node if there is none."""
    text = state.texts[state.position]
    if text == "{":
        return read_braces(state)
    if state.classes[state.position] > Class.ATOM and text not in ("*", "+", "-"):
        return state.missing(what)
    if len(text) > 1 and text.isdecimal():
        _split_number(state)
    return state.nested(state.levels.atom)


def read_braces(state: State) -> Node:
    """The content of `{…}`; the braces are no node. The style inside ends with the group."""
    style = state.style
    state.position += 1
    node = state.nested(lambda inner: read_until(inner, "}"))
    if not state.accept("}"):
        state.complain("missing: }", state.ends[state.position - 1], state.ends[state.position - 1])
    state.style = style
    return node


def read_until(state: State, closing: str) -> Node:
    """A body up to its closing token, which is not taken. What closes nothing that is open is passed over."""
    first = state.position
    state.open.append(closing)
    parts = [state.levels.body(state)]
    while not _is_closed(state):
        at = state.position
        state.position += 1
        parts.append(_stray(state, at))
        if state.classes[state.position] not in (Class.CLOSE,) and state.texts[state.position]:
            parts.append(state.levels.body(state))
    state.open.pop()
    if len(parts) == 1:
        return parts[0]
    start, end = state.span(first)
    return Sequence(start, end, tuple(parts), "")


def _stray(state: State, at: int) -> Error:
    start, end = state.span(at)
    message = f"unexpected {state.texts[at]}"
    state.complain(message, start, end)
    return Error(start, end, message)


def _is_closed(state: State) -> bool:
    text = state.texts[state.position]
    if not text:
        return True
    if state.classes[state.position] != Class.CLOSE:
        return False
    return any(closes(text, opened) for opened in state.open)


def closes(text: str, expected: str) -> bool:
    r"""Whether a closing token ends the group that expects another one: `[0, 1)`, `\right` anything."""
    if text == expected:
        return True
    if text.startswith("\\right"):
        return expected.startswith("\\right")
    if text.startswith("\\end{"):
        return expected.startswith("\\end{")
    return text in (")", "]") and expected in (")", "]")


def _split_number(state: State) -> None:
    r"""TeX takes one digit: `\frac12`, `x^23`."""
    index = state.position
    text, start, end = state.texts[index], state.starts[index], state.ends[index]
    whole = end - start != len(text)
    middle = end if whole else start + 1
    state.texts[index : index + 1] = [text[0], text[1:]]
    state.starts[index : index + 1] = [start, start if whole else middle]
    state.ends[index : index + 1] = [middle, end]
    state.gaps[index : index + 1] = [state.gaps[index], False]
    state.classes[index : index + 1] = [Class.ATOM, Class.ATOM]
