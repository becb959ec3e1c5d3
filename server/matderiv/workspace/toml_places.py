"""Where the keys and strings of a TOML text stand, which the parser of the standard library does not tell."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

from ..text import SourceText

_STRING = r"'''(?:.*?)'''|\"\"\"(?:\\.|.)*?\"\"\"|'[^'\n]*'|\"(?:\\.|[^\"\\\n])*\""
_LITERAL = re.compile(_STRING, re.DOTALL)
_TOKEN = re.compile(
    rf"(?P<comment>\#[^\n]*)|^[ \t]*(?P<header>\[\[?[^\]\n]*\]\]?)"
    rf"|^[ \t]*(?P<key>(?:[\w-]+|'[^'\n]*'|\"[^\"\n]*\")(?:\s*\.\s*(?:[\w-]+|'[^'\n]*'|\"[^\"\n]*\"))*)[ \t]*=[ \t]*"
    rf"|(?P<string>{_STRING})",
    re.DOTALL | re.MULTILINE,
)
_PART = re.compile(r"[\w-]+|'([^'\n]*)'|\"([^\"\n]*)\"")


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """A key with its tables, and where it and its value stand."""

    path: tuple[str, ...]
    start: int
    end: int
    value_start: int
    value_end: int


def key_places(text: str) -> tuple[KeyPlace, ...]:
    """Every key of a valid TOML text, in its order."""
    found: list[KeyPlace] = []
    table: tuple[str, ...] = ()
    for match in _TOKEN.finditer(text):
        if match["header"] or match["key"]:
            _close(found, match.start())
        if match["header"]:
            table = _parts(match["header"].strip("[] \t"))
        elif match["key"]:
            path = (*table, *_parts(match["key"]))
            found.append(KeyPlace(path, match.start("key"), match.end("key"), match.end(), len(text)))
    return tuple(found)


def _close(found: list[KeyPlace], end: int) -> None:
    if found and found[-1].value_end > end:
        last = found[-1]
        found[-1] = KeyPlace(last.path, last.start, last.end, last.value_start, end)


def _parts(key: str) -> tuple[str, ...]:
    return tuple(_unquoted(match) for match in _PART.finditer(key))


def _unquoted(match: re.Match[str]) -> str:
    quoted = match[1] if match[1] is not None else match[2]
    return match[0] if quoted is None else quoted


def strings_in(text: str, place: KeyPlace) -> Iterator[SourceText]:
    """The strings of a value, each with its place; one with escapes stands at its whole place."""
    for match in _LITERAL.finditer(text, place.value_start, place.value_end):
        raw = match[0]
        width = 3 if raw[:3] in ("'''", '"""') else 1
        start, end = match.start() + width, match.end() - width
        if width == 3 and text[start : start + 1] == "\n":
            start += 1
        if raw[0] == "'" or "\\" not in raw:
            yield SourceText(text[start:end], start)
        else:
            decoded = tomllib.loads(f"value = {raw}")["value"]
            yield SourceText(decoded, start, ((0, 0, end - start),))
