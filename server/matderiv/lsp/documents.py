"""The open documents: their text as the client has it, edit by edit, and the snapshots that requests work with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lsprotocol import types

from ..text import Encoding, LineIndex, language_of

_LANGUAGES = {
    "markdown": "markdown",
    "quarto": "markdown",
    "rmd": "markdown",
    "mdx": "markdown",
    "myst": "markdown",
    "latex": "latex",
    "tex": "latex",
    "plaintex": "latex",
}
_FALLBACK = "markdown"


@dataclass(frozen=True, slots=True)
class Edit:
    """`[start, end)` of the text before was replaced; `start` is -1 where the whole text was."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The text of a document in one version."""

    uri: str
    version: int
    language: str
    lines: LineIndex
    encoding: Encoding

    @property
    def text(self) -> str:
        return self.lines.text

    def offset(self, position: types.Position) -> int:
        return self.lines.offset(position.line, position.character, self.encoding)

    def range(self, start: int, end: int) -> dict[str, Any]:
        """Offsets as an LSP range, in plain JSON."""
        return {"start": self._position(start), "end": self._position(end)}

    def _position(self, offset: int) -> dict[str, int]:
        line, character = self.lines.position(offset, self.encoding)
        return {"line": line, "character": character}


class OpenDocument:
    """One document that the client has open. `edits` are those since `take_edits` was called."""

    def __init__(self, item: types.TextDocumentItem, encoding: Encoding) -> None:
        self.uri = item.uri
        self.version = item.version
        self.language = _language(item)
        self.encoding = encoding
        self.lines = LineIndex.of(item.text)
        self.touched = 0
        self._edits: list[Edit] = [Edit(-1, -1, item.text)]

    def snapshot(self) -> Snapshot:
        return Snapshot(self.uri, self.version, self.language, self.lines, self.encoding)

    def change(self, change: types.TextDocumentContentChangeEvent) -> None:
        """Applies one change of a `didChange`; positions that do not exist clamp."""
        if isinstance(change, types.TextDocumentContentChangePartial):
            self._replace(change.range, change.text)
        else:
            self.lines = LineIndex.of(change.text)
            self._edits = [Edit(-1, -1, change.text)]

    @property
    def has_edits(self) -> bool:
        return bool(self._edits)

    def take_edits(self) -> tuple[Edit, ...]:
        edits, self._edits = tuple(self._edits), []
        return edits

    def _replace(self, place: types.Range, replacement: str) -> None:
        start = self.lines.offset(place.start.line, place.start.character, self.encoding)
        end = self.lines.offset(place.end.line, place.end.character, self.encoding)
        start, end = min(start, end), max(start, end)
        text = self.lines.text[:start] + replacement + self.lines.text[end:]
        self.lines = self.lines.updated(start, end, replacement, text)
        self.touched = start + len(replacement)
        self._edits.append(Edit(start, end, replacement))


class Documents:
    """All open documents, by their URI."""

    def __init__(self) -> None:
        self.encoding: Encoding = "utf-16"
        self._open: dict[str, OpenDocument] = {}

    def open(self, item: types.TextDocumentItem) -> OpenDocument:
        document = self._open[item.uri] = OpenDocument(item, self.encoding)
        return document

    def close(self, uri: str) -> None:
        self._open.pop(uri, None)

    def get(self, uri: str) -> OpenDocument | None:
        return self._open.get(uri)

    def __iter__(self) -> Iterator[OpenDocument]:
        return iter(self._open.values())


def _language(item: types.TextDocumentItem) -> str:
    """By the file's name; where that says nothing, by what the client calls it."""
    return language_of(item.uri) or _LANGUAGES.get(item.language_id.lower(), _FALLBACK)
