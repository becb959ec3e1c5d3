"""Plain data of the worker process back as the classes it was made from."""

from __future__ import annotations

from typing import Any

from ..checking import CheckedClaim, Suggestion
from ..checking.report import Position, Range

_NOWHERE = Range(Position(0, 0), Position(0, 0))


def checked_claim(data: dict[str, Any]) -> CheckedClaim:
    """A verdict from its JSON, without a place: the same claim may stand elsewhere by now."""
    suggestion = data.get("suggestion")
    return CheckedClaim(
        range=_NOWHERE,
        offsets=(-1, -1),
        tex=data["tex"],
        kind=data["kind"],
        verdict=data["verdict"],
        layout=data["layout"],
        holds_if=tuple(data["holds_if"]),
        reason=data["reason"],
        counterexample=data["counterexample"],
        suggestion=Suggestion(suggestion["latex"]) if suggestion else None,
        mistake=data["mistake"],
        method=data["method"],
        sizes=tuple(data["sizes"] or ()),
        max_error=_number(data["max_error"]),
        rule=data["rule"],
        arrangement=_pair(data.get("arrangement")),
    )


def unchecked_claim(tex: str, kind: str, reason: str) -> CheckedClaim:
    """The verdict on a claim whose job had no result."""
    return CheckedClaim(_NOWHERE, (-1, -1), tex, kind, "unchecked", "none", reason=reason)


def _pair(value: list[str] | None) -> tuple[str, str] | None:
    return (value[0], value[1]) if value else None


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, (int, float, str)) else None
