"""Verdicts by the content of a claim, so that an edit elsewhere in a note costs nothing."""

from __future__ import annotations

from collections import OrderedDict

from ..checking import CheckedClaim
from ..checking.chains import referring_to_first_failures
from .contents import Content
from .reading import Reading

_MOST_VERDICTS = 20_000


class Verdicts:
    """The verdicts known so far; the oldest make room."""

    def __init__(self) -> None:
        self._known: OrderedDict[Content, CheckedClaim] = OrderedDict()

    def get(self, content: Content) -> CheckedClaim | None:
        return self._known.get(content)

    def put(self, content: Content, verdict: CheckedClaim) -> None:
        self._known[content] = verdict
        while len(self._known) > _MOST_VERDICTS:
            self._known.popitem(last=False)

    def of(self, reading: Reading) -> tuple[CheckedClaim | None, ...]:
        """A verdict for each claim of a document; None where there is none yet."""
        known = tuple(map(self._known.get, reading.contents))
        return referring_to_first_failures(reading.analysis, known)
