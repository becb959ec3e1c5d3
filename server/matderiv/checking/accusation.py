"""When a claim may be called wrong: only if it is so with what its neighbourhood says of its symbols.

Long notes use one letter for many things. What holds, holds; but a claim that fails with declarations from pages away
is read again with those near it, and only a claim that fails there too is called wrong.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..meaning import Analysis, Claim

if TYPE_CHECKING:
    from ..oracle import Verdict

ACCUSATIONS = frozenset({"refuted", "ill-shaped"})
_RESTATE = "restate the declarations that are meant near the formula to have it checked"


def verdict_in_note(analysis: Analysis, claim: Claim) -> Verdict:
    """The verdict on a claim, after the second reading that an accusation needs."""
    from ..oracle import check_claim

    verdict = check_claim(claim)
    if verdict.verdict not in ACCUSATIONS:
        return verdict
    nearby = analysis.claim_from_nearby(claim)
    if nearby is None:
        return verdict
    again = check_claim(nearby)
    if again.verdict in ACCUSATIONS or again.verdict == "verified":
        return again
    reason = f"it does not hold with declarations from far above, which may not be meant here; {_RESTATE}"
    return replace(
        verdict,
        verdict="unchecked",
        reason=reason,
        rule="unchecked",
        counterexample=None,
        mistake="",
        repair=None,
    )
