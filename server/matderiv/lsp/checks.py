"""The check in the background: after a lull, all claims of a document without a verdict, those at the cursor first."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable

from ..checking import CheckedClaim
from ..meaning import Claim
from ..worker import BudgetError, Job, JobError, Priority, WorkerClient, WorkerGoneError
from ..worker.results import checked_claim, unchecked_claim
from .documents import OpenDocument
from .progress import Progress
from .reading import Reader, Reading
from .verdicts import Verdicts

logger = logging.getLogger(__name__)

LULL = 0.2
_PUBLISH_EVERY = 0.5
_BUDGET = 5.0
_BUDGET_OF_FIRST = 60.0

Report = Callable[[Reading, bool], None]
"""Tells the client what is known about a reading, and whether the check of it has ended."""


class Checks:
    """At most one check a document; an edit begins it anew."""

    def __init__(
        self,
        reader: Reader,
        worker: WorkerClient,
        verdicts: Verdicts,
        report: Report,
        progress_of: Callable[[str, int], Progress],
    ) -> None:
        self._reader = reader
        self._worker = worker
        self._verdicts = verdicts
        self._report = report
        self._progress_of = progress_of
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def schedule(self, document: OpenDocument, lull: float = LULL) -> None:
        self.cancel(document.uri)
        self._tasks[document.uri] = asyncio.create_task(self._check_after(lull, document))

    def cancel(self, uri: str) -> None:
        task = self._tasks.pop(uri, None)
        if task:
            task.cancel()

    def cancel_all(self) -> None:
        for uri in tuple(self._tasks):
            self.cancel(uri)

    async def _check_after(self, lull: float, document: OpenDocument) -> None:
        await asyncio.sleep(lull)
        try:
            reading = await asyncio.shield(self._reader.read(document))
            await self._check(reading, document.touched, document.uri)
        except WorkerGoneError:
            logger.warning("the checking process is gone")
        except Exception as error:
            logger.error("a background check failed: %s", type(error).__name__)

    async def _check(self, reading: Reading, cursor: int, uri: str) -> None:
        """Reports what is known at once, what comes in now and then, and everything at the end."""
        waiting = list(self._in_order(reading, cursor))
        self._report(reading, not waiting)
        if not waiting:
            return
        progress = self._progress_of(uri, len(waiting))
        try:
            await self._check_all(reading, waiting, cursor, progress)
        finally:
            progress.end()
        self._report(reading, True)

    async def _check_all(
        self, reading: Reading, waiting: list[tuple[int, Claim]], cursor: int, progress: Progress
    ) -> None:
        text = reading.document_text
        budget, reported = _BUDGET_OF_FIRST, time.monotonic()
        for done, (number, claim) in enumerate(waiting, start=1):
            priority = Priority.AT_CURSOR if claim.start <= cursor <= claim.end else Priority.BACKGROUND
            job = Job("check-claim", text, {"claim": number}, budget)
            self._verdicts.put(reading.contents[number], await self._verdict(claim, job, priority))
            budget = _BUDGET
            progress.advance(done)
            if time.monotonic() - reported > _PUBLISH_EVERY:
                self._report(reading, False)
                reported = time.monotonic()

    def _in_order(self, reading: Reading, cursor: int) -> Iterable[tuple[int, Claim]]:
        def distance(item: tuple[int, Claim]) -> int:
            return max(item[1].start - cursor, cursor - item[1].end, 0)

        numbered = enumerate(reading.analysis.claims)
        return sorted(
            (
                (number, claim)
                for number, claim in numbered
                if self._verdicts.get(reading.contents[number]) is None
            ),
            key=distance,
        )

    async def _verdict(self, claim: Claim, job: Job, priority: Priority) -> CheckedClaim:
        try:
            return checked_claim(await self._worker.run(job, priority))
        except BudgetError:
            reason = f"too large: the check took longer than {job.budget:g} s"
        except JobError as error:
            logger.warning("the check of a claim failed: %s", error)
            reason = f"the check failed ({error})"
        return unchecked_claim(claim.tex, claim.kind, reason)
