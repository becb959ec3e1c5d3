"""From the delimiters of a stretch of text to its formulas."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from matderiv.text.formulas.environments import INLINE_ENVIRONMENTS
from matderiv.text.formulas.matching import environment_content, matched_delimiters
from matderiv.text.formulas.pairing import Pair, pair_dollars
from matderiv.text.formulas.plausibility import plausibility
from matderiv.text.formulas.tokens import Token

_DISPLAY_BRACKETS = ("\\[", "\\\\[")
_LIKELY = 1.0


class Formula(NamedTuple):
    """A formula's ranges with and without delimiters."""

    start: int
    end: int
    content_start: int
    content_end: int
    display: bool
    delimiter: str


class Found(NamedTuple):
    """The formulas of a stretch in order, and the delimiters that belong to none."""

    formulas: list[Formula]
    strays: list[Token]


def find_formulas(text: str, delimiters: list[Token], cautious: bool) -> Found:
    """The formulas between delimiters; with `cautious`, brackets count only around what looks like one."""
    if not delimiters:
        return Found([], [])
    items, strays = _complete_formulas(text, delimiters, cautious)
    pairs, lone_dollars = pair_dollars(text, items) if _has_dollars(items) else ([], [])
    formulas = [_from_pair(pair) for pair in pairs]
    whole = [item for item in items if item.kind == "formula"]
    if whole:
        formulas = sorted(formulas + [_from_token(item) for item in _outside(whole, pairs)])
    if strays and formulas:
        strays = list(_outside(strays, formulas))
    return Found(formulas, sorted(strays + lone_dollars, key=lambda token: token.start))


def _has_dollars(items: list[Token]) -> bool:
    return any(item.kind != "formula" for item in items)


def _complete_formulas(text: str, delimiters: list[Token], cautious: bool) -> tuple[list[Token], list[Token]]:
    """Dollars and complete formulas, the outermost from the left; and the delimiters without a partner."""
    partners = matched_delimiters(delimiters)
    items: list[Token] = []
    strays: list[Token] = []
    index = 0
    while index < len(delimiters):
        token = delimiters[index]
        partner = partners.get(index)
        index += 1
        if token.kind in ("dollar", "dollars", "formula"):
            items.append(token)
        elif partner is None:
            strays.append(token)
        elif formula := _between(text, token, delimiters[partner], cautious):
            items.append(formula)
            index = partner + 1
    return items, strays


def _between(text: str, opening: Token, closing: Token, cautious: bool) -> Token | None:
    if opening.kind == "begin":
        content = environment_content(text, opening, closing)
    else:
        content = opening.end, closing.start
        if cautious and not _is_likely(text, *content):
            return None
    return Token("formula", opening.start, closing.end, opening.name, *content)


def _is_likely(text: str, start: int, end: int) -> bool:
    return (
        plausibility(text, start, end) >= _LIKELY
        and "$" not in text[start:end]
        and not text[start:end].strip().isdigit()
    )


def _outside(tokens: list[Token], ranges: Iterable[Pair | Formula]) -> Iterable[Token]:
    """The tokens that stand in none of the ranges, which are in order."""
    bounds = [(span.start, span.end) for span in ranges]
    starts = [start for start, _ in bounds]
    for token in tokens:
        index = bisect_right(starts, token.start) - 1
        if index < 0 or token.start >= bounds[index][1]:
            yield token


def _from_pair(pair: Pair) -> Formula:
    start, end, width = pair
    return Formula(start, end, start + width, end - width, width == 2, "$" * width)


def _from_token(token: Token) -> Formula:
    name = token.name
    is_environment = name[0].isalpha() and not name.startswith("math-")
    display = name in _DISPLAY_BRACKETS or (is_environment and name not in INLINE_ENVIRONMENTS)
    return Formula(token.start, token.end, token.inner_start, token.inner_end, display, name)
