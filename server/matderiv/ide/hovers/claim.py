"""The part of a hover that tells the verdict on a claim."""

from __future__ import annotations

from collections.abc import Collection

from ...checking import CheckedClaim, message_of
from ...checking.messages import words_for_suggestion
from ...meaning import Claim
from ..markdown import formula, joined, sentence, with_formulas_in_unicode

_SIGNS = {"verified": "✓", "conditional": "⚠", "ill-shaped": "✗", "refuted": "✗", "unchecked": "?"}


def claim_text(claim: Claim, verdict: CheckedClaim | None, said: Collection[str] = ()) -> str:
    """The verdict with its reason, the right formula, and what was assumed and not `said` already."""
    if verdict is None:
        return "… not checked yet"
    message = with_formulas_in_unicode(sentence(message_of(verdict, with_suggestion=False)))
    lines = [f"{_SIGNS.get(verdict.verdict, '')} {message}{_method(verdict)}".strip()]
    assumptions = dict.fromkeys(text for reading in claim.readings[:1] for text in reading.assumptions)
    assumed = [text for text in assumptions if text not in said]
    if assumed:
        lines.append(f"Assumed: {'; '.join(assumed)}.")
    suggestion = (
        [_capital(words_for_suggestion(verdict)), formula(verdict.suggestion.latex)]
        if verdict.suggestion
        else []
    )
    return joined([*lines, *suggestion])


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _method(verdict: CheckedClaim) -> str:
    if verdict.verdict != "verified" or not verdict.method:
        return ""
    sizes = (", ".join(f"{name} = {size}" for name, size in sample.items()) for sample in verdict.sizes or ())
    return f" ({'; '.join([verdict.method, *filter(None, sizes)])})"
