"""Adjectives in brackets within a noun phrase: "the (symmetric) covariance matrix"."""

from __future__ import annotations

from collections.abc import Sequence

from matderiv.meaning.declarations.prose.tokens import Mark, Sentence, Token, Word
from matderiv.meaning.declarations.prose.vocabulary import ADJECTIVES, LONGEST_ADJECTIVE


def without_brackets(sentence: Sentence) -> Sentence:
    """The sentence with brackets left out that stand around an adjective alone and before more of its phrase."""
    if not any(isinstance(token, Mark) and token.text == "(" for token in sentence):
        return sentence
    dropped = {place for pair in _pairs(sentence) for place in pair}
    return tuple(token for place, token in enumerate(sentence) if place not in dropped)


def _pairs(sentence: Sentence) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for begin in range(1, len(sentence) - 2):
        if _is_mark(sentence[begin], "(") and isinstance(sentence[begin - 1], Word):
            end = _closing(sentence, begin)
            words = sentence[begin + 1 : end]
            if end + 1 < len(sentence) and _is_adjective(words) and not isinstance(sentence[end + 1], Mark):
                found.append((begin, end))
    return found


def _closing(sentence: Sentence, begin: int) -> int:
    """The place of the bracket that closes within the length of an adjective; the end of the sentence if none does."""
    for place in range(begin + 1, min(begin + LONGEST_ADJECTIVE + 2, len(sentence))):
        if _is_mark(sentence[place], ")"):
            return place
    return len(sentence)


def _is_mark(token: Token, text: str) -> bool:
    return isinstance(token, Mark) and token.text == text


def _is_adjective(tokens: Sequence[Token]) -> bool:
    words = tuple(token.text for token in tokens if isinstance(token, Word))
    return len(words) == len(tokens) and words in ADJECTIVES
