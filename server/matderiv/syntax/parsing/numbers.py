r"""Fractions written with a slash that bind tighter than the product they stand in: `1/2 x^\top x`, `1/n \sum_i`."""

from __future__ import annotations

from matderiv.syntax.parsing.state import State
from matderiv.syntax.words import BIG

_BIG = frozenset("\\" + name for name in BIG)


def reads_tightly(state: State) -> bool:
    """Whether only the next factor is the divisor: a number under a number, or anything before a big operator."""
    index = state.position
    above = state.texts[index - 2] if index >= 2 else ""
    numeric = above.replace(".", "").isdecimal()
    below, after = state.texts[index], state.following()
    if not numeric:
        return False
    if below.replace(".", "").isdecimal():
        return state.gaps[index + 1] or not after.isalnum()
    return (
        len(below) == 1
        and below.isalpha()
        and (after in _BIG or after in ("(", "\\left(", "\\|", "\\left\\|"))
    )
