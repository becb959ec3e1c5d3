"""Right and wrong statements in one and the same note: the right one is verified, the wrong one is caught."""

from __future__ import annotations

from functools import cache

import pytest

import matderiv
from matderiv.checking import CheckedClaim
from tests.notes.pairs_of_statements import Case, cases

ALARMS = ("refuted", "ill-shaped")
CASES = cases()


@cache
def _claims(case: Case) -> tuple[list[CheckedClaim], list[CheckedClaim]]:
    """The claims of the case's own statement, and those of the rest of its note."""
    claims = matderiv.check(case.note).files[0].claims
    own = [claim for claim in claims if case.first_line <= claim.range.start.line <= case.last_line]
    return own, [claim for claim in claims if claim not in own]


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES])
def test_nothing_right_is_called_wrong(case: Case) -> None:
    own, others = _claims(case)
    accused = [claim for claim in others + (own if case.is_right else []) if claim.verdict in ALARMS]
    assert not accused, [(claim.tex, claim.reason) for claim in accused]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=case.name,
            marks=[pytest.mark.xfail(reason=case.not_yet, strict=False)] if case.not_yet else [],
        )
        for case in CASES
    ],
)
def test_the_verdict_is_right(case: Case) -> None:
    own, _ = _claims(case)
    found = [claim.verdict for claim in own]
    assert found, "no claim was found"
    if case.is_right:
        assert set(found) == {"verified"}, [(claim.reason, claim.holds_if) for claim in own]
    else:
        assert set(found) & set(case.verdicts), [(claim.verdict, claim.reason) for claim in own]
        said = " ".join(_words(claim) for claim in own)
        assert case.mistake.lower() in said.lower()


def _words(claim: CheckedClaim) -> str:
    return " ".join((claim.mistake or "", claim.reason or "", *claim.holds_if))


def test_every_note_has_a_right_and_a_wrong_statement() -> None:
    notes: dict[str, set[bool]] = {}
    for case in CASES:
        notes.setdefault(case.name.rpartition(",")[0], set()).add(case.is_right)
    assert len(notes) > 100
    assert all(kinds == {True, False} for kinds in notes.values())
