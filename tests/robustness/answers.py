"""What every answer has to be, whatever was asked."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager

from matderiv import ProblemError, check, derive
from matderiv.checking import CheckedClaim

GOOD = "\n\nHere $\\frac{\\partial \\operatorname{tr} Z}{\\partial Z} = I$ holds for $Z\\in\\mathbb{R}^{n\\times n}$.\n"
VERDICTS = frozenset({"verified", "conditional", "ill-shaped", "refuted", "unchecked"})

SECONDS = 120
"""Far above what any answer takes, so that only what has no end fails on a slow machine."""


@contextmanager
def bounded() -> Iterator[None]:
    started = time.perf_counter()
    yield
    assert time.perf_counter() - started < SECONDS


def claims_in(note: str, language: str = "markdown") -> tuple[CheckedClaim, ...]:
    """The claims of a note, none of which made the program fail, with JSON that every reader takes."""
    with bounded():
        result = check(note, language)
    json.dumps(result.to_dict(), allow_nan=False)
    (report,) = result.files
    for claim in report.claims:
        assert claim.verdict in VERDICTS
        assert "matderiv failed" not in claim.reason, claim.reason
        assert bool(claim.holds_if) == (claim.verdict == "conditional")
    assert all(problem.rule != "internal-error" for problem in report.problems)
    return report.claims


def claims_before_a_good_one(formula: str, prose: str = "") -> tuple[CheckedClaim, ...]:
    """The claims of a display, followed by a right claim that must be verified all the same."""
    *claims, good = claims_in(f"{prose}\n\n$${formula}$${GOOD}")
    assert good.verdict == "verified"
    return tuple(claims)


def answer(expression: str, wrt: str, *given: str) -> str:
    """The verdict of a derivation, or the message of what is wrong with the question."""
    with bounded():
        found = _verdict_or_message(expression, wrt, given)
    assert "matderiv failed" not in found, found
    assert len(found) < 2000
    return found


def _verdict_or_message(expression: str, wrt: str, given: tuple[str, ...]) -> str:
    try:
        result = derive(expression, wrt, given)
    except ProblemError as error:
        return str(error)
    json.dumps(result.to_dict(), allow_nan=False)
    return result.check.verdict if result.check.verdict == "verified" else result.check.reason
