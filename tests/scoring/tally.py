"""The outcome of a set of cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

OUTCOMES = ("right", "wrong", "not_understood")


@dataclass
class Tally:
    """Ids of cases by outcome, with a word on each that is not right."""

    right: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    not_understood: list[str] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)

    def add(self, case: str, outcome: str, reason: str = "") -> None:
        getattr(self, outcome).append(case)
        if reason and outcome != "right":
            self.reasons[case] = reason

    def to_dict(self) -> dict[str, Any]:
        counts = {outcome: len(getattr(self, outcome)) for outcome in OUTCOMES}
        ids = {outcome: getattr(self, outcome) for outcome in OUTCOMES}
        return {"counts": counts, "ids": ids, "reasons": self.reasons}


def tally(cases: Iterable[dict[str, Any]], judge: Callable[[dict[str, Any]], tuple[str, str]]) -> Tally:
    """Judges each case; an exception is a wrong outcome with its words, never the end of the run."""
    result = Tally()
    for case in cases:
        try:
            outcome, reason = judge(case)
        except Exception as error:
            outcome, reason = "wrong", f"{type(error).__name__}: {error}"
        result.add(case["id"], outcome, reason)
    return result
