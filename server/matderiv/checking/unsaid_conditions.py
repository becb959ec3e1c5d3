"""Conditions under which a verified claim holds that nobody said, and that are no matter of course."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from ..meaning import Reading
from .standing_still import stands_still
from .unlikely_numbers import unlikely_number

if TYPE_CHECKING:
    from ..oracle import Verdict

CONDITIONS: tuple[Callable[[Reading], str], ...] = (unlikely_number, stands_still)
"""Each says the condition on which a reading that holds rests; nothing, if there is none."""


def with_unsaid_conditions(verdict: Verdict) -> Verdict:
    """The verdict; conditional where it verifies a claim that rests on such a condition."""
    if verdict.verdict != "verified" or verdict.reading is None:
        return verdict
    conditions = tuple(words for condition in CONDITIONS if (words := condition(verdict.reading)))
    if not conditions:
        return verdict
    return replace(
        verdict,
        verdict="conditional",
        reason=f"holds only if {' and '.join(conditions)}",
        holds_if=conditions,
        rule="needs-assumption",
    )
