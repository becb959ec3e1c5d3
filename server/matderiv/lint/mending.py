"""Writes a mended note to its file."""

from __future__ import annotations

import codecs

from .notes import Note
from .writing import write_atomically


class ChangedMeanwhileError(OSError):
    """The file is not what was checked."""


def write_mended(note: Note, text: str) -> None:
    """Keeps byte order mark, line ends and permissions. Raises OSError; then the file is as it was."""
    path = note.path
    if path.read_bytes() != note.data:
        raise ChangedMeanwhileError(
            0, "it was changed while it was being checked, and is left as it is", str(path)
        )
    mark = codecs.BOM_UTF8 if note.data.startswith(codecs.BOM_UTF8) else b""
    write_atomically(path, mark + text.encode("utf-8"))
