"""Scores the notes of `claims.json` and `mistakes.json` by the verdict of their last claim."""

from __future__ import annotations

from typing import Any

from matderiv import check

ALARMS = ("refuted", "ill-shaped")


def judge_note(case: dict[str, Any]) -> tuple[str, str]:
    """right: the verdict of the last claim is expected; not_understood: no claim, or unchecked; else wrong."""
    found = check(case["note"]).files[0].claims
    if not found:
        return "not_understood", "no claim found"
    last = found[-1]
    if last.verdict in case["expect"]:
        return "right", ""
    if last.verdict == "unchecked":
        return "not_understood", last.reason
    return "wrong", f"{last.verdict}: {last.reason} {'; '.join(last.holds_if)}".strip()


def false_alarms(cases: list[dict[str, Any]]) -> list[str]:
    """The notes that expect "verified" and in which any claim is called refuted or ill-shaped."""
    return [
        case["id"]
        for case in cases
        if case["expect"] == ["verified"]
        and any(claim.verdict in ALARMS for claim in check(case["note"]).files[0].claims)
    ]
