"""Finds the notes below files and folders, honouring .gitignore."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pathspec import GitIgnoreSpec

from ..text import language_of

_NEVER = frozenset({".git", ".hg", ".venv", "node_modules", "__pycache__", ".ipynb_checkpoints"})


class DiscoveryError(Exception):
    """A path that cannot be read as notes; the message says which and what to do."""


def notes_below(paths: Sequence[str]) -> list[Path]:
    """The notes named by files and folders, each once, folders recursively and in sorted order.

    A named file is taken whatever .gitignore says. Raises DiscoveryError for a path that does not exist or a file
    of no known kind.
    """
    found: dict[Path, None] = {}
    for name in paths:
        path = Path(name)
        if path.is_dir():
            found.update(dict.fromkeys(_walk(path, _ignores_above(path))))
        elif path.is_file():
            found[_require_note(path)] = None
        else:
            raise DiscoveryError(f"{name}: no such file or folder")
    return list(found)


def _require_note(path: Path) -> Path:
    if language_of(str(path)) is None:
        kinds = ".md .markdown .qmd .Rmd .tex .ipynb"
        raise DiscoveryError(
            f"{path}: not a note (known endings: {kinds}); "
            "to check it all the same: matderiv check - --language markdown < FILE"
        )
    return path


def _walk(folder: Path, ignores: list[tuple[Path, GitIgnoreSpec]]) -> Iterator[Path]:
    ignores = ignores + _ignore_file(folder)
    for entry in sorted(folder.iterdir()):
        if entry.name in _NEVER or _ignored(entry, ignores):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _walk(entry, ignores)
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
