"""The texts of files, each read once until it changes; those that an editor has open come from there."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from ..text import TextError, decode

LARGEST_FILE = 1_000_000
"""Bytes of a file that is taken in; a larger one holds data rather than macros."""

MOST_FILES = 2_000
"""Files of a workspace that are looked through for who includes a chapter."""

_NEVER = frozenset({".git", ".hg", ".venv", "node_modules", "__pycache__", ".ipynb_checkpoints", "_build"})

OpenText = Callable[[Path], str | None]
"""The text of a file that an editor has open, None for any other."""


def _nothing_open(_path: Path) -> None:
    return None


class Files:
    """Reads files and lists folders. `lifetime` is how many seconds the list of a folder counts as new."""

    def __init__(self, open_text: OpenText = _nothing_open, lifetime: float = float("inf")) -> None:
        self._open_text = open_text
        self._lifetime = lifetime
        self._texts: dict[Path, tuple[tuple[int, int], str | None]] = {}
        self._lists: dict[Path, tuple[float, tuple[Path, ...]]] = {}

    def text(self, path: Path) -> str | None:
        """The text of a file; None if there is none, it is too large, or it is no UTF-8."""
        opened = self._open_text(path)
        if opened is not None:
            return opened
        try:
            status = path.stat()
            mark = status.st_mtime_ns, status.st_size
            known = self._texts.get(path)
            if known is None or known[0] != mark:
                known = self._texts[path] = mark, _read(path, status.st_size)
        except (OSError, ValueError):
            return None
        return known[1]

    def is_file(self, path: Path) -> bool:
        """Whether there is one, even if its text cannot be read."""
        try:
            return path.is_file()
        except (OSError, ValueError):
            return False

    def latex_files(self, folder: Path) -> tuple[Path, ...]:
        """The LaTeX files below a folder, sorted; at most a bounded number."""
        known = self._lists.get(folder)
        now = time.monotonic()
        if known is None or now - known[0] > self._lifetime:
            found = sorted(path for _, path in zip(range(MOST_FILES), _latex_below(folder), strict=False))
            known = self._lists[folder] = now, tuple(found)
        return known[1]

    def forget_lists(self) -> None:
        """Files were made or removed."""
        self._lists.clear()


def _read(path: Path, size: int) -> str | None:
    if size > LARGEST_FILE or not path.is_file():
        return None
    try:
        return decode(path.read_bytes())
    except TextError:
        return None


def _latex_below(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _NEVER and not name.startswith("."))
        for name in names:
            if name.endswith(".tex"):
                yield Path(parent, name)
