"""The recorded floor: a case that was right must stay right, and nothing may be wrong that was not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.scoring.bank import judge_problem
from tests.scoring.cases import claims, mistakes, problems
from tests.scoring.formulas import score_formulas
from tests.scoring.notes import false_alarms, judge_note
from tests.scoring.tally import Tally, tally
from tests.scoring.variations import NOTE_VARIATIONS, PROBLEM_VARIATIONS

FLOOR = json.loads((Path(__file__).parent / "floor.json").read_text("utf-8"))
SETS = {"claims": claims, "mistakes": mistakes}


def assert_not_worse(found: Tally, name: str) -> None:
    lost = sorted(set(FLOOR[name]) - set(found.right))
    assert not lost, {case: found.reasons.get(case) for case in lost}


@pytest.mark.parametrize("variation", ["as they stand", *PROBLEM_VARIATIONS])
def test_derivative_problems(variation: str) -> None:
    vary = PROBLEM_VARIATIONS.get(variation, dict)
    found = tally([vary(case) for case in problems()], judge_problem)
    assert found.wrong == []
    assert_not_worse(found, "derivative problems")


@pytest.mark.parametrize("variation", ["as they stand", *NOTE_VARIATIONS])
@pytest.mark.parametrize("name", list(SETS))
def test_notes(name: str, variation: str) -> None:
    vary = NOTE_VARIATIONS.get(variation, dict)
    assert_not_worse(tally([vary(case) for case in SETS[name]()], judge_note), name)


def test_no_right_claim_is_called_wrong() -> None:
    assert false_alarms(claims()) == []


def test_formulas() -> None:
    lost = set(FLOOR["formulas"]) - {str(case) for case in score_formulas()["right"]}
    assert not lost
