"""What a rule is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "information", "hint", "off"]

LEVELS: tuple[Level, ...] = ("error", "warning", "information", "hint", "off")
"""From what makes a run fail to what is not said at all."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of finding. `name` is stable; `summary` is one sentence without a full stop.

    `is_strict` rules become errors when the author asks for strict checking; findings of `is_fixable` rules may come
    with a formula that was checked.
    """

    name: str
    level: Level
    summary: str
    is_strict: bool = False
    is_fixable: bool = False
