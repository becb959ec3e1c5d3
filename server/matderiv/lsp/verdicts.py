"""Verdicts by the content of a claim, so that an edit elsewhere in a note costs nothing."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import replace

from ..checking import CheckedClaim
from ..meaning import Analysis, Claim

_MOST_VERDICTS = 20_000


class Verdicts:
    """The verdicts known so far; those not used for longest make room."""

    def __init__(self) -> None:
        self._known: OrderedDict[Hashable, CheckedClaim] = OrderedDict()

    def get(self, claim: Claim) -> CheckedClaim | None:
        key = content_of(claim)
        found = self._known.get(key)
        if found is not None:
            self._known.move_to_end(key)
        return found

    def put(self, claim: Claim, verdict: CheckedClaim) -> None:
        self._known[content_of(claim)] = verdict
        while len(self._known) > _MOST_VERDICTS:
            self._known.popitem(last=False)

    def of(self, analysis: Analysis) -> tuple[CheckedClaim | None, ...]:
        """A verdict for each claim of a document; None where there is none yet."""
        return tuple(self.get(claim) for claim in analysis.claims)


def content_of(claim: Claim) -> Hashable:
    """The claim without the places where it and its parts stand."""
    readings = tuple(
        replace(reading, fault=replace(reading.fault, places=())) if reading.fault else reading
        for reading in claim.readings
    )
    return replace(claim, start=0, end=0, readings=readings)
