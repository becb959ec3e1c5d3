"""What reading complains about."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """A message about a range of the formula."""

    message: str
    start: int
    end: int
