"""What stands at a place of a document: the smallest range around it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Protocol

from ..meaning import Analysis
from ..meaning.formula import Formula

_NEAR = 2
"""An offset at the end of a paragraph may be where the next one begins."""


class Placed(Protocol):
    """Something with a range in the document."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def smallest_around(items: Sequence[Placed], start: int, end: int | None = None) -> int | None:
    """The number of the shortest item that covers a range (its ends included); None if there is none."""
    last = start if end is None else end
    around = [number for number, item in enumerate(items) if item.start <= start and last <= item.end]
    return min(around, key=lambda number: items[number].end - items[number].start, default=None)


def derivative_at(analysis: Analysis, offset: int) -> int | None:
    """The number of the derivative at an offset, in `analysis.derivatives`."""
    return smallest_around(analysis.derivatives, offset)


def claim_at(analysis: Analysis, offset: int) -> int | None:
    """The number of the claim at an offset, in `analysis.claims`."""
    return smallest_around(analysis.claims, offset)


def formula_at(analysis: Analysis, offset: int) -> Formula | None:
    """The parsed formula around an offset."""
    starts = [paragraph.start for paragraph in analysis.paragraphs]
    for paragraph in reversed(analysis.paragraphs[: bisect_right(starts, offset)][-_NEAR:]):
        for read in paragraph.formulas:
            if read.formula.start <= offset <= read.formula.end:
                return read.formula
    return None


def touched_by(items: Sequence[Placed], start: int, end: int) -> tuple[int, ...]:
    """The numbers of all items that a range touches."""
    return tuple(number for number, item in enumerate(items) if item.start <= end and start <= item.end)
