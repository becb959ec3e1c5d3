"""Finds the notes below files and folders, honouring .gitignore."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pathspec import GitIgnoreSpec

from ..text import language_of

KINDS = ".md .markdown .qmd .Rmd .tex .ipynb"

_NEVER = frozenset({".git", ".hg", ".venv", "node_modules", "__pycache__", ".ipynb_checkpoints"})


@dataclass(slots=True)
class Discovery:
    """The notes that were found, each once, and a message for each path that cannot be read as notes."""

    notes: dict[Path, None] = field(default_factory=dict)
    unusable: list[str] = field(default_factory=list)


def notes_below(paths: Sequence[str]) -> Discovery:
    """The notes named by files and folders, folders recursively and in sorted order.

    A named file is taken whatever .gitignore says.
    """
    found = Discovery()
    for name in paths:
        path = Path(name)
        try:
            _add(path, found)
        except (OSError, ValueError) as error:
            words = error.strerror if isinstance(error, OSError) else str(error)
            found.unusable.append(f"{name}: {words or type(error).__name__}")
    return found


def _add(path: Path, found: Discovery) -> None:
    if path.is_dir():
        found.notes.update(dict.fromkeys(_walk(path, _ignores_above(path), found)))
    elif not path.exists():
        found.unusable.append(f"{path}: no such file or folder")
    elif language_of(str(path)) is None:
        found.unusable.append(
            f"{path}: not a note (known endings: {KINDS}); "
            "to check it all the same: matderiv check - --language markdown < FILE"
        )
    else:
        found.notes[path] = None


def _walk(folder: Path, ignores: list[tuple[Path, GitIgnoreSpec]], found: Discovery) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        found.unusable.append(f"{folder}: {error.strerror}")
        return
    ignores = ignores + _ignore_file(folder)
    for entry in entries:
        if entry.name in _NEVER or _ignored(entry, ignores):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _walk(entry, ignores, found)
        elif entry.is_file() and language_of(str(entry)) is not None:
            yield entry


def _ignored(path: Path, ignores: list[tuple[Path, GitIgnoreSpec]]) -> bool:
    suffix = "/" if path.is_dir() else ""
    verdict = False
    for root, spec in ignores:
        result = spec.check_file(path.resolve().relative_to(root).as_posix() + suffix)
        verdict = verdict if result.include is None else result.include
    return verdict


def _ignore_file(folder: Path) -> list[tuple[Path, GitIgnoreSpec]]:
    path = folder / ".gitignore"
    if not path.is_file():
        return []
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return [(folder.resolve(), GitIgnoreSpec.from_lines(lines))]


def _ignores_above(folder: Path) -> list[tuple[Path, GitIgnoreSpec]]:
    """The .gitignore files of the folders above, up to the root of the repository."""
    above: list[tuple[Path, GitIgnoreSpec]] = []
    resolved = folder.resolve()
    if (resolved / ".git").exists():
        return []
    for parent in resolved.parents:
        above = _ignore_file(parent) + above
        if (parent / ".git").exists():
            return above
    return []
