"""How much work the second readings of one claim may take before nobody is accused any more.

The steps of reading are counted, so that the verdict is the same on every machine; the clock is the last resort.
"""

from __future__ import annotations

import time

from ..meaning import Claim

STEPS = 60_000
"""About as many as two of the hardest claims may take by themselves."""

STEPS_A_CHECK = 200
SECONDS = 30.0


class Patience:
    """What is left for the second readings of one claim."""

    def __init__(self) -> None:
        self._left = STEPS
        self._deadline = time.thread_time() + SECONDS

    def is_over(self) -> bool:
        return self._left < 0 or time.thread_time() > self._deadline

    def spend(self, claim: Claim) -> None:
        """Takes what it took to read a claim, and to check it."""
        self._left -= claim.effort + STEPS_A_CHECK * max(len(claim.readings), 1)
