"""Derivatives that were asked for: derived and checked by the worker, remembered by content."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Sequence

from ..ide import DerivedForms
from ..worker import Job, Priority, WorkerClient, WorkerError
from .reading import Reading

logger = logging.getLogger(__name__)

_MOST_DERIVATIONS = 500
_BUDGET = 20.0

_Key = tuple[str, int, tuple[str, ...]]


class Derivations:
    """The results so far. Two who ask for the same one wait for one job."""

    def __init__(self, worker: WorkerClient) -> None:
        self._worker = worker
        self._known: OrderedDict[_Key, asyncio.Task[DerivedForms | None]] = OrderedDict()

    async def derive(self, reading: Reading, number: int, forms: Sequence[str]) -> DerivedForms | None:
        """Forms of the derivative with this number in the document; None where the worker could not say."""
        text = reading.document_text
        key = (text.key, number, tuple(forms))
        task = self._known.get(key)
        if task is None:
            job = Job("derive-forms", text, {"derivative": number, "forms": list(forms)}, _BUDGET)
            task = self._known[key] = asyncio.create_task(self._run(key, job))
            while len(self._known) > _MOST_DERIVATIONS:
                self._known.popitem(last=False)
        return await asyncio.shield(task)

    async def _run(self, key: _Key, job: Job) -> DerivedForms | None:
        try:
            return DerivedForms.from_dict(await self._worker.run(job, Priority.ASKED_FOR))
        except WorkerError as error:
            logger.warning("a derivation failed: %s: %s", type(error).__name__, error)
            self._known.pop(key, None)
            return None
