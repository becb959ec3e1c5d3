"""In which arrangement alone a claim holds: what its note shows of its layout without saying so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..algebra import Derivative, Expression, walk
from ..meaning import Claim, kind_of_derivative

if TYPE_CHECKING:
    from ..oracle import Verdict


def only_arrangement(claim: Claim, verdict: Verdict) -> tuple[str, str] | None:
    """The kind of derivative and its layout, if the claim is verified and holds in no other layout."""
    reading = verdict.reading
    if verdict.verdict != "verified" or reading is None or reading.left is None or reading.layout == "none":
        return None
    found = _arrangement(reading.left)
    return None if found is None or _holds_in_another(claim, reading.layout) else found


def _arrangement(left: Expression) -> tuple[str, str] | None:
    for node in walk(left):
        if isinstance(node, Derivative) and len(node.variables) == 1:
            kind = kind_of_derivative(node.body.shape, node.variables[0].shape)
            if kind is not None:
                return kind, node.layout
    return None


def _holds_in_another(claim: Claim, layout: str) -> bool:
    from ..oracle import compare

    for reading in claim.readings:
        if reading.condition or reading.layout == layout or reading.left is None or reading.right is None:
            continue
        if compare(reading.left, reading.right, claim.conditions, explain=False, certified=False).equal:
            return True
    return False
