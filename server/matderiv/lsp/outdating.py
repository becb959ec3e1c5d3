"""Open documents are read again when a file changes that they take something from."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from lsprotocol import types

from .documents import Documents, OpenDocument
from .reading import Reader

logger = logging.getLogger(__name__)

LULL = 0.4

Send = Callable[[str, dict[str, Any]], None]
"""Sends a notification of plain JSON."""

_SEVERITIES = {"error": 1, "warning": 2, "information": 3, "hint": 4}


class Outdating:
    """Looks after a lull which documents inherit something else by now, and what is wrong in configurations."""

    def __init__(
        self, documents: Documents, reader: Reader, recheck: Callable[[OpenDocument], None], send: Send
    ) -> None:
        self._documents = documents
        self._reader = reader
        self._recheck = recheck
        self._send = send
        self._task: asyncio.Task[None] | None = None
        self._published: dict[str, list[dict[str, Any]]] = {}

    def schedule(self) -> None:
        """A document was edited, opened or closed, or a file of the workspace changed."""
        self.cancel()
        self._task = asyncio.create_task(self._look_after(LULL))

    def cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def _look_after(self, lull: float) -> None:
        await asyncio.sleep(lull)
        try:
            for document in tuple(self._documents):
                if await asyncio.shield(self._reader.is_outdated(document.uri)):
                    self._reader.outdate(document.uri)
                    self._recheck(document)
            await self._publish_configurations()
        except Exception as error:
            logger.error("looking for outdated documents failed: %s", type(error).__name__)

    async def _publish_configurations(self) -> None:
        uris, encoding = [document.uri for document in self._documents], self._documents.encoding
        neighbours = self._reader.neighbours
        asked = self._reader.ask(lambda: tuple(neighbours.configurations(uris, encoding)))
        found = await asyncio.shield(asked)
        now = {uri: [_item(finding) for finding in findings] for uri, findings in found}
        for uri in {*now, *self._published}:
            items = now.get(uri, [])
            if self._published.get(uri, []) != items:
                self._send(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, {"uri": uri, "diagnostics": items})
        self._published = now


def _item(finding: Any) -> dict[str, Any]:
    return {
        "range": finding.range.to_dict(),
        "severity": _SEVERITIES.get(finding.severity, 2),
        "source": "matderiv",
        "code": finding.rule,
        "message": finding.message,
    }
