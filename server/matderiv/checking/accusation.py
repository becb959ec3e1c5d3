"""When a claim may be called wrong.

One false alarm costs more than ten missed mistakes. So a claim that fails is read again before anybody is accused
(`second_readings.py`). It is called wrong only if all of these readings fail, and rest on declarations or on what a
symbol's letter suggests (`doubts/`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from ..meaning import Analysis, Claim, Reading
from .doubts import Charge, doubt_about, taken_loosely
from .second_readings import ACCUSATIONS, SecondReadings
from .unsaid_conditions import with_unsaid_conditions

if TYPE_CHECKING:
    from ..oracle import Verdict

_TOO_LONG = "too large: the second readings that an accusation needs take too long"
_FAR = (
    "it does not hold with declarations from far above, which may not be meant here; "
    "restate those that are meant near the formula"
)


def verdict_in_note(analysis: Analysis, claim: Claim, *, diagnose: bool = True) -> Verdict:
    """The verdict on a claim, after the second readings that an accusation needs.

    Without `diagnose` neither a mistake is named nor a counterexample looked for, nor is anything certified.
    """
    again = SecondReadings(analysis, claim, _oracle(analysis, diagnose))
    verdict = again.check(claim)
    if verdict.verdict in ACCUSATIONS:
        return _accused(again, verdict)
    undecided = claim.unreadable or verdict.reason.startswith("no sample")
    if verdict.verdict == "unchecked" and undecided and not claim.too_large:
        return _read_otherwise(again) or verdict
    if verdict.verdict == "conditional" and verdict.reading is not None and verdict.reading.condition:
        return again.nearby_in("verified") or verdict
    return with_unsaid_conditions(verdict)


def _oracle(analysis: Analysis, diagnose: bool) -> Callable[[Claim], Verdict]:
    """The oracle, as strict as the note is to be read."""
    from ..oracle import Options, check_claim

    options = Options(strict=analysis.options.strict, diagnose=diagnose, certify=diagnose)
    return lambda claim: check_claim(claim, options)


def _read_otherwise(again: SecondReadings) -> Verdict | None:
    """A claim that declarations from far above make unreadable holds if it does with those near it, or with none, or
    with another definition that the note gives to one of its names.
    """
    found = again.nearby_in("verified", "conditional")
    if found is not None or again.claim.kind == "identity":
        return found
    return again.by_itself() or again.otherwise_defined()


def _accused(again: SecondReadings, verdict: Verdict) -> Verdict:
    """What is said of a claim that fails as it was read first."""
    loosely = taken_loosely(again.analysis, again.claim)
    if loosely:
        return _unchecked(verdict, loosely)
    if again.nearby is None:
        return _if_grounded(again, again.claim, verdict)
    claim, nearby = again.nearby
    if nearby.verdict in ACCUSATIONS:
        return _if_grounded(again, claim, nearby)
    return again.nearby_in("verified") or again.otherwise_defined() or _unchecked(verdict, _FAR)


def _if_grounded(again: SecondReadings, claim: Claim, verdict: Verdict) -> Verdict:
    """The accusation of `claim`, or what is said where it would rest on guesses."""
    reading = verdict.reading
    if reading is None:
        return verdict
    found = again.by_itself() or again.otherwise_defined()
    if found is None and reading.fault is not None and reading.fault.in_definition:
        found = again.in_its_section()
    if found is not None:
        return found
    doubt = doubt_about(Charge(again.analysis, claim, _with_settled_roles(again.analysis, claim, reading)))
    if doubt and not (reading.grounds.dependencies and _fails_without_shapes(again)):
        return _unchecked(verdict, doubt)
    found = again.with_other_roles(claim)
    if found is None and again.patience.is_over():
        return _unchecked(verdict, _TOO_LONG)
    return found or verdict


def _with_settled_roles(analysis: Analysis, claim: Claim, reading: Reading) -> Reading:
    """The reading; its roles count as usual where the left side leaves no choice of others."""
    if reading.grounds.conventional or not analysis.settles_roles(claim, reading.grounds.roles):
        return reading
    return replace(reading, grounds=replace(reading.grounds, conventional=True))


def _fails_without_shapes(again: SecondReadings) -> bool:
    """Whether a claim is wrong beyond doubt by the definitions of the note alone, whatever shapes it declares.

    A declared shape and a definition that contradict each other speak of two things of one name.
    """
    found = again.first_without_shapes()
    if found is None:
        return False
    alone, verdict = found
    if verdict.verdict not in ACCUSATIONS or verdict.reading is None:
        return False
    return not doubt_about(Charge(again.analysis, alone, verdict.reading))


def _unchecked(verdict: Verdict, reason: str) -> Verdict:
    """The verdict without what spoke of a mistake."""
    return replace(
        verdict,
        verdict="unchecked",
        reason=reason,
        rule="undeclared-shape",
        counterexample=None,
        mistake="",
        repair=None,
    )
