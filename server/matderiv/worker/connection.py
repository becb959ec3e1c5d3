"""One worker process and the pipes to it."""

from __future__ import annotations

import asyncio
import contextlib
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from typing import Any

from . import frames
from .job import DocumentText, Job
from .limits import creation_flags, environment

_BUFFER = 1 << 20


class Connection:
    """A running worker. After an error, or a question that was given up, it cannot be used any more."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._sent: set[str] = set()

    @staticmethod
    async def open(command: Sequence[str]) -> Connection:
        """Starts a process; OSError where that is not possible."""
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            limit=_BUFFER,
            env=environment(),
            creationflags=creation_flags(),
        )
        return Connection(process)

    @property
    def process_id(self) -> int:
        return self._process.pid

    async def ask(self, job: Job) -> dict[str, Any]:
        """The reply to a job. Raises EOFError or OSError where the process ended, ValueError for a broken frame."""
        reply = await self._exchange(self._message(job, with_text=self._is_new(job.document)))
        if reply.get("missing"):
            reply = await self._exchange(self._message(job, with_text=True))
        if "result" not in reply and "error" not in reply:
            raise ValueError("a reply without result")
        return reply

    async def end(self) -> None:
        """Ends the process and waits for its end, which closes the pipes."""
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
        await self._process.communicate()

    def _is_new(self, document: DocumentText | None) -> bool:
        return document is not None and document.key not in self._sent

    def _message(self, job: Job, *, with_text: bool) -> dict[str, Any]:
        message: dict[str, Any] = {"job": job.name, "parameters": dict(job.parameters)}
        if job.document is not None:
            message["document"] = job.document.key
            if with_text:
                message |= job.document.to_dict()
                self._sent.add(job.document.key)
        return message

    async def _exchange(self, message: dict[str, Any]) -> dict[str, Any]:
        sink, source = self._process.stdin, self._process.stdout
        if sink is None or source is None:
            raise EOFError
        sink.write(frames.encode(message))
        await sink.drain()
        header = await source.readexactly(frames.HEADER_SIZE)
        return frames.decode(await source.readexactly(frames.body_length(header)))
