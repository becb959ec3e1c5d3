"""Checks notes one after the other or in several processes; the reports do not depend on which."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import active_children, connection, get_context, parent_process
from typing import TYPE_CHECKING

from ..checking import FileReport, Finding
from ..checking.report import Position, Range
from .notes import Note
from .serialization import packed, unpacked

if TYPE_CHECKING:
    from concurrent.futures import Future

_WORTH_A_PROCESS = 30_000
"""Characters of notes that take about as long to check as a process takes to start."""

_BEGUN_A_PROCESS = 4
"""Notes that are handed to a process before it asks for them."""

_LOST = "the process that checked this note ended unexpectedly"

OnReport = Callable[[int, FileReport], None]


def check_note(note: Note) -> FileReport:
    """The report on one note."""
    return unpacked(_checked(note), note.name)


def check_notes(notes: Sequence[Note], jobs: int | None, on_report: OnReport) -> bool:
    """Checks the notes and calls `on_report` with the number of each as its report comes.

    `jobs` is the most processes that may work, by default one a core where that is worth it. False if the user ended
    the run before it was through.
    """
    processes = _number_of_processes(notes, jobs)
    work = _in_processes(notes, processes) if processes > 1 else _here(notes)
    try:
        with terminated_like_interrupted():
            for number, report in work:
                on_report(number, report)
    except KeyboardInterrupt:
        return False
    return True


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _number_of_processes(notes: Sequence[Note], jobs: int | None) -> int:
    if jobs is not None:
        return min(jobs, len(notes))
    worth = sum(len(note.text) for note in notes) // _WORTH_A_PROCESS
    return min(cores(), len(notes), worth)


def _checked(note: Note) -> str:
    from ..checking.document import check_document

    report = check_document(note.text, note.language, note.name, note.inherited, strict=note.strict)
    return packed(report)


def _here(notes: Sequence[Note]) -> Iterator[tuple[int, FileReport]]:
    for number, note in enumerate(notes):
        yield number, check_note(note)


def _in_processes(notes: Sequence[Note], processes: int) -> Iterator[tuple[int, FileReport]]:
    """This process takes the shortest notes, and spares the start of one more; the others take the longest first.

    Long notes at the end would leave all but one process idle.
    """
    from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait

    others = processes - 1
    waiting = deque(sorted(range(len(notes)), key=lambda number: -len(notes[number].text)))
    executor = ProcessPoolExecutor(others, get_context("spawn"), _begin)
    begun: dict[Future[str], int] = {}
    try:
        while waiting or begun:
            while waiting and len(begun) < _BEGUN_A_PROCESS * others:
                number = waiting.popleft()
                begun[executor.submit(_checked, notes[number])] = number
            if waiting:
                number = waiting.pop()
                yield number, check_note(notes[number])
            for future in wait(begun, 0 if waiting else None, FIRST_COMPLETED).done:
                number = begun.pop(future)
                yield number, _outcome(future, notes[number])
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        for child in active_children():
            child.terminate()
        raise
    executor.shutdown()


def _outcome(future: Future[str], note: Note) -> FileReport:
    from concurrent.futures.process import BrokenProcessPool

    try:
        return unpacked(future.result(), note.name)
    except BrokenProcessPool:
        return _lost(note)


def _lost(note: Note) -> FileReport:
    start = Position(0, 0)
    return FileReport(note.name, problems=(Finding(Range(start, start), "internal-error", "error", _LOST),))


def _begin() -> None:
    """In a new process: the one that started it ends the run, and this one does not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


@contextmanager
def terminated_like_interrupted() -> Iterator[None]:
    """Within, a polite request to end is what Ctrl-C is."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
