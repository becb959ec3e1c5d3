"""Reads and analyses documents in a thread of its own, off the event loop and off the thread that reads messages."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from typing import TypeVar

from ..meaning import Analysis, analyse
from ..rules import DEFAULT_SETTINGS, RuleSettings
from ..text import Document, read_document, update_document
from ..worker import DocumentText
from .contents import Content
from .documents import Edit, OpenDocument, Snapshot
from .neighbours import Neighbours

_SWITCH_INTERVAL = 0.0005

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Reading:
    """A version of a document together with what it says, and the content of each of its claims."""

    snapshot: Snapshot
    analysis: Analysis
    contents: tuple[Content, ...]
    settings: RuleSettings = DEFAULT_SETTINGS

    @property
    def document_text(self) -> DocumentText:
        """The document as the worker gets it."""
        return DocumentText(self.snapshot.text, self.snapshot.language, self.analysis.document.inherited)


class Reader:
    """Keeps the reading of the last version of every document; an edit costs what it changed."""

    def __init__(self) -> None:
        self.neighbours = Neighbours()
        self._work: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._documents: dict[str, Document] = {}
        self._settings: dict[str, RuleSettings] = {}
        self._readings: dict[str, tuple[int, asyncio.Future[Reading]]] = {}

    def read(self, document: OpenDocument) -> asyncio.Future[Reading]:
        """The reading of the document as it is now. Whoever waits may be cancelled; the reading goes on."""
        known = self._readings.get(document.uri)
        if known is not None and known[0] == document.version and not document.has_edits:
            return known[1]
        snapshot, edits = document.snapshot(), document.take_edits()
        future = self.ask(lambda: self._read(snapshot, edits))
        self._readings[document.uri] = (document.version, future)
        return future

    def forget(self, uri: str) -> None:
        self._readings.pop(uri, None)
        self._put(lambda: self._drop(uri))

    def outdate(self, uri: str) -> None:
        """The next reading is made anew, because of what other files say now."""
        self._readings.pop(uri, None)

    def is_outdated(self, uri: str) -> asyncio.Future[bool]:
        """Whether other files say something else about a document by now than when it was read last."""

        def compare() -> bool:
            document = self._documents.get(uri)
            if document is None:
                return False
            if self.neighbours.settings(uri) != self._settings.get(uri, DEFAULT_SETTINGS):
                return True
            return self.neighbours.inherited(uri, document.text, document.language) != document.inherited

        return self.ask(compare)

    def ask(self, question: Callable[[], Answer]) -> asyncio.Future[Answer]:
        """The answer of a function that the reading thread calls."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Answer] = loop.create_future()

        def work() -> None:
            try:
                answer = question()
            except Exception as error:
                loop.call_soon_threadsafe(_fail, future, error)
            else:
                loop.call_soon_threadsafe(_finish, future, answer)

        self._put(work)
        return future

    def _drop(self, uri: str) -> None:
        self._documents.pop(uri, None)
        self._settings.pop(uri, None)
        self.neighbours.drop(uri)

    def _read(self, snapshot: Snapshot, edits: tuple[Edit, ...]) -> Reading:
        document = self._documents.pop(snapshot.uri, None)
        for edit in edits:
            if edit.start < 0 or document is None:
                document = None
            else:
                document = update_document(document, edit.start, edit.end, edit.text)
        self.neighbours.put(snapshot.uri, snapshot.text)
        inherited = self.neighbours.inherited(snapshot.uri, snapshot.text, snapshot.language)
        if document is None or document.text != snapshot.text or document.inherited != inherited:
            document = read_document(snapshot.text, snapshot.language, inherited)
        self._documents[snapshot.uri] = document
        settings = self._settings[snapshot.uri] = self.neighbours.settings(snapshot.uri)
        analysis = _analysed(document)
        return Reading(snapshot, analysis, tuple(Content(claim) for claim in analysis.claims), settings)

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


def _finish(future: asyncio.Future[Answer], answer: Answer) -> None:
    if not future.done():
        future.set_result(answer)


def _fail(future: asyncio.Future[Answer], error: Exception) -> None:
    if not future.done():
        future.set_exception(error)
        future.exception()
