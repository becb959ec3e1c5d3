"""Finding the Markdown cells of a notebook in its JSON text, with the place of every character."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from matderiv.text.spans import Piece, SourceText

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\],]', re.DOTALL)
_ESCAPE = re.compile(
    r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))", re.DOTALL
)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_REPLACEMENT_CHARACTER = "\ufffd"

Literal = tuple[int, int]
"""Where a string stands in the JSON text, without its quotes."""


@dataclass(slots=True)
class _Cell:
    kind: str = ""
    source: list[Literal] = field(default_factory=list)


@dataclass(slots=True)
class _Container:
    """An open object or array. `name` is the key it stands under, `cell` the cell it belongs to."""

    is_object: bool
    name: str
    cell: _Cell | None = None
    key: str = ""
    expects_key: bool = True


def markdown_cells(text: str) -> Iterator[SourceText]:
    """The text of each Markdown cell, in order. Never raises: what is no notebook has no cells."""
    for cell in _cells(text):
        if cell.kind == "markdown":
            yield _decoded(text, cell.source)


def _cells(text: str) -> Iterator[_Cell]:
    stack: list[_Container] = []
    for match in _TOKEN.finditer(text):
        token = match[0]
        top = stack[-1] if stack else None
        if token in "{[":
            stack.append(_opened(token == "{", top))
        elif token in "}]":
            closed = stack.pop() if stack else None
            if closed is not None and closed.is_object and closed.cell is not None:
                yield closed.cell
        elif token == ",":
            if top is not None:
                top.expects_key = True
        elif top is not None:
            _read_string(text, match.start() + 1, match.end() - 1, top)


def _opened(is_object: bool, parent: _Container | None) -> _Container:
    if parent is None:
        return _Container(is_object, "")
    if is_object:
        return _Container(
            True, parent.name, _Cell() if parent.name == "cells" and not parent.is_object else None
        )
    return _Container(False, parent.key, parent.cell if parent.is_object and parent.key == "source" else None)


def _read_string(text: str, start: int, end: int, container: _Container) -> None:
    if container.is_object and container.expects_key:
        container.key, container.expects_key = text[start:end], False
    elif container.cell is not None and container.is_object and container.key == "cell_type":
        container.cell.kind = text[start:end]
    elif container.cell is not None and (not container.is_object or container.key == "source"):
        container.cell.source.append((start, end))


def _decoded(text: str, literals: Iterable[Literal]) -> SourceText:
    parts: list[str] = []
    pieces: list[Piece] = []
    length = 0
    origin: int | None = None
    for start, end in literals:
        origin = start if origin is None else origin
        for part, first, last in _pieces(text, start, end):
            parts.append(part)
            pieces.append((length, first - origin, last - origin))
            length += len(part)
    return SourceText("".join(parts), origin or 0, tuple(pieces))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    place = start
    for match in _ESCAPE.finditer(text, start, end):
        if match.start() > place:
            yield text[place : match.start()], place, match.start()
        yield _character(match), *match.span()
        place = match.end()
    if place < end:
        yield text[place:end], place, end


def _character(escape: re.Match[str]) -> str:
    high, low, code, letter = escape.groups()
    if high:
        return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00)
    if code:
        number = int(code, 16)
        return _REPLACEMENT_CHARACTER if 0xD800 <= number < 0xE000 else chr(number)
    return _ESCAPED.get(letter, letter)
