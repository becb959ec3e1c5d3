"""Writes a mended note to its file."""

from __future__ import annotations

from .notes import Note
from .writing import require_writable, write_atomically


class ChangedMeanwhileError(OSError):
    """The file is not what was checked."""


def write_mended(note: Note, text: str) -> None:
    """Keeps byte order mark, line ends and permissions. Raises OSError; then the file is as it was."""
    path = note.path
    if path.read_bytes() != note.data:
        raise ChangedMeanwhileError(
            0, "it was changed while it was being checked, and is left as it is", str(path)
        )
    require_writable(path)
    write_atomically(path, (note.byte_order_mark + text).encode("utf-8"))
