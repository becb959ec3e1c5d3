"""The loop of the worker process: one job after the other, until the input ends."""

from __future__ import annotations

import os
import sys
import threading
from queue import SimpleQueue
from typing import Any, BinaryIO

from ..garbage import collect_rarely
from ..text import NOTHING_INHERITED, Inherited
from .frames import encode, read_frame
from .jobs import JOBS
from .library import Library, UnknownDocumentError
from .limits import limit_own_memory, lower_own_priority


def run(source: BinaryIO, sink: BinaryIO) -> int:
    """Answers every frame of `source` on `sink`."""
    sys.stdout = sys.stderr
    lower_own_priority()
    limit_own_memory()
    collect_rarely()
    messages: SimpleQueue[dict[str, Any]] = SimpleQueue()
    threading.Thread(target=_read, args=(source, messages), daemon=True).start()
    library = Library()
    while True:
        sink.write(encode(answer(messages.get(), library)))
        sink.flush()


def _read(source: BinaryIO, messages: SimpleQueue[dict[str, Any]]) -> None:
    """Ends the process with its input, even in the middle of a job: its client is gone."""
    try:
        while (message := read_frame(source)) is not None:
            messages.put(message)
    finally:
        os._exit(0)


def answer(message: dict[str, Any], library: Library) -> dict[str, Any]:
    """The reply to one job: `result`, `missing` (send the document first) or `error`."""
    try:
        key = message.get("document")
        if "text" in message:
            inherited = message.get("inherited")
            known = Inherited.from_dict(inherited) if inherited else NOTHING_INHERITED
            library.put(key, message["text"], message["language"], known)
        result = JOBS[message["job"]](library, key, message.get("parameters", {}))
    except UnknownDocumentError:
        return {"id": message.get("id"), "missing": True}
    except MemoryError:
        return {"id": message.get("id"), "error": "out of memory"}
    except Exception as error:
        return {"id": message.get("id"), "error": _place_of(error)}
    return {"id": message.get("id"), "result": result}


def _place_of(error: Exception) -> str:
    """The kind of an error and where it was raised; its message may hold text of the note."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f" at {os.path.basename(place.tb_frame.f_code.co_filename)}:{place.tb_lineno}" if place else ""  # noqa: PTH119
    return type(error).__name__ + where
