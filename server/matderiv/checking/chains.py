"""The steps of a chain: behind one that is wrong others may hold, and what they lead to is wrong all the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..meaning import Analysis
from .report import CheckedClaim
from .second_readings import ACCUSATIONS

_HOLDING = frozenset({"verified", "conditional"})


def referring_to_first_failures(
    analysis: Analysis, verdicts: Sequence[CheckedClaim | None]
) -> tuple[CheckedClaim | None, ...]:
    """The verdicts, where the reason of a step that holds tells of an earlier step of its chain that does not."""
    line_of = analysis.document.line_index.position
    wrong: dict[int, int] = {}
    found: list[CheckedClaim | None] = []
    for claim, verdict in zip(analysis.claims, verdicts, strict=True):
        chain = analysis.chain_of(claim)
        if verdict is not None and verdict.verdict in ACCUSATIONS:
            wrong.setdefault(chain, line_of(claim.start, "utf-32")[0] + 1)
        elif verdict is not None and verdict.verdict in _HOLDING and chain in wrong:
            words = f"as a step of a chain that is wrong from line {wrong[chain]} on"
            reason = f"{verdict.reason}; {words}" if verdict.reason else words
            found.append(replace(verdict, reason=reason))
            continue
        found.append(verdict)
    return tuple(found)
