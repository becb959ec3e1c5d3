"""A change of a document's text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """`text` in the place of `[start, end)`, in document offsets."""

    start: int
    end: int
    text: str
