r"""Styles (`\mathbf{x}`, `{\bf x}`, `{\rm tr}`), accents (`\hat y`), and commands that show their argument."""

from __future__ import annotations

from matderiv.syntax.parsing.arguments import read_argument
from matderiv.syntax.parsing.state import State, brace_end
from matderiv.syntax.tree import (
    Decorated,
    Empty,
    FunctionName,
    Identifier,
    Juxtaposition,
    Node,
    Number,
    Styled,
    Subscript,
    Superscript,
)
from matderiv.syntax.words import FUNCTIONS, LETTER_STYLES, SWITCHES

_APPLIED = frozenset({"(", "\\left(", "[", "\\left["})
SHORTEST_WORD = 4


def read_style(state: State) -> Node:
    r"""A style with its argument, or `\bf` and its like, which hold until the group ends."""
    first = state.position
    style = state.texts[first][1:]
    state.position += 1
    if style in SWITCHES and state.texts[state.position] != "{":
        state.style = style
        node = state.nested(state.levels.atom) if state.startable() else state.empty()
        return _restyled(state, first, style, node)
    word = _read_word(state, first, style)
    if word is not None:
        return word
    outer, state.style = state.style, style
    node = read_argument(state, f"what is in {style}")
    state.style = outer
    return _restyled(state, first, style, node)


def _read_word(state: State, first: int, style: str) -> Node | None:
    r"""`\mathbf{softmax}`: letters that spell a word, under a style that usually spells factors."""
    if style not in LETTER_STYLES or state.texts[state.position] != "{":
        return None
    end = brace_end(state, state.position)
    letters = state.texts[state.position + 1 : end]
    word = "".join(letters)
    if len(letters) < 2 or not all(len(letter) == 1 and letter.isalpha() for letter in letters):
        return None
    if not _is_word(word):
        return None
    state.position = min(end + 1, len(state.texts) - 1)
    start, stop = state.span(first)
    if word in FUNCTIONS or state.texts[state.position] in _APPLIED:
        return FunctionName(start, stop, word, style)
    return Identifier(start, stop, word, style)


def _is_word(word: str) -> bool:
    """Four letters in lower case (after a first one of any case), or the name of a function."""
    return word in FUNCTIONS or (len(word) >= SHORTEST_WORD and word[1:].islower())


def _restyled(state: State, first: int, style: str, node: Node) -> Node:
    start, end = state.span(first)
    if isinstance(node, Identifier):
        return Identifier(start, end, node.name, node.style, node.accents)
    if isinstance(node, Number):
        return Number(start, end, node.text, node.style)
    if isinstance(node, FunctionName):
        return FunctionName(start, end, node.name, node.style)
    if isinstance(node, (Juxtaposition, Empty)):
        return node
    return Styled(start, end, style, node)


def read_accent(state: State) -> Node:
    r"""`\hat y`, `\overline{AB}`; `\vec(X)` is the function."""
    first = state.position
    accent = state.texts[first][1:]
    state.position += 1
    if accent == "vec" and state.texts[state.position] in _APPLIED:
        return FunctionName(*state.span(first), "vec")
    node = read_argument(state, f"what stands under {accent}")
    start, end = state.span(first)
    return _accented(start, end, accent, node)


def _accented(start: int, end: int, accent: str, node: Node) -> Node:
    if isinstance(node, Identifier):
        return Identifier(start, end, node.name, node.style, (*node.accents, accent))
    if isinstance(node, (Subscript, Superscript)) and isinstance(node.base, Identifier):
        below = node.base
        base = Identifier(below.start, below.end, below.name, below.style, (*below.accents, accent))
        return type(node)(start, end, base, node.script)
    return Decorated(start, end, accent, node)


def read_transparent(state: State) -> Node:
    r"""`\boxed{…}`, `\mathop{…}`: the argument itself."""
    first = state.position
    state.position += 1
    node = read_argument(state, "an argument")
    if isinstance(node, FunctionName):
        return FunctionName(*state.span(first), node.name, node.style)
    return node
