"""Code actions: offered cheaply from the analysis, resolved to edits when one is chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...checking import CheckedClaim
from ...meaning import Analysis
from ..derived import DerivedForms
from . import code, counterexample, declare, insert, replace
from .action import Action, Family, Resolution

_FAMILIES: dict[str, Family] = {
    "replace": replace,
    "insert": insert,
    "code": code,
    "declare": declare,
    "counterexample": counterexample,
}
"""By the `family` in an action's data; in the order in which they are offered."""


def code_actions(
    analysis: Analysis, place: tuple[int, int], verdicts: Sequence[CheckedClaim | None]
) -> tuple[Action, ...]:
    """What can be done at a range of the document. Nothing is derived here."""
    return tuple(
        action for family in _FAMILIES.values() for action in family.offer(analysis, place, verdicts)
    )


def derivation_needed(analysis: Analysis, data: Mapping[str, Any]) -> tuple[int, tuple[str, ...]] | None:
    """The derivative and the forms that have to be derived before an action can be resolved; None for none."""
    deriving = {"insert": insert, "code": code}.get(str(data.get("family")))
    if deriving is None or not deriving.is_known(analysis, data):
        return None
    return data["derivative"], (data["form"],)


def resolve_action(
    analysis: Analysis,
    data: Mapping[str, Any],
    verdicts: Sequence[CheckedClaim | None],
    derived: DerivedForms | None = None,
) -> Resolution:
    """The edits of an action, from its data and the analysis that it was offered for."""
    family = _FAMILIES.get(str(data.get("family")))
    if family is None:
        return Resolution(refusal="this action is not known")
    return family.resolve(analysis, data, verdicts, derived)


__all__ = ["Action", "Resolution", "code_actions", "derivation_needed", "resolve_action"]
