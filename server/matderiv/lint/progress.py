"""How far a long run is: one line on the terminal, which disappears at the end."""

from __future__ import annotations

import shutil
import time
from typing import TextIO

_SILENT_SECONDS = 1.0
_BETWEEN_SECONDS = 0.1


class Progress:
    """Writes only to a terminal, and only about runs that take a while."""

    def __init__(self, stream: TextIO, total: int) -> None:
        self._stream = stream if stream.isatty() else None
        self._total = total
        self._next = time.monotonic() + _SILENT_SECONDS
        self._is_shown = False

    def show(self, done: int, name: str) -> None:
        now = time.monotonic()
        if self._stream is None or now < self._next:
            return
        self._next = now + _BETWEEN_SECONDS
        self._is_shown = True
        line = f"matderiv: {done} of {self._total} notes checked, last {name}"
        width = max(shutil.get_terminal_size().columns - 1, 20)
        self._stream.write(f"\r\x1b[2K{line[:width]}")
        self._stream.flush()

    def clear(self) -> None:
        if self._stream is not None and self._is_shown:
            self._stream.write("\r\x1b[2K")
            self._stream.flush()
