"""Reports as JSON and back, for the cache and for other processes.

Every report takes this way, so that it is the same wherever it was made.
"""

from __future__ import annotations

import json
from typing import Any

from ..checking import CheckedClaim, FileReport, Finding, Suggestion
from ..checking.report import Position, Range


def packed(report: FileReport) -> str:
    """A report without its path."""
    plain = {
        "claims": [
            {**claim.to_dict(), "offsets": claim.offsets, "right_side": claim.right_side}
            for claim in report.claims
        ],
        "problems": [problem.to_dict() for problem in report.problems],
        "is_strict": report.is_strict,
    }
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def unpacked(text: str, path: str) -> FileReport:
    """The report on the note at a path. Raises ValueError, KeyError or TypeError for anything else than a report."""
    plain = json.loads(text)
    return FileReport(
        path,
        tuple(_claim(claim) for claim in plain["claims"]),
        tuple(
            Finding(_range(each["range"]), each["rule"], each["severity"], each["message"])
            for each in plain["problems"]
        ),
        bool(plain["is_strict"]),
    )


def _claim(plain: dict[str, Any]) -> CheckedClaim:
    suggestion, right_side = plain["suggestion"], plain["right_side"]
    start, end = plain["offsets"]
    return CheckedClaim(
        range=_range(plain["range"]),
        offsets=(start, end),
        tex=plain["tex"],
        kind=plain["kind"],
        verdict=plain["verdict"],
        layout=plain["layout"],
        holds_if=tuple(plain["holds_if"]),
        reason=plain["reason"],
        counterexample=plain["counterexample"],
        suggestion=Suggestion(suggestion["latex"]) if suggestion else None,
        mistake=plain["mistake"],
        method=plain["method"],
        sizes=tuple(plain["sizes"]),
        max_error=plain["max_error"],
        rule=plain["rule"],
        right_side=(right_side[0], right_side[1]) if right_side else None,
        is_suppressed=bool(plain.get("suppressed")),
    )


def _range(plain: dict[str, Any]) -> Range:
    return Range(Position(**plain["start"]), Position(**plain["end"]))
