"""Runs jobs in the worker process, one at a time and the most urgent first."""

from __future__ import annotations

import asyncio
import itertools
import sys
from collections.abc import Sequence
from typing import Any

from .connection import Connection
from .errors import BudgetError, JobError, WorkerGoneError
from .job import Job, Priority

COMMAND = (sys.executable, "-P", "-m", "matderiv.worker")

_Waiting = tuple[int, int, Job, "asyncio.Future[dict[str, Any]]"]


class WorkerClient:
    """The one owner of the worker process. All methods belong to one event loop.

    The process starts with the first job. A job over its budget takes its process with it, the next one gets
    a new process.
    """

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._command = command
        self._queue: asyncio.PriorityQueue[_Waiting] = asyncio.PriorityQueue()
        self._numbers = itertools.count()
        self._connection: Connection | None = None
        self._pump: asyncio.Task[None] | None = None
        self._ending: set[asyncio.Task[None]] = set()
        self._failures = 0
        self._is_stopped = False

    async def run(self, job: Job, priority: Priority = Priority.BACKGROUND) -> dict[str, Any]:
        """The result of a job. Raises BudgetError, JobError or WorkerGoneError.

        A cancelled job that has not begun is dropped; one that runs is left to its end.
        """
        if self._is_stopped:
            raise WorkerGoneError("stopped")
        result: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._queue.put_nowait((priority, next(self._numbers), job, result))
        if self._pump is None:
            self._pump = asyncio.create_task(self._run_all())
        return await result

    @property
    def process_id(self) -> int | None:
        return self._connection.process_id if self._connection else None

    def stop(self) -> None:
        """Ends the process at once; jobs that wait raise WorkerGoneError."""
        self._is_stopped = True
        if self._pump:
            self._pump.cancel()
        self._drop_connection()
        while not self._queue.empty():
            _, _, _, result = self._queue.get_nowait()
            if not result.done():
                result.set_exception(WorkerGoneError("stopped"))

    async def close(self) -> None:
        """Ends the process and waits until the system has collected it."""
        self.stop()
        await asyncio.gather(*self._ending)

    async def _run_all(self) -> None:
        while True:
            _, _, job, result = await self._queue.get()
            if not result.done():
                await self._run_into(job, result)

    async def _run_into(self, job: Job, result: asyncio.Future[dict[str, Any]]) -> None:
        try:
            value = await self._run_one(job)
        except asyncio.CancelledError:
            if not result.done():
                result.set_exception(WorkerGoneError("stopped"))
            raise
        except Exception as error:
            if not result.done():
                result.set_exception(error)
        else:
            if not result.done():
                result.set_result(value)

    async def _run_one(self, job: Job) -> dict[str, Any]:
        connection = await self._connected()
        try:
            reply = await asyncio.wait_for(connection.ask(job), job.budget)
        except TimeoutError:
            self._drop_connection()
            raise BudgetError(f"more than {job.budget:g} s") from None
        except (OSError, EOFError, ValueError):
            self._drop_connection()
            self._failures += 1
            raise WorkerGoneError("the process ended") from None
        self._failures = 0
        if "error" in reply:
            raise JobError(str(reply["error"]))
        found: dict[str, Any] = reply["result"]
        return found

    async def _connected(self) -> Connection:
        if self._connection is None:
            if self._failures:
                await asyncio.sleep(min(0.1 * 2**self._failures, 30.0))
            try:
                self._connection = await Connection.open(self._command)
            except OSError as error:
                self._failures += 1
                raise WorkerGoneError("the process could not be started") from error
        return self._connection

    def _drop_connection(self) -> None:
        connection, self._connection = self._connection, None
        if connection:
            ending = asyncio.create_task(connection.end())
            self._ending.add(ending)
            ending.add_done_callback(self._ending.discard)
