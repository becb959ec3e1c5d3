"""Which folder is the workspace of a note. Nothing outside of it is ever read for the note's sake."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def boundary_of(path: Path, folders: Sequence[Path]) -> Path:
    """The innermost given folder around a file; else its repository; else the folder that it stands in.

    All paths are resolved.
    """
    around = [folder for folder in folders if folder in path.parents]
    if around:
        return max(around, key=lambda folder: len(folder.parts))
    return repository_of(path) or path.parent


def repository_of(path: Path) -> Path | None:
    """The innermost folder around a file that is a repository."""
    for parent in path.parents:
        if (parent / ".git").exists():
            return parent
    return None


def is_inside(path: Path, boundary: Path) -> bool:
    """Whether a file, links followed, lies in the boundary."""
    try:
        return boundary in path.resolve().parents
    except (OSError, RuntimeError, ValueError):
        return False
