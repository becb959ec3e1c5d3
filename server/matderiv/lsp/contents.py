"""The content of a claim: all that its verdict depends on, and not where it stands."""

from __future__ import annotations

from dataclasses import replace

from ..meaning import Claim


class Content:
    """A key for what is known about a claim. The hash is computed once; hovers look up all claims of a note."""

    __slots__ = ("_claim", "_hash")

    def __init__(self, claim: Claim) -> None:
        readings = tuple(
            replace(reading, fault=replace(reading.fault, places=())) if reading.fault else reading
            for reading in claim.readings
        )
        self._claim = replace(claim, start=0, end=0, readings=readings)
        self._hash = hash(self._claim)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Content) and self._hash == other._hash and self._claim == other._claim
