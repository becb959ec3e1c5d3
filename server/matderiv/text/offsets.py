"""Sorted offsets into a text that is edited, so that an edit costs no walk over all that follows it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offsets:
    """An immutable sorted sequence of integers; those from index `pivot` on are stored `delta` too low.

    Edits come in runs at one place, so moving the pivot to the place of the edit touches few entries.
    """

    stored: list[int]
    pivot: int = 0
    delta: int = 0

    def __len__(self) -> int:
        return len(self.stored)

    def __getitem__(self, index: int) -> int:
        if index < 0:
            index += len(self.stored)
        return self.stored[index] + (self.delta if index >= self.pivot else 0)

    def __iter__(self) -> Iterator[int]:
        yield from self.stored[: self.pivot]
        for value in self.stored[self.pivot :]:
            yield value + self.delta

    def count_below(self, offset: int) -> int:
        """How many entries are less than `offset`."""
        if self._is_behind_pivot(offset - 1):
            return bisect_left(self.stored, offset - self.delta, self.pivot)
        return bisect_left(self.stored, offset, 0, self.pivot)

    def count_up_to(self, offset: int) -> int:
        """How many entries are at most `offset`."""
        if self._is_behind_pivot(offset):
            return bisect_right(self.stored, offset - self.delta, self.pivot)
        return bisect_right(self.stored, offset, 0, self.pivot)

    def _is_behind_pivot(self, offset: int) -> bool:
        return self.pivot < len(self.stored) and offset >= self.stored[self.pivot] + self.delta

    def spliced(self, first: int, last: int, values: Sequence[int], distance: int) -> Offsets:
        """`values` in place of the entries `[first, last)`, all later ones moved by `distance`."""
        stored = self.stored[:first]
        if self.pivot < first and self.delta:
            stored[self.pivot :] = [value + self.delta for value in stored[self.pivot :]]
        stored.extend(values)
        pivot = len(stored)
        if last < self.pivot and self.delta:
            stored.extend([value - self.delta for value in self.stored[last : self.pivot]])
            last = self.pivot
        stored.extend(self.stored[last:])
        return Offsets(stored, pivot, self.delta + distance)
