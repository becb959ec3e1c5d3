"""An offered action, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from ...checking import CheckedClaim
from ...meaning import Analysis
from ..derived import DerivedForms
from ..edit import Edit

QUICK_FIX = "quickfix"
REWRITE = "refactor.rewrite"


@dataclass(frozen=True, slots=True)
class Action:
    """`data` is plain and says all that `resolve_action` needs; `fixes` is the range of the diagnostic it removes."""

    title: str
    kind: str
    data: Mapping[str, Any]
    is_preferred: bool = False
    fixes: tuple[int, int] | None = None


class Family(Protocol):
    """A module with actions of one kind."""

    def offer(
        self, analysis: Analysis, place: tuple[int, int], verdicts: Sequence[CheckedClaim | None], /
    ) -> Iterable[Action]: ...

    def resolve(
        self,
        analysis: Analysis,
        data: Mapping[str, Any],
        verdicts: Sequence[CheckedClaim | None],
        derived: DerivedForms | None,
        /,
    ) -> Resolution: ...


@dataclass(frozen=True, slots=True)
class Resolution:
    """The edits, or the reason why there are none.

    `states_something` says that the edits write a formula, which has to be checked where it then stands.
    """

    edits: tuple[Edit, ...] = field(default=())
    refusal: str = ""
    states_something: bool = False
