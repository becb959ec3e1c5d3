"""From the target of an inclusion to a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from ..text import Inclusion, language_of
from ..text.languages import LATEX, MARKDOWN
from .boundaries import is_inside

_OF_NOTES = ("", ".tex", ".md")
_SUFFIXES = {"file": _OF_NOTES, "mention": _OF_NOTES, "package": (".sty",), "class": (".cls",)}


def resolve(inclusion: Inclusion, folders: tuple[Path, ...], boundary: Path) -> Path | None:
    """The file that an inclusion names, looked for in the folders in order; None without one in the boundary."""
    for candidate in _candidates(inclusion, folders):
        try:
            if candidate.is_file() and is_inside(candidate, boundary):
                return candidate.resolve()
        except (OSError, ValueError):
            continue
    return None


def _candidates(inclusion: Inclusion, folders: tuple[Path, ...]) -> Iterator[Path]:
    target = PurePosixPath(inclusion.target)
    if target.is_absolute() or not inclusion.target or "\0" in inclusion.target:
        return
    for folder in dict.fromkeys(folders):
        for suffix in _SUFFIXES[inclusion.kind]:
            candidate = folder / (inclusion.target + suffix)
            if inclusion.kind != "mention" or language_of(candidate) in (MARKDOWN, LATEX):
                yield candidate
