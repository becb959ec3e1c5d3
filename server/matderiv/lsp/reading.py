"""Reads and analyses documents in a thread of its own, off the event loop and off the thread that reads messages."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue

from ..meaning import Analysis, analyse
from ..text import Document, read_document, update_document
from .contents import Content
from .documents import Edit, OpenDocument, Snapshot

_SWITCH_INTERVAL = 0.0005


@dataclass(frozen=True, slots=True)
class Reading:
    """A version of a document together with what it says, and the content of each of its claims."""

    snapshot: Snapshot
    analysis: Analysis
    contents: tuple[Content, ...]


class Reader:
    """Keeps the reading of the last version of every document; an edit costs what it changed."""

    def __init__(self) -> None:
        self._work: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._documents: dict[str, Document] = {}
        self._readings: dict[str, tuple[int, asyncio.Future[Reading]]] = {}

    def read(self, document: OpenDocument) -> asyncio.Future[Reading]:
        """The reading of the document as it is now. Whoever waits may be cancelled; the reading goes on."""
        known = self._readings.get(document.uri)
        if known is not None and known[0] == document.version and not document.has_edits:
            return known[1]
        future: asyncio.Future[Reading] = asyncio.get_running_loop().create_future()
        self._readings[document.uri] = (document.version, future)
        self._submit(document.snapshot(), document.take_edits(), future)
        return future

    def forget(self, uri: str) -> None:
        self._readings.pop(uri, None)
        self._put(lambda: self._drop(uri))

    def _drop(self, uri: str) -> None:
        self._documents.pop(uri, None)

    def _submit(self, snapshot: Snapshot, edits: tuple[Edit, ...], future: asyncio.Future[Reading]) -> None:
        loop = asyncio.get_running_loop()

        def work() -> None:
            try:
                reading = self._read(snapshot, edits)
            except Exception as error:
                loop.call_soon_threadsafe(_fail, future, error)
            else:
                loop.call_soon_threadsafe(_finish, future, reading)

        self._put(work)

    def _read(self, snapshot: Snapshot, edits: tuple[Edit, ...]) -> Reading:
        document = self._documents.pop(snapshot.uri, None)
        for edit in edits:
            if edit.start < 0 or document is None:
                document = None
            else:
                document = update_document(document, edit.start, edit.end, edit.text)
        if document is None or document.text != snapshot.text:
            document = read_document(snapshot.text, snapshot.language)
        self._documents[snapshot.uri] = document
        analysis = _analysed(document)
        return Reading(snapshot, analysis, tuple(Content(claim) for claim in analysis.claims))

    def _put(self, work: Callable[[], None]) -> None:
        if self._thread is None:
            # The event loop gets the interpreter back soon, or an analysis would delay every answer.
            sys.setswitchinterval(_SWITCH_INTERVAL)
            self._thread = threading.Thread(target=self._run, daemon=True)
            self._thread.start()
        self._work.put(work)

    def _run(self) -> None:
        while True:
            self._work.get()()


def _analysed(document: Document) -> Analysis:
    """An analysis with everything computed that the event loop will ask it for."""
    analysis = analyse(document)
    _ = analysis.claims, analysis.derivatives, analysis.problems, document.problems
    return analysis


def _finish(future: asyncio.Future[Reading], reading: Reading) -> None:
    if not future.done():
        future.set_result(reading)


def _fail(future: asyncio.Future[Reading], error: Exception) -> None:
    if not future.done():
        future.set_exception(error)
        future.exception()
