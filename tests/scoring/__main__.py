"""Prints the scores of all cases and writes `score.json`. Always exits with 0."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from .bank import judge_problem
from .cases import claims, mistakes, problems
from .formulas import score_formulas
from .length import too_long
from .notes import false_alarms, judge_note
from .tally import tally
from .variations import NOTE_VARIATIONS, PROBLEM_VARIATIONS


def scores() -> dict[str, Any]:
    """The outcome of each set, as it stands and in its variations."""
    sets: dict[str, Any] = {
        "derivative problems": tally(problems(), judge_problem).to_dict(),
        "claims": tally(claims(), judge_note).to_dict(),
        "mistakes": tally(mistakes(), judge_note).to_dict(),
    }
    formulas = score_formulas()
    counts = {outcome: len(ids) for outcome, ids in formulas.items()}
    sets["formulas"] = {"counts": counts, "ids": formulas, "reasons": {}}
    for name, vary in PROBLEM_VARIATIONS.items():
        cases = [vary(case) for case in problems()]
        sets[f"derivative problems, {name}"] = tally(cases, judge_problem).to_dict()
    for name, vary in NOTE_VARIATIONS.items():
        sets[f"claims, {name}"] = tally([vary(case) for case in claims()], judge_note).to_dict()
        sets[f"mistakes, {name}"] = tally([vary(case) for case in mistakes()], judge_note).to_dict()
    return {"sets": sets, "too_long": too_long(problems()), "false_alarms": false_alarms(claims())}


def main() -> int:
    result = scores()
    for name, outcome in result["sets"].items():
        counts = outcome["counts"]
        print(
            f"{name:42} {counts['right']:4} right {counts['wrong']:4} wrong {counts['not_understood']:4} not understood"
        )
        if "--reasons" in sys.argv:
            for case, reason in outcome["reasons"].items():
                print(f"    {case}: {reason[:200]}")
    print(f"a form as short as expected: {len(problems()) - len(result['too_long'])} of {len(problems())}")
    if "--reasons" in sys.argv:
        for case, reason in result["too_long"].items():
            print(f"    {case}: {reason}")
    print(f"false alarms in claims: {len(result['false_alarms'])} {' '.join(result['false_alarms'])}")
    Path("score.json").write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
