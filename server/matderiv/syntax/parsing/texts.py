"""Words between formulas, and words that stand for an operand: `f + \\text{higher-order terms}`."""

from __future__ import annotations

from matderiv.syntax.arranging.classes import WORDS
from matderiv.syntax.parsing.state import State
from matderiv.syntax.tree import Text
from matderiv.syntax.words import CONNECTIVES


def read_words(state: State) -> Text:
    """The words at the cursor."""
    first = state.position
    state.position += 1
    return Text(*state.span(first), _content(state.texts[first]))


def is_operand(text: str) -> bool:
    """Whether words behind an operator are its operand and begin nothing new."""
    if not text.startswith(WORDS):
        return False
    words = _content(text).lower().split()
    return bool(words) and words[0] not in CONNECTIVES


def _content(text: str) -> str:
    return text[len(WORDS) + 1 : -1]
