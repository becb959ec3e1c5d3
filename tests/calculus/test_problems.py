"""Derivative problems by class, in `problems/`, judged as those of the bank: right, or listed in `not_yet.json`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.scoring.bank import judge_problem
from tests.scoring.tally import tally

FOLDER = Path(__file__).parent / "problems"
NOT_YET = json.loads((FOLDER / "not_yet.json").read_text("utf-8"))
CLASSES = sorted(file.stem for file in FOLDER.glob("*.json") if file.stem != "not_yet")


@pytest.mark.parametrize("name", CLASSES)
def test_problems(name: str) -> None:
    problems = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    found = tally(problems, judge_problem)
    unprinted = [case for case in found.wrong if found.reasons[case].startswith("no printed form")]
    assert found.wrong == unprinted, found.reasons
    missing = [case for case in (*found.not_understood, *unprinted) if case not in NOT_YET]
    assert missing == [], {case: found.reasons[case] for case in missing}
