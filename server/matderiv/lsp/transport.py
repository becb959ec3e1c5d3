"""Standard input and output: whole messages come from a thread of their own, and nothing else runs in it."""

from __future__ import annotations

import asyncio
import os
import re
import sys
import threading
from typing import BinaryIO

from ..garbage import collect_rarely
from .server import MatderivServer

_LENGTH = re.compile(rb"content-length:\s*(\d+)\s*$", re.IGNORECASE)
_LONGEST_MESSAGE = 1 << 28


def serve_standard_streams(server: MatderivServer) -> int:
    """Serves until `exit` or the end of the input, and gives the exit code."""
    source, sink = sys.stdin.buffer, _owned_output()
    collect_rarely()
    try:
        code = asyncio.run(_serve(server, source, sink))
    except KeyboardInterrupt:
        code = 130
    _flush(sink)
    # A thread may still analyse a note or wait for input; neither may delay the end.
    os._exit(code)


def _owned_output() -> BinaryIO:
    """The protocol's output. Whatever else prints goes to the log, so that it cannot break a message."""
    sink = sys.stdout.buffer
    sys.stdout = sys.stderr
    return sink


def _flush(sink: BinaryIO) -> None:
    try:
        sink.flush()
    except (OSError, ValueError):
        return


async def _serve(server: MatderivServer, source: BinaryIO, sink: BinaryIO) -> int:
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    server.protocol.set_writer(Output(sink, ended))
    server.protocol.on_exit = ended.set

    def receive(body: bytes | None) -> None:
        if body is None:
            ended.set()
        elif not ended.is_set():
            server.protocol.handle_body(body)

    threading.Thread(target=_read_all, args=(source, loop, receive), daemon=True).start()
    await ended.wait()
    server.close()
    return server.protocol.exit_code


def _read_all(source: BinaryIO, loop: asyncio.AbstractEventLoop, receive: object) -> None:
    body: bytes | None = b""
    while body is not None:
        try:
            body = read_message(source)
        except (OSError, ValueError):
            body = None
        try:
            loop.call_soon_threadsafe(receive, body)  # type: ignore[arg-type]
        except RuntimeError:
            return


def read_message(source: BinaryIO) -> bytes | None:
    """The body of the next message; None at the end of the input. Lines that are no header are skipped."""
    length: int | None = None
    while line := source.readline():
        if match := _LENGTH.match(line):
            length = int(match[1])
        elif not line.strip() and length is not None:
            if length > _LONGEST_MESSAGE:
                raise ValueError("a message that is too long")
            body = source.read(length)
            return body if len(body) == length else None
    return None


class Output:
    """The writer of pygls over standard output. A client that is gone ends the server instead of raising."""

    def __init__(self, sink: BinaryIO, ended: asyncio.Event) -> None:
        self._sink = sink
        self._ended = ended

    def write(self, data: bytes) -> None:
        try:
            self._sink.write(data)
            self._sink.flush()
        except (OSError, ValueError):
            self._ended.set()

    def close(self) -> None:
        """Standard output stays open: late replies go nowhere, but do not raise."""
