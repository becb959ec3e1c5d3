"""Notes as people write them: every claim gets a verdict that it may have, and nothing right is called wrong."""

from __future__ import annotations

import pytest

import matderiv
from tests.notes.whole_notes import WholeNote, whole_notes

ALARMS = frozenset({"refuted", "ill-shaped"})


@pytest.mark.parametrize("note", [pytest.param(note, id=note.name) for note in whole_notes()])
def test_verdicts_of_a_whole_note(note: WholeNote) -> None:
    claims = matderiv.check(note.text).files[0].claims
    told = [
        [claim for claim in claims if e.first_line <= claim.range.start.line <= e.last_line]
        for e in note.expectations
    ]
    for expectation, own in zip(note.expectations, told, strict=True):
        assert own, f"no claim was found in line {expectation.first_line + 1}"
        for claim in own:
            assert claim.verdict in expectation.verdicts, (claim.tex, claim.verdict, claim.reason)
    others = [claim for claim in claims if not any(claim in own for own in told)]
    assert not [(claim.tex, claim.reason) for claim in others if claim.verdict in ALARMS]
