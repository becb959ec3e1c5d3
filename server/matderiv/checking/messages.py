"""The words for a verdict, the same in every format and in the editor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .report import CheckedClaim, Finding

_MOST_NUMBERS_BY_HAND = 12


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
    if claim.suggestion and with_suggestion:
        parts.append(f"{words_for_suggestion(claim)} {claim.suggestion.latex}")
    return parts


def words_for_suggestion(claim: CheckedClaim) -> str:
    """What stands before the formula that is suggested."""
    return "without that condition it is" if claim.verdict == "conditional" else "right is"


def _headline(claim: CheckedClaim) -> str:
    match claim.verdict:
        case "verified":
            layout = "" if claim.layout == "none" else f" in {claim.layout} layout"
            return f"verified{layout}" + (f", {claim.reason}" if claim.reason else "")
        case "conditional":
            return "true only if " + " and ".join(claim.holds_if)
        case "unchecked":
            return f"not checked: {claim.reason}"
    wrong = f"{'wrong' if claim.verdict == 'refuted' else 'ill-shaped'}: {claim.reason}".rstrip(": ").rstrip(
        "."
    )
    at = describe_counterexample(claim.counterexample) if claim.counterexample else ""
    return f"{wrong} ({at})" if at else wrong


def describe_counterexample(counterexample: dict[str, Any]) -> str:
    """Where the numbers of a verdict come from: the sizes, and the values if they are few and whole."""
    if counterexample.get("written") is None or counterexample.get("expected") is None:
        return ""
    sizes = [f"{name} = {size}" for name, size in (counterexample.get("sizes") or {}).items()]
    values = counterexample.get("values") or {}
    numbers = [number for value in values.values() for number in _numbers(value)]
    if len(numbers) <= _MOST_NUMBERS_BY_HAND and all(isinstance(number, int) for number in numbers):
        sizes += [f"{name} = {value}" for name, value in values.items()]
    return f"with {', '.join(sizes)}" if sizes else ""


def _numbers(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        for part in value:
            yield from _numbers(part)
    else:
        yield value
