"""Comparisons of what was read again with what it must equal, within the time that is left."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..algebra import Expression
from ..meaning import Expansion
from .question import Question
from .result import FormCheck

if TYPE_CHECKING:
    from ..oracle import Comparison

# Entries of a derivative of order four are many, and a form is checked once, while notes hold many claims.
_ENTRIES = 8_000_000


def compared(
    expected: Expression,
    found: Expression,
    question: Question,
    deadline: float | None,
    expansion: Expansion | None = None,
) -> Comparison:
    """What the oracle says about two expressions under the conditions of the question."""
    from ..oracle import Limits, Options, compare

    limits = Limits(entries=_ENTRIES)
    latest = time.thread_time() + limits.seconds
    return compare(
        expected,
        found,
        question.conditions,
        options=Options(limits=limits),
        symmetric="unconstrained" if expansion else question.symmetric,
        expansion=expansion,
        explain=False,
        deadline=latest if deadline is None else min(latest, deadline),
    )


def as_check(form: str, comparison: Comparison) -> FormCheck:
    """The check of a form by one comparison."""
    if comparison.equal:
        return FormCheck("verified", comparison.method, comparison.sizes, comparison.max_error)
    if comparison.equal is None:
        return FormCheck("unchecked", comparison.method, comparison.sizes, reason=comparison.reason)
    reason = f"the {form} form does not agree with the derivative"
    return FormCheck("refuted", comparison.method, comparison.sizes, comparison.max_error, reason)


def worst(checks: Sequence[FormCheck]) -> FormCheck:
    """The first check that is no verification, else the one with the largest error."""
    failed = [check for check in checks if check.verdict != "verified"]
    return failed[0] if failed else max(checks, key=lambda check: check.max_error or 0.0)
