"""How far a long check is, for clients that show it (`$/progress`)."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

PATIENCE = 1.0
"""Seconds that a check may last before anybody is told about it."""
_EVERY = 0.5

Create = Callable[[str], "Future[Any] | None"]
"""Asks the client for room to show a token; None where it shows no progress."""
Send = Callable[[str, dict[str, Any]], None]
"""Sends a notification of plain JSON."""

_numbers = itertools.count(1)


class Progress:
    """One check of `total` claims. Nothing waits for the client: what it has not agreed to is not sent."""

    def __init__(
        self, title: str, total: int, create: Create, send: Send, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._title, self._total = title, total
        self._create, self._send, self._now = create, send, now
        self._token = f"matderiv/check/{next(_numbers)}"
        self._due = now() + PATIENCE
        self._asked: Future[Any] | None = None
        self._has_begun = False

    def advance(self, done: int) -> None:
        """`done` claims have a verdict."""
        if self._now() < self._due:
            return
        self._due = self._now() + _EVERY
        if self._asked is None:
            self._asked = self._create(self._token)
        elif _agreed(self._asked):
            self._tell(done)

    def end(self) -> None:
        """The check has ended or was given up."""
        if self._has_begun:
            self._has_begun = False
            self._report({"kind": "end"})

    def _tell(self, done: int) -> None:
        state = {"message": f"{done} of {self._total} claims", "percentage": 100 * done // self._total}
        if self._has_begun:
            self._report({"kind": "report", **state})
        else:
            self._has_begun = True
            self._report({"kind": "begin", "title": self._title, "cancellable": False, **state})

    def _report(self, value: dict[str, Any]) -> None:
        self._send("$/progress", {"token": self._token, "value": value})


def _agreed(answer: Future[Any]) -> bool:
    return answer.done() and not answer.cancelled() and answer.exception() is None
