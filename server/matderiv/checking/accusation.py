"""When a claim may be called wrong.

One false alarm costs more than ten missed mistakes. So a claim that fails is read again before anybody is accused: with
the declarations near it (long notes use one letter for many things), and with other roles of its undeclared symbols. It
is called wrong only if all of these readings fail, and rest on declarations or on what a symbol's letter suggests.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..algebra import Apply, Expression, MathematicalConstant, Named, Number, Symbol, walk
from ..meaning import Analysis, Claim, Reading

if TYPE_CHECKING:
    from ..oracle import Verdict

ACCUSATIONS = frozenset({"refuted", "ill-shaped"})
_OTHER_ROLES_TRIED = 6
_FAR = (
    "it does not hold with declarations from far above, which may not be meant here; "
    "restate those that are meant near the formula"
)


def verdict_in_note(analysis: Analysis, claim: Claim) -> Verdict:
    """The verdict on a claim, after the second readings that an accusation needs."""
    from ..oracle import check_claim

    verdict = check_claim(claim)
    if verdict.verdict not in ACCUSATIONS:
        return verdict
    nearby = analysis.claim_from_nearby(claim)
    if nearby is not None:
        again = check_claim(nearby)
        if again.verdict == "verified":
            return again
        if again.verdict not in ACCUSATIONS:
            return _unchecked(verdict, _FAR)
        claim, verdict = nearby, again
    return _if_grounded(analysis, claim, verdict)


def _if_grounded(analysis: Analysis, claim: Claim, verdict: Verdict) -> Verdict:
    """The accusation, or what is said where it would rest on guesses."""
    reading = verdict.reading
    if reading is None:
        return verdict
    doubt = _doubt(reading)
    if doubt:
        return _unchecked(verdict, doubt)
    if reading.grounds.roles:
        return _with_other_roles(analysis, claim, verdict)
    return verdict


def _doubt(reading: Reading) -> str:
    """Why a reading is no ground for an accusation; empty if it is one."""
    grounds = reading.grounds
    if grounds.dependencies:
        return f"it was guessed what ${grounds.dependencies[0]}$ depends on; declare its definition"
    if grounds.roles and not grounds.conventional:
        name, role = grounds.roles[0]
        return f"it was guessed that ${name}$ is a {role}; declare the shape of ${name}$"
    if grounds.roles and reading.fault is not None and reading.fault.message.startswith("in the definition"):
        return f"{reading.fault.message}; declare the shape of ${grounds.roles[0][0]}$"
    if grounds.roles and any(isinstance(node, Apply) for side in _sides(reading) for node in walk(side)):
        return f"declare the shape of ${grounds.roles[0][0]}$"
    if reading.right is not None and _is_numeric(reading.right) and not _is_numeric(reading.left):
        return "the right side is a number, perhaps the value at some point"
    return ""


def _sides(reading: Reading) -> tuple[Expression, ...]:
    return tuple(side for side in (reading.left, reading.right) if side is not None)


def _is_numeric(side: Expression | None) -> bool:
    """Whether a side is made of written numbers alone."""
    if side is None:
        return False
    nodes = list(walk(side))
    numbers = any(isinstance(node, (Number, MathematicalConstant)) for node in nodes)
    return numbers and not any(isinstance(node, (Symbol, Named, Apply)) or _is_array(node) for node in nodes)


def _is_array(node: Expression) -> bool:
    """Whether a leaf is an array of a size of the note, such as the identity, which is no number at a point."""
    return not node.children() and bool(node.shape)


def _with_other_roles(analysis: Analysis, claim: Claim, verdict: Verdict) -> Verdict:
    """The accusation, unless the claim holds with other roles of its undeclared symbols."""
    from ..oracle import check_claim

    refused = {frozenset(reading.grounds.roles) for reading in claim.readings}
    for _ in range(_OTHER_ROLES_TRIED):
        other = analysis.claim_with_other_roles(claim, frozenset(refused))
        if other is None or other.unreadable or not other.readings:
            return verdict
        found = check_claim(other)
        if found.verdict == "verified":
            return found
        roles = {frozenset(reading.grounds.roles) for reading in other.readings}
        if roles <= refused:
            return verdict
        refused |= roles
    return verdict


def _unchecked(verdict: Verdict, reason: str) -> Verdict:
    return replace(
        verdict,
        verdict="unchecked",
        reason=reason,
        rule="undeclared-shape",
        counterexample=None,
        mistake="",
        repair=None,
    )
