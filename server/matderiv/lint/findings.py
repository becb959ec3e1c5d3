"""Which verdicts and problems make a run fail."""

from __future__ import annotations

from enum import Enum

from ..checking import CheckedClaim, FileReport, Finding


class Strictness(Enum):
    """What counts as a finding. STRICT adds conditional and unchecked claims and accused identities."""

    NORMAL = "normal"
    STRICT = "strict"


_FAILING = {
    Strictness.NORMAL: frozenset({"refuted", "ill-shaped"}),
    Strictness.STRICT: frozenset({"refuted", "ill-shaped", "conditional", "unchecked"}),
}


def is_finding(item: CheckedClaim | Finding, strictness: Strictness = Strictness.NORMAL) -> bool:
    """Whether an item makes `matderiv check` exit with 1."""
    if isinstance(item, Finding):
        return item.severity == "error"
    return item.verdict in _FAILING[strictness]


def findings_in(report: FileReport, strictness: Strictness) -> tuple[CheckedClaim | Finding, ...]:
    """The findings of one file, in document order."""
    items: list[CheckedClaim | Finding] = [*report.claims, *report.problems]
    found = [item for item in items if is_finding(item, strictness)]
    return tuple(sorted(found, key=lambda item: (item.range.start.line, item.range.start.character)))
