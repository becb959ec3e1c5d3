"""A note as it is checked: its text, its language, and what it takes from the files around it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from ..text import NOTHING_INHERITED, Inherited


@dataclass(frozen=True, slots=True)
class Note:
    """`name` is what reports call it; `path` is where it lies or, from standard input, would lie; `data` its bytes."""

    name: str
    text: str
    language: str
    path: Path
    inherited: Inherited = NOTHING_INHERITED
    strict: bool = False
    data: bytes = b""

    def with_text(self, text: str) -> Note:
        return replace(self, text=text)
