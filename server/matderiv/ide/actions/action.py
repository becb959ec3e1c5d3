"""An offered action, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

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


@dataclass(frozen=True, slots=True)
class Resolution:
    """The edits, or the reason why there are none."""

    edits: tuple[Edit, ...] = field(default=())
    refusal: str = ""
