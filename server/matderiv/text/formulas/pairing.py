r"""Which dollars of a paragraph belong together.

A dollar does not tell whether it opens or closes, and notes are unbalanced while they are typed. So the
pairing is chosen that is the most plausible as a whole, by dynamic programming from the right: each dollar
either stands for itself or opens a formula that ends at the next. Where every formula is clean in the order
of reading, nothing else is tried.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from matderiv.text.formulas.plausibility import inline_plausibility, is_clean_formula, plausibility
from matderiv.text.formulas.tokens import Token

_PRICE = re.compile(r"\$\d[\d,.]*(?:[kKmMbB]\b|\b)(?![\s\d]*[\\^_{=+*/$-])")
_VARIABLE = re.compile(r"\$\{?[A-Za-z_]{3,}")
_TEXT_COMMAND = re.compile(r"\\(?:text|mbox|hbox|textrm|textbf|textit|intertext)\s*\{[^{}]*$")

_ORDINARY_DOLLAR = -2.0
_DOUBLE_DOLLAR = -3.9
_DISPLAY = 4.0


class Pair(NamedTuple):
    """A formula between dollars: the range with them, and how many there are on each side."""

    start: int
    end: int
    width: int


class _Choice(NamedTuple):
    """What is best from one dollar on: the score, the formula that opens there, and where to go on."""

    score: float
    pair: Pair | None
    next_index: int
    next_is_half: bool = False


def pair_dollars(text: str, items: Sequence[Token]) -> tuple[list[Pair], list[Token]]:
    """The formulas between dollars, and the dollars left over.

    `items` are the dollars of a paragraph and the formulas with other delimiters (kind `formula`), in
    order. A pair may contain such formulas, not the other way round.
    """
    return _clean_pairs(text, items) or _Pairing(text, items).best()


def _clean_pairs(text: str, items: Sequence[Token]) -> tuple[list[Pair], list[Token]] | None:
    pairs: list[Pair] = []
    opening: Token | None = None
    for item in items:
        if item.kind == "formula":
            continue
        if opening is None:
            opening = item
            continue
        if item.kind != opening.kind:
            return None
        if item.kind == "dollar":
            if not is_clean_formula(text, opening.end, item.start):
                return None
            pairs.append(Pair(opening.start, item.end, 1))
        else:
            if plausibility(text, opening.end, item.start) < 1.0:
                return None
            pairs.append(Pair(opening.start, item.end, 2))
        opening = None
    return (pairs, []) if opening is None else None


class _Pairing:
    """The dynamic program over the dollars of one paragraph."""

    def __init__(self, text: str, items: Sequence[Token]) -> None:
        self.text = text
        self.dollars = [item for item in items if item.kind != "formula"]
        count = len(self.dollars)
        self.next_double = [count] * (count + 1)
        for index in range(count - 1, 0, -1):
            double = self.dollars[index].kind == "dollars"
            self.next_double[index - 1] = index if double else self.next_double[index]
        self.whole = [_Choice(0.0, None, count)] * (count + 2)
        self.half = [_Choice(float("-inf"), None, count)] * (count + 2)

    def best(self) -> tuple[list[Pair], list[Token]]:
        for index in range(len(self.dollars) - 1, -1, -1):
            if self.dollars[index].kind == "dollar":
                self.whole[index] = self._single(index, self.dollars[index].start)
            else:
                self.half[index] = self._single(index, self.dollars[index].start + 1)
                self.whole[index] = self._double(index)
        return self._read_off()

    def _read_off(self) -> tuple[list[Pair], list[Token]]:
        pairs: list[Pair] = []
        left_over: list[Token] = []
        index, is_half = 0, False
        while index < len(self.dollars):
            choice = self.half[index] if is_half else self.whole[index]
            if choice.pair is not None:
                pairs.append(choice.pair)
            else:
                left_over.append(_part(self.dollars[index], is_half, choice.next_is_half))
            index, is_half = choice.next_index, choice.next_is_half
        return pairs, left_over

    def _single(self, index: int, start: int) -> _Choice:
        """The best for a single dollar at `start`, which is the one at `index` or its second half."""
        best = _Choice(self._cost_of_dollar(start) + self.whole[index + 1].score, None, index + 1)
        if index + 1 < len(self.dollars):
            best = self._better_inline(best, index, start)
        return best

    def _better_inline(self, best: _Choice, index: int, start: int) -> _Choice:
        closing = self.dollars[index + 1]
        score = inline_plausibility(self.text, start + 1, closing.start)
        pair = Pair(start, closing.start + 1, 1)
        if closing.kind == "dollar":
            best = _better(best, _Choice(score + self.whole[index + 2].score, pair, index + 2))
        else:
            best = _better(best, _Choice(score + self.half[index + 1].score, pair, index + 1, True))
        return self._better_nested(best, index, start)

    def _better_nested(self, best: _Choice, index: int, start: int) -> _Choice:
        r"""A formula within a formula's `\text{…}` has dollars of its own."""
        if index + 3 >= len(self.dollars) or any(
            dollar.kind != "dollar" for dollar in self.dollars[index + 1 : index + 4]
        ):
            return best
        first = self.dollars[index + 1].start
        if _TEXT_COMMAND.search(self.text, max(start + 1, first - 80), first) is None:
            return best
        closing = self.dollars[index + 3]
        score = inline_plausibility(self.text, start + 1, closing.start) + 1.0
        pair = Pair(start, closing.end, 1)
        return _better(best, _Choice(score + self.whole[index + 4].score, pair, index + 4))

    def _double(self, index: int) -> _Choice:
        opening = self.dollars[index]
        rest = self.whole[index + 1].score
        best = _Choice(_DOUBLE_DOLLAR + rest, None, index + 1)
        best = _better(best, _Choice(_ORDINARY_DOLLAR + self.half[index].score, None, index, True))
        last = self.next_double[index]
        if last < len(self.dollars):
            closing = self.dollars[last]
            score = _DISPLAY + plausibility(self.text, opening.end, closing.start)
            score -= 3.0 * ((last - index - 1) % 2) + 0.5 * (last - index - 1)
            pair = Pair(opening.start, closing.end, 2)
            best = _better(best, _Choice(score + self.whole[last + 1].score, pair, last + 1))
        return best

    def _cost_of_dollar(self, start: int) -> float:
        if _PRICE.match(self.text, start):
            return -0.2
        return -1.0 if _VARIABLE.match(self.text, start) else _ORDINARY_DOLLAR


def _part(dollar: Token, is_second_half: bool, is_first_half: bool) -> Token:
    if is_second_half:
        return dollar._replace(kind="dollar", start=dollar.end - 1)
    return dollar._replace(kind="dollar", end=dollar.start + 1) if is_first_half else dollar


def _better(first: _Choice, second: _Choice) -> _Choice:
    return second if second.score >= first.score else first
