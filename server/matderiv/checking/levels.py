"""How much a verdict counts, by its rule and by what the author has set."""

from __future__ import annotations

from ..rules import Level, RuleSettings
from .report import CheckedClaim

_LEVEL_OF_VERDICT = {"refuted": "error", "ill-shaped": "error", "conditional": "warning", "unchecked": "hint"}


def level_of_claim(claim: CheckedClaim, settings: RuleSettings) -> tuple[str, Level] | None:
    """Rule and level of what is to be said about a claim; None for what is right, switched off or not wanted."""
    if claim.verdict == "verified" or claim.is_suppressed:
        return None
    rule = claim.rule or ("wrong-derivative" if claim.verdict == "refuted" else claim.verdict)
    level = settings.level(rule, _suggested(claim, settings))
    return None if level == "off" else (rule, level)


def _suggested(claim: CheckedClaim, settings: RuleSettings) -> str:
    """What a verdict weighs, whatever its rule; a strict check takes all of them seriously."""
    if settings.strict and claim.verdict in ("conditional", "unchecked"):
        return "error"
    return _LEVEL_OF_VERDICT.get(claim.verdict, "")
