"""Quick fixes: the right formula in the place of a wrong one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...checking import CheckedClaim
from ...meaning import Analysis, Claim
from ...notation.respelling import respelled
from ..derived import DerivedForms
from ..edit import Edit
from ..places import touched_by
from ..spelling import macros_near
from .action import QUICK_FIX, Action, Resolution

_LONGEST_TITLE = 60


def offer(
    analysis: Analysis, place: tuple[int, int], verdicts: Sequence[CheckedClaim | None]
) -> Iterator[Action]:
    """A fix for every wrong claim at the place that has a suggestion."""
    for number in touched_by(analysis.claims, *place):
        verdict, claim = verdicts[number], analysis.claims[number]
        if verdict is None or verdict.suggestion is None or verdict.verdict == "verified":
            continue
        latex = verdict.suggestion.latex
        shown = latex if len(latex) <= _LONGEST_TITLE else f"{latex[: _LONGEST_TITLE - 1]}…"
        yield Action(
            f"Replace the right side by {shown}",
            QUICK_FIX,
            {"family": "replace", "claim": number, "latex": latex},
            is_preferred=verdict.verdict in ("refuted", "ill-shaped"),
            fixes=(claim.start, claim.end),
        )


def resolve(
    analysis: Analysis,
    data: Mapping[str, Any],
    verdicts: Sequence[CheckedClaim | None],
    _derived: DerivedForms | None,
) -> Resolution:
    """Puts the suggestion where the right side of the claim stands."""
    number = data.get("claim")
    if not isinstance(number, int) or not 0 <= number < len(analysis.claims):
        return Resolution(refusal="this action is not known")
    verdict = verdicts[number]
    if verdict is None or verdict.suggestion is None or verdict.suggestion.latex != data.get("latex"):
        return Resolution(refusal="the claim has not been checked in this version of the note yet")
    place = _right_side(analysis.document.text, analysis.claims[number])
    if place is None:
        return Resolution(refusal="the right side could not be found in the text of the note")
    latex = respelled(verdict.suggestion.latex, macros_near(analysis, place[0]))
    return Resolution((Edit(*place, latex),), states_something=True)


def _right_side(text: str, claim: Claim) -> tuple[int, int] | None:
    """The last occurrence of the right side in the claim's range, which ends with it."""
    if not claim.right_tex:
        return None
    written = text[claim.start : claim.end]
    found = written.rfind(claim.right_tex)
    if found < 0:
        return None
    return claim.start + found, claim.start + found + len(claim.right_tex)
