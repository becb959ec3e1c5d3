"""The words for a verdict, the same in every format and in the editor."""

from __future__ import annotations

from typing import Any

from .report import CheckedClaim, Finding


def message_of(item: CheckedClaim | Finding, *, with_suggestion: bool = True) -> str:
    """One claim's verdict, or one problem, as a sentence or two; the right formula at its end, if it is wanted."""
    if isinstance(item, Finding):
        return item.message
    return "; ".join(part for part in _parts(item, with_suggestion) if part) + "."


def _parts(claim: CheckedClaim, with_suggestion: bool) -> list[str]:
    parts = [_headline(claim)]
    if claim.mistake:
        mistake = claim.mistake.removesuffix(parts[0]).rstrip("; ")
        parts.append(f"the mistake: {mistake}" if mistake else "")
    if claim.counterexample:
        parts.append(describe_counterexample(claim.counterexample))
    if claim.suggestion and with_suggestion:
        parts.append(f"right is {claim.suggestion.latex}")
    return parts


def _headline(claim: CheckedClaim) -> str:
    match claim.verdict:
        case "verified":
            layout = "" if claim.layout == "none" else f" in {claim.layout} layout"
            return f"verified{layout}" + (f", {claim.reason}" if claim.reason else "")
        case "conditional":
            return "true only if " + " and ".join(claim.holds_if)
        case "unchecked":
            return f"not checked: {claim.reason}"
    return f"{'wrong' if claim.verdict == 'refuted' else 'ill-shaped'}: {claim.reason}".rstrip(": ").rstrip(
        "."
    )


def describe_counterexample(counterexample: dict[str, Any]) -> str:
    """The sizes, the entry, and both numbers of a counterexample, as far as it has them."""
    if counterexample.get("written") is None or counterexample.get("expected") is None:
        return ""
    sizes = ", ".join(f"{name} = {size}" for name, size in (counterexample.get("sizes") or {}).items())
    entry = counterexample.get("entry")
    where = f" at entry {tuple(entry)}" if entry else ""
    with_sizes = f" with {sizes}" if sizes else ""
    expected, written = counterexample["expected"], counterexample["written"]
    return f"for example{with_sizes}{where}: {_number(expected)} expected, {_number(written)} written"


def _number(value: Any) -> str:
    return f"{value:.6g}" if isinstance(value, (int, float)) else str(value)
