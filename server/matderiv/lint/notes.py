"""A note as it is checked: its text, its language, and what it takes from the files around it."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, replace
from pathlib import Path

from ..text import NOTHING_INHERITED, Inherited

_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


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

    @property
    def byte_order_mark(self) -> str:
        """That of the file, which is no part of the text."""
        return _MARK if self.data.startswith(codecs.BOM_UTF8) else ""

    def with_text(self, text: str) -> Note:
        return replace(self, text=text)
