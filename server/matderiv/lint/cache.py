"""Reports of earlier runs on disk, by the content of the notes.

The name of an entry and the key that it is enciphered with come from the text of the note and all else that its report
depends on; so nobody can read an entry who does not have the note. An entry that cannot be read counts as missing.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import zlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ..checking import FileReport
from .notes import Note
from .serialization import packed, unpacked
from .writing import write_atomically

LARGEST_CACHE = 64 << 20
"""Bytes; beyond them the entries used longest ago are removed."""

_FOLDER = "reports-1"
_TAG = "CACHEDIR.TAG"
_SIGNATURE = (
    b"Signature: 8a477f597d28d172789f06886806bc55\n# Reports of matderiv; can be deleted at any time.\n"
)
_DIGEST_LENGTH = 16


def default_folder() -> Path:
    """The user's folder for such files, or what MATDERIV_CACHE_DIR names."""
    chosen = os.environ.get("MATDERIV_CACHE_DIR")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        return (
            Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "matderiv" / "Cache"
        )
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "matderiv"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "matderiv"


class ReportCache:
    """The entries below one folder. Nothing here raises: a cache that cannot be used is an empty one."""

    def __init__(self, folder: Path, largest: int = LARGEST_CACHE) -> None:
        self._root = folder
        self._folder = folder / _FOLDER
        self._largest = largest
        self._has_written = False

    def get(self, note: Note) -> FileReport | None:
        """What was found in this very note, whatever it was called then."""
        name, key = _keys(note)
        path = self._path(name)
        try:
            stored = path.read_bytes()
            text = _deciphered(stored, key)
            report = unpacked(text, note.name)
        except (OSError, ValueError, KeyError, TypeError, zlib.error, RecursionError):
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return report

    def put(self, note: Note, report: FileReport) -> None:
        """Keeps a report, unless matderiv failed in it."""
        rules = {claim.rule for claim in report.claims} | {problem.rule for problem in report.problems}
        if "internal-error" in rules:
            return
        name, key = _keys(note)
        with contextlib.suppress(OSError):
            if not self._has_written:
                self._root.mkdir(parents=True, exist_ok=True)
                (self._root / _TAG).write_bytes(_SIGNATURE)
            self._has_written = True
            path = self._path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, _enciphered(packed(report), key), is_precious=False)

    def close(self) -> None:
        """Makes room if entries were added."""
        if self._has_written:
            with contextlib.suppress(OSError):
                self._make_room()

    def clean(self) -> int:
        """Removes all entries; gives how many."""
        entries = self._entries()
        for path in entries:
            with contextlib.suppress(OSError):
                path.unlink()
        return len(entries)

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / name

    def _entries(self) -> list[Path]:
        return [path for path in self._folder.glob("??/*") if path.is_file()] if self._folder.is_dir() else []

    def _make_room(self) -> None:
        found = []
        for path in self._entries():
            status = path.stat()
            found.append((status.st_mtime_ns, status.st_size, path))
        total = sum(size for _, size, _ in found)
        if total <= self._largest:
            return
        for _, size, path in sorted(found):
            path.unlink(missing_ok=True)
            total -= size
            if total <= self._largest * 3 // 4:
                return


def _keys(note: Note) -> tuple[str, bytes]:
    """The name of a note's entry, and what it is enciphered with."""
    content = json.dumps(
        [_program(), note.text, note.language, note.strict, note.inherited.to_dict()], ensure_ascii=True
    ).encode()
    return hashlib.sha256(b"name" + content).hexdigest(), hashlib.sha256(b"key" + content).digest()


@cache
def _program() -> list[object]:
    """What reports depend on besides the note: this very program, and the libraries that it computes with."""
    root = Path(__file__).parents[1]
    files = sorted(root.rglob("*.py"))
    marks = [(path.relative_to(root).as_posix(), *_mark(path)) for path in files]
    digest = hashlib.sha256(json.dumps(marks).encode()).hexdigest()
    return [digest, sys.version_info[:3], *map(_version, ("matderiv", "numpy", "scipy", "sympy"))]


def _mark(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return 0, 0
    return status.st_mtime_ns, status.st_size


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _enciphered(text: str, key: bytes) -> bytes:
    plain = zlib.compress(text.encode())
    return hashlib.blake2b(plain, digest_size=_DIGEST_LENGTH, key=key).digest() + _with_stream(plain, key)


def _deciphered(stored: bytes, key: bytes) -> str:
    plain = _with_stream(stored[_DIGEST_LENGTH:], key)
    if hashlib.blake2b(plain, digest_size=_DIGEST_LENGTH, key=key).digest() != stored[:_DIGEST_LENGTH]:
        raise ValueError("the entry is damaged")
    return zlib.decompress(plain).decode()


def _with_stream(data: bytes, key: bytes) -> bytes:
    """Each entry has a key of its own, so the stream is used for one text only."""
    stream = hashlib.shake_256(key).digest(len(data))
    return (int.from_bytes(data, "big") ^ int.from_bytes(stream, "big")).to_bytes(len(data), "big")
