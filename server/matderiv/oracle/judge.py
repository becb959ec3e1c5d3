"""The verdict on a claim: every reading that the note allows is tried before anything is called wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..algebra import Shape, describe
from ..meaning.claim import Claim, Reading, ShapeFault
from .assumption import Assumption
from .comparison import Comparison, compare
from .options import DEFAULT, Options
from .probes import probes
from .problem import Problem
from .verdict import Verdict

_MOST_READINGS_PROBED = 2


@dataclass(frozen=True, slots=True)
class _Judged:
    reading: Reading
    comparison: Comparison | None

    @property
    def equal(self) -> bool | None:
        return self.comparison.equal if self.comparison else False


def check_claim(claim: Claim, options: Options = DEFAULT) -> Verdict:
    """The verdict on a claim.

    Allowed readings come first, then those under a condition, then probes for conditions that nobody listed. Wrong is
    a claim only if every allowed reading could be decided, and none holds.
    """
    if claim.unreadable or not claim.readings:
        return _unchecked(claim.unreadable or "no reading of the claim could be formed", "undeclared-shape")
    judged: list[_Judged] = []
    for reading in (r for r in claim.readings if not r.condition):
        comparison = _compared(claim, reading, options, exact=False)
        if comparison and comparison.equal:
            return _holds(claim, reading, comparison, options)
        judged.append(_Judged(reading, comparison))
    return (
        _under_listed_condition(claim, options)
        or _not_wrong(claim, judged)
        or _under_found_condition(claim, judged, options)
        or _wrong(claim, judged, options)
    )


def _compared(
    claim: Claim, reading: Reading, options: Options, *, exact: bool, explain: bool = False
) -> Comparison | None:
    """None if the reading cannot be formed. With `exact` an expansion is not taken into account."""
    if reading.left is None or reading.right is None:
        return None
    return compare(
        reading.left,
        reading.right,
        claim.conditions,
        options=options,
        symmetric=reading.symmetric,
        expansion=None if exact else claim.expansion,
        explain=explain,
    )


def _holds(claim: Claim, reading: Reading, comparison: Comparison, options: Options) -> Verdict:
    """Verified; an equation that holds as an expansion only is conditional, unless it defines a linearization."""
    verdict = _verdict("verified", reading, comparison, reason="; ".join(comparison.notes))
    expansion = claim.expansion
    if expansion is None or claim.approximate or claim.kind == "linearization":
        return verdict
    exact = _compared(claim, reading, options, exact=True)
    if exact is not None and exact.equal:
        return _verdict("verified", reading, exact, reason="")
    order = {1: "first", 2: "second", 3: "third"}.get(expansion.order, f"{expansion.order}-th")
    return replace(
        verdict,
        verdict="conditional",
        holds_if=(f"equality is meant up to {order} order",),
        rule="needs-assumption",
    )


def _under_listed_condition(claim: Claim, options: Options) -> Verdict | None:
    for reading in (r for r in claim.readings if r.condition):
        comparison = _compared(claim, reading, options, exact=False)
        if comparison and comparison.equal:
            rule = "other-layout" if "layout" in reading.condition else "needs-assumption"
            verdict = _verdict(
                "conditional", reading, comparison, reason=f"holds only if {reading.condition}"
            )
            return replace(verdict, holds_if=(reading.condition,), rule=rule)
    return None


def _not_wrong(claim: Claim, judged: list[_Judged]) -> Verdict | None:
    """Unchecked, where a reading that the note allows could not be decided or the claim is approximate."""
    for each in judged:
        if each.comparison is not None and each.comparison.equal is None:
            return _unchecked(each.comparison.reason, reading=each.reading)
    if not judged:
        return _unchecked("the note allows no reading of this claim")
    if claim.approximate and claim.expansion is None:
        return _unchecked("approximate equations are not checked", reading=judged[0].reading)
    return None


def _under_found_condition(claim: Claim, judged: list[_Judged], options: Options) -> Verdict | None:
    formed = [j for j in judged if j.comparison is not None and not j.comparison.shapes_differ]
    for each in formed[:_MOST_READINGS_PROBED]:
        found = _probe(claim, each.reading, options)
        if found is not None:
            return found
    return None


def _probe(claim: Claim, reading: Reading, options: Options) -> Verdict | None:
    assert reading.left is not None
    assert reading.right is not None
    problem = Problem(reading.left, reading.right, claim.conditions, claim.expansion)
    for assumption in probes(problem):
        comparison = _compared_under(assumption, problem, reading, options)
        if comparison.equal:
            verdict = _verdict("conditional", reading, comparison, reason=f"holds only if {assumption.text}")
            return replace(verdict, holds_if=(assumption.text,), rule="needs-assumption")
    return None


def _compared_under(
    assumption: Assumption, problem: Problem, reading: Reading, options: Options
) -> Comparison:
    return compare(
        problem.left,
        problem.right,
        problem.conditions,
        options=options,
        symmetric=reading.symmetric,
        expansion=problem.expansion,
        assumption=assumption,
        explain=False,
    )


def _wrong(claim: Claim, judged: list[_Judged], options: Options) -> Verdict:
    if all(each.comparison is None for each in judged):
        wrong = _ill_shaped(judged[0].reading)
    else:
        wrong = _refuted(claim, _most_telling(judged), options)
    if claim.kind == "identity" and not options.strict:
        reason = f"not accused, as it may be an equation rather than an identity: {wrong.reason}"
        return replace(wrong, verdict="unchecked", reason=reason, rule="")
    return wrong


def _most_telling(judged: list[_Judged]) -> Reading:
    """A reading in which the shapes agree and only the values differ, else the first that can be formed."""
    formed = [each for each in judged if each.comparison is not None]
    agreeing = [e for e in formed if e.comparison is not None and not e.comparison.shapes_differ]
    return (agreeing or formed)[0].reading


def _ill_shaped(reading: Reading) -> Verdict:
    fault = reading.fault
    reason = fault_in_words(fault) if fault else "one side cannot be formed"
    return Verdict("ill-shaped", reading.layout, reason=reason, rule="ill-shaped", reading=reading)


def fault_in_words(fault: ShapeFault) -> str:
    """Which operation does not conform, with both shapes and the pieces they belong to."""
    operands = [
        f"{piece} ({describe(shape)})" if piece else describe(shape) for piece, shape in _paired(fault)
    ]
    return fault.message or f"{fault.operation} of {' and '.join(operands)} does not conform"


def _paired(fault: ShapeFault) -> Iterator[tuple[str, Shape]]:
    pieces = (*fault.pieces, *[""] * len(fault.shapes))
    yield from zip(pieces, fault.shapes, strict=False)


def _refuted(claim: Claim, reading: Reading, options: Options) -> Verdict:
    comparison = _compared(claim, reading, options, exact=False, explain=True)
    assert comparison is not None
    shown = comparison.counterexample
    reason = comparison.reason
    if not reason and shown is not None:
        place = f"entry {shown.entry}" if shown.entry else "the value"
        reason = f"{place} should be {shown.expected}, but the right side gives {shown.written}"
    rule = "wrong-identity" if claim.kind == "identity" else "wrong-derivative"
    verdict = _verdict("refuted", reading, comparison, reason=reason)
    return replace(verdict, counterexample=shown, rule=rule)


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
