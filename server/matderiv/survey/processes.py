"""Calls of a function in processes of their own, each with a budget of time: one that takes longer is given up."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of the call with a number: its result, or words about why there is none."""

    number: int
    result: Any = None
    failure: str = ""


class _Process:
    """A process that works on one call at a time."""

    def __init__(self, function: Callable[..., Any]) -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(function, theirs), daemon=True)
        self._process.start()
        theirs.close()
        self.number: int | None = None
        self.deadline = float("inf")

    def give(self, number: int, arguments: tuple[Any, ...], seconds: float) -> None:
        self.number = number
        self.deadline = time.monotonic() + seconds
        self.connection.send(arguments)

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self.connection.close()


def call_each(
    function: Callable[..., Any], calls: Sequence[tuple[Any, ...]], processes: int, seconds: float
) -> Iterator[Outcome]:
    """The outcome of each call as it comes. `function` and what goes in and out can be pickled."""
    workers: list[_Process] = []
    waiting = list(enumerate(calls))[::-1]
    try:
        while waiting or any(worker.number is not None for worker in workers):
            _give_work(function, waiting, workers, processes, seconds)
            yield from _outcomes(workers, seconds)
    finally:
        for worker in workers:
            worker.end()


def _give_work(
    function: Callable[..., Any],
    waiting: list[tuple[int, tuple[Any, ...]]],
    workers: list[_Process],
    processes: int,
    seconds: float,
) -> None:
    while waiting:
        idle = next((worker for worker in workers if worker.number is None), None)
        if idle is None:
            if len(workers) >= processes:
                return
            idle = _Process(function)
            workers.append(idle)
        number, arguments = waiting.pop()
        idle.give(number, arguments, seconds)


def _outcomes(workers: list[_Process], seconds: float) -> Iterator[Outcome]:
    busy = {worker.connection: worker for worker in workers if worker.number is not None}
    patience = max(min(worker.deadline for worker in busy.values()) - time.monotonic(), 0.0)
    for connection in wait(list(busy), patience):
        assert isinstance(connection, Connection)
        worker = busy[connection]
        number, worker.number = worker.number, None
        assert number is not None
        try:
            succeeded, value = connection.recv()
        except (EOFError, OSError):
            workers.remove(worker)
            worker.end()
            yield Outcome(number, failure="the process ended unexpectedly")
            continue
        yield Outcome(number, value) if succeeded else Outcome(number, failure=value)
    for worker in list(workers):
        if worker.number is not None and time.monotonic() > worker.deadline:
            workers.remove(worker)
            worker.end()
            yield Outcome(worker.number, failure=f"takes longer than {seconds:g} s")


def _work(function: Callable[..., Any], connection: Connection) -> None:
    """The loop of a process: it ends with its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        while True:
            arguments = connection.recv()
            try:
                answer = True, function(*arguments)
            except Exception as error:
                answer = False, _words(error)
            connection.send(answer)
    except (EOFError, OSError):
        os._exit(0)


def _words(error: Exception) -> str:
    from ..meaning.unexpected import unexpected

    return unexpected(error)
