r"""Increments: `\Delta x` is one symbol, as `\hat x` is; a `\Delta` that stands alone in the formula is a letter."""

from __future__ import annotations

from matderiv.syntax.parsing.arguments import read_argument
from matderiv.syntax.parsing.state import State
from matderiv.syntax.symbols import GREEK
from matderiv.syntax.tree import Identifier, Node
from matderiv.syntax.words import ACCENTS, LETTER_STYLES

INCREMENT = "Delta"
_CAPITALS_THAT_NO_INCREMENT_HAS = frozenset("ITRN")
_STYLES = frozenset("\\" + name for name in LETTER_STYLES | ACCENTS)


def read_delta(state: State) -> Node:
    r"""`\Delta` with the symbol that it is the increment of, or the letter."""
    first = state.position
    state.position += 1
    start, end = state.span(first)
    if not all(_has_operand(state, at) for at, text in enumerate(state.texts) if text == "\\Delta"):
        return Identifier(start, end, "\\Delta", state.style)
    below = state.position
    node = read_argument(state, "what is changed")
    if isinstance(node, Identifier):
        return Identifier(start, node.end, node.name, node.style, (*node.accents, INCREMENT))
    state.position = below
    return Identifier(start, end, "\\Delta", state.style)


def _has_operand(state: State, at: int) -> bool:
    """Whether a letter follows, which is no function."""
    following = state.texts[at + 1]
    if following in _STYLES:
        return True
    if following in GREEK:
        return following != "\\Delta"
    letter = len(following) == 1 and following.isalpha() and following not in _CAPITALS_THAT_NO_INCREMENT_HAS
    return letter and state.texts[at + 2] != "("
