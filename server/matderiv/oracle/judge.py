"""The verdict on a claim: every reading that the note allows is tried before anything is called wrong."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from ..meaning.claim import Claim, Reading
from .comparing.comparison import Comparison, compare
from .comparing.probes import probes
from .comparing.problem import Problem
from .diagnosis import diagnose
from .faults import fault_in_words, mistake_of_fault
from .options import DEFAULT, Options
from .verdict import Verdict

_MOST_READINGS_PROBED = 2
_MOST_READINGS_DIAGNOSED = 3


@dataclass(frozen=True, slots=True)
class _Judged:
    """A reading with what came out; without a comparison it could not be formed."""

    reading: Reading
    comparison: Comparison | None


def check_claim(claim: Claim, options: Options = DEFAULT) -> Verdict:
    """The verdict on a claim.

    Allowed readings come first, then those under a condition, then probes for conditions that nobody listed. Wrong is
    a claim only if every allowed reading could be decided, and none holds.
    """
    if claim.unreadable or not claim.readings:
        return _unchecked(claim.unreadable or "no reading of the claim could be formed", "undeclared-shape")
    return _Judge(claim, options).verdict()


class _Judge:
    """One claim being judged, within one limit of time."""

    def __init__(self, claim: Claim, options: Options) -> None:
        self.claim = claim
        self.options = options
        self.deadline = time.thread_time() + options.limits.seconds

    def verdict(self) -> Verdict:
        judged: list[_Judged] = []
        for reading in (r for r in self.claim.readings if not r.condition):
            comparison = self._compared(reading)
            if comparison and comparison.equal:
                return self._holds(reading, comparison)
            judged.append(_Judged(reading, comparison))
        return (
            self._under_listed_condition(judged)
            or self._undecided(judged)
            or self._under_found_condition(judged)
            or self._wrong(judged)
        )

    def _compared(self, reading: Reading, *, exact: bool = False, explain: bool = False) -> Comparison | None:
        """None if the reading cannot be formed. With `exact` an expansion is not taken into account."""
        if reading.left is None or reading.right is None:
            return None
        found = compare(
            reading.left,
            reading.right,
            self.claim.conditions,
            options=self.options,
            symmetric=reading.symmetric,
            expansion=None if exact else self.claim.expansion,
            explain=explain,
            certified=not reading.condition,
            deadline=self.deadline,
        )
        if found.stand_ins:
            self.options = replace(self.options, stand_ins=True)
        return found

    def _holds(self, reading: Reading, comparison: Comparison) -> Verdict:
        """Verified; an equation that holds as an expansion only is conditional, unless it defines a linearization.

        A linearization is of first order.
        """
        claim = self.claim
        verdict = _verdict("verified", reading, comparison, reason="; ".join(comparison.notes))
        if claim.expansion is None or claim.approximate:
            return verdict
        if claim.kind == "linearization" and claim.expansion.order == 1:
            return verdict
        exact = self._compared(reading, exact=True)
        if exact is not None and exact.equal:
            return _verdict("verified", reading, exact, reason="; ".join(exact.notes))
        order = {1: "first", 2: "second", 3: "third"}.get(
            claim.expansion.order, f"{claim.expansion.order}-th"
        )
        return _conditional(reading, comparison, f"equality is meant up to {order} order")

    def _under_listed_condition(self, judged: list[_Judged]) -> Verdict | None:
        for reading in (r for r in self.claim.readings if r.condition):
            comparison = self._compared(reading)
            if comparison and comparison.equal:
                verdict = _conditional(reading, comparison, reading.condition)
                if judged:
                    verdict = replace(verdict, unconditional=judged[0].reading)
                formed = [each.reading for each in judged if each.comparison is not None]
                return self._diagnosed(verdict, formed[0]) if formed else verdict
        return None

    def _undecided(self, judged: list[_Judged]) -> Verdict | None:
        """Unchecked, if a reading that the note allows could not be decided or the claim is approximate."""
        for each in judged:
            if each.comparison is not None and each.comparison.equal is None:
                return _unchecked(each.comparison.reason, reading=each.reading)
        if not judged:
            return _unchecked("the note allows no reading of this claim")
        formed = any(each.comparison is not None for each in judged)
        if formed and self.claim.approximate and self.claim.expansion is None:
            return _unchecked("approximate equations are not checked", reading=judged[0].reading)
        return None

    def _under_found_condition(self, judged: list[_Judged]) -> Verdict | None:
        formed = [j for j in judged if j.comparison is not None and not j.comparison.shapes_differ]
        for each in formed[:_MOST_READINGS_PROBED]:
            problem = self._problem(each.reading)
            for assumption in probes(problem, each.reading.symmetric):
                comparison = compare(
                    problem.left,
                    problem.right,
                    problem.conditions,
                    options=self.options,
                    symmetric=each.reading.symmetric,
                    expansion=problem.expansion,
                    assumption=assumption,
                    explain=False,
                    certified=False,
                    deadline=self.deadline,
                )
                if comparison.equal and not comparison.trivial:
                    verdict = _conditional(each.reading, comparison, assumption.text)
                    diagnosed = self._diagnosed(verdict, each.reading)
                    if assumption.sizes and "missing factor" in diagnosed.mistake:
                        return None
                    return replace(diagnosed, unconditional=each.reading)
        return None

    def _problem(self, reading: Reading) -> Problem:
        assert reading.left is not None
        assert reading.right is not None
        return Problem(reading.left, reading.right, self.claim.conditions, self.claim.expansion)

    def _wrong(self, judged: list[_Judged]) -> Verdict:
        """What is wrong is said of a reading that agrees with what the note says of its letters, if there is one."""
        judged = [each for each in judged if not each.reading.grounds.against] or judged
        if all(each.comparison is None for each in judged):
            wrong = _ill_shaped(judged[0].reading)
        else:
            wrong = self._refuted_in_one_of(_most_telling(judged))
        if self.claim.kind == "identity" and not self.options.strict:
            reason = f"not accused, as it may be an equation rather than an identity: {wrong.reason}"
            return replace(wrong, verdict="unchecked", reason=reason, rule="unchecked")
        return wrong

    def _refuted_in_one_of(self, readings: list[Reading]) -> Verdict:
        """Told of the first reading in which the mistake has a name, else of the first."""
        first = self._refuted(readings[0])
        if first.mistake or not self.options.diagnose:
            return first
        others = (self._refuted(reading) for reading in readings[1:_MOST_READINGS_DIAGNOSED])
        return next((other for other in others if other.repair is not None), first)

    def _refuted(self, reading: Reading) -> Verdict:
        comparison = self._compared(reading, explain=self.options.diagnose)
        assert comparison is not None
        if comparison.equal is None:
            return _unchecked(comparison.reason, reading=reading)
        shown = comparison.counterexample
        reason = comparison.reason
        if shown is not None and shown.written is not None:
            place = f"entry {', '.join(map(str, shown.entry))}" if shown.entry else "the value"
            differs = f"{place} should be {shown.expected}, but the right side gives {shown.written}"
            reason = f"{reason}: {differs}" if reason else differs
        rule = "wrong-identity" if self.claim.kind == "identity" else "wrong-derivative"
        verdict = _verdict("refuted", reading, comparison, reason=reason)
        return self._diagnosed(replace(verdict, counterexample=shown, rule=rule), reading)

    def _diagnosed(self, verdict: Verdict, reading: Reading) -> Verdict:
        if not self.options.diagnose:
            return verdict
        verdict = replace(verdict, unconditional=reading if verdict.holds_if else None)
        diagnosis = diagnose(self._problem(reading), reading.symmetric, self.options)
        mistake = diagnosis.mistake
        if verdict.holds_if:
            condition = f"true only if {verdict.holds_if[0]}"
            mistake = f"{mistake}; {condition}" if mistake and mistake != condition else condition
        return replace(verdict, mistake=mistake, repair=diagnosis.repair)


def _most_telling(judged: list[_Judged]) -> list[Reading]:
    """The readings that can be formed, those first in which the shapes agree and only the values differ."""
    formed = [(each, each.comparison) for each in judged if each.comparison is not None]
    formed.sort(key=lambda found: found[1].shapes_differ)
    return [each.reading for each, _ in formed]


def _ill_shaped(reading: Reading) -> Verdict:
    fault = reading.fault
    return Verdict(
        "ill-shaped",
        reading.layout,
        reason=fault_in_words(fault) if fault else "one side cannot be formed",
        mistake=mistake_of_fault(fault, reading.left) if fault else "",
        rule="ill-shaped",
        reading=reading,
    )


def _conditional(reading: Reading, comparison: Comparison, condition: str) -> Verdict:
    verdict = _verdict("conditional", reading, comparison, reason=f"holds only if {condition}")
    rule = "other-layout" if "layout" in condition else "needs-assumption"
    return replace(verdict, holds_if=(condition,), mistake=f"true only if {condition}", rule=rule)


def _verdict(name: str, reading: Reading, comparison: Comparison, reason: str) -> Verdict:
    return Verdict(
        name,
        reading.layout,
        reason=reason,
        method=comparison.method,
        sizes=comparison.sizes,
        max_error=comparison.max_error,
        reading=reading,
    )


def _unchecked(reason: str, rule: str = "unchecked", reading: Reading | None = None) -> Verdict:
    return Verdict(
        "unchecked", reading.layout if reading else "none", reason=reason, rule=rule, reading=reading
    )
