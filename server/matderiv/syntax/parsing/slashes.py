r"""Fractions written with a slash that bind tighter than the product they stand in: `1/2 x^\top x`, `1/n \sum_i`."""

from __future__ import annotations

from matderiv.syntax.arranging.classes import Class
from matderiv.syntax.parsing.state import State
from matderiv.syntax.words import BIG

_BIG = frozenset("\\" + name for name in BIG)
_PARENTHESES = frozenset({"(", "\\left("})


def divides_tightly(state: State, numeric: bool) -> bool:
    """Whether the slash at the cursor divides by the next factor only, and the product goes on behind it.

    It does before a big operator, if a number divides, and if a letter divides a number with space behind it.
    """
    index = state.position + 1
    behind = _behind(state, index)
    if state.classes[behind] != Class.ATOM:
        return False
    after, gap = state.texts[behind], state.gaps[behind]
    if after in _BIG:
        return True
    divisor = state.texts[index]
    if divisor.replace(".", "").isdecimal():
        return gap or not after[0].isalnum()
    return numeric and len(divisor) == 1 and divisor.isalpha() and gap


def _behind(state: State, index: int) -> int:
    """The index behind a divisor of one token or one group."""
    if state.texts[index] not in _PARENTHESES:
        return min(index + 1, len(state.texts) - 1)
    depth = 0
    for position in range(index, len(state.texts) - 1):
        if state.texts[position] in _PARENTHESES:
            depth += 1
        elif state.texts[position] in (")", "\\right)"):
            depth -= 1
            if depth == 0:
                return position + 1
    return len(state.texts) - 1
