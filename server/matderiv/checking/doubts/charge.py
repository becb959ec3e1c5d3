"""What an accusation would rest on: a reading that fails, the claim that it belongs to, and the note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...algebra import Expression, walk
from ...meaning import Analysis, Claim, Grounds, Reading, ShapeFault


@dataclass(frozen=True, slots=True)
class Charge:
    """A failing reading of a claim in a note."""

    analysis: Analysis
    claim: Claim
    reading: Reading

    @property
    def left(self) -> Expression | None:
        return self.reading.left

    @property
    def right(self) -> Expression | None:
        return self.reading.right

    @property
    def fault(self) -> ShapeFault | None:
        return self.reading.fault

    @property
    def grounds(self) -> Grounds:
        return self.reading.grounds

    @property
    def guessed(self) -> frozenset[str]:
        """The symbols whose role was guessed."""
        return frozenset(name for name, _ in self.grounds.roles)

    @property
    def sides(self) -> tuple[Expression, ...]:
        """The sides that can be formed."""
        return tuple(side for side in (self.left, self.right) if side is not None)

    def nodes(self) -> Iterator[Expression]:
        """Everything that stands in the two sides."""
        return (node for side in self.sides for node in walk(side))
