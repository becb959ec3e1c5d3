"""Offsets to lines and columns and back, as the Language Server Protocol counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from matderiv.text.offsets import Offsets

Encoding = Literal["utf-8", "utf-16", "utf-32"]

_LINE_END = re.compile(r"\r\n?|\n")
_BEYOND_BASIC_PLANE = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class LineIndex:
    """The lines of one text. Only `\\n`, `\\r\\n` and `\\r` end a line; lines and columns count from 0."""

    text: str
    starts: Offsets

    @staticmethod
    def of(text: str) -> LineIndex:
        return LineIndex(text, Offsets([0, *(match.end() for match in _LINE_END.finditer(text))]))

    @property
    def line_count(self) -> int:
        return len(self.starts)

    def line_range(self, line: int) -> tuple[int, int]:
        """Start and end of a line, without its line end."""
        start = self.starts[line]
        end = self.starts[line + 1] if line + 1 < len(self.starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return start, end

    def line_of(self, offset: int) -> int:
        return self.starts.count_up_to(min(max(offset, 0), len(self.text))) - 1

    def position(self, offset: int, encoding: Encoding = "utf-16") -> tuple[int, int]:
        """Line and column of an offset; inside a line end it is the end of that line."""
        line = self.line_of(offset)
        start, end = self.line_range(line)
        return line, _units(self.text[start : min(max(offset, start), end)], encoding)

    def offset(self, line: int, character: int, encoding: Encoding = "utf-16") -> int:
        """The offset of a position; columns clamp to the line, lines to the text."""
        if line < 0:
            return 0
        if line >= len(self.starts):
            return len(self.text)
        start, end = self.line_range(line)
        return start + _code_points(self.text, start, end, max(character, 0), encoding)

    def updated(self, start: int, end: int, replacement: str, text: str) -> LineIndex:
        """The index of `text`, which is this text with `[start, end)` replaced."""
        distance = len(replacement) - (end - start)
        first = self.line_of(max(start - 1, 0))
        last = self.starts.count_up_to(end + 1)
        window_start = self.starts[first]
        window_end = self.starts[last] + distance if last < len(self.starts) else len(text)
        ends = [match.end() for match in _LINE_END.finditer(text, window_start, window_end)]
        if last < len(self.starts) and ends and ends[-1] == window_end:
            ends.pop()
        return LineIndex(text, self.starts.spliced(first + 1, last, ends, distance))


def _units(text: str, encoding: Encoding) -> int:
    if encoding == "utf-32" or text.isascii():
        return len(text)
    if encoding == "utf-16":
        return len(text) + len(_BEYOND_BASIC_PLANE.findall(text))
    return sum(map(_utf8_length, text))


def _utf8_length(character: str) -> int:
    code = ord(character)
    return 1 if code < 0x80 else 2 if code < 0x800 else 3 if code < 0x10000 else 4


def _code_points(text: str, start: int, end: int, units: int, encoding: Encoding) -> int:
    """How many characters fit into `units`; a column inside a character is that character's start."""
    line = text[start : min(end, start + units)]
    if encoding == "utf-32" or line.isascii():
        return len(line)
    count = 0
    for character in line:
        units -= _utf8_length(character) if encoding == "utf-8" else 1 + (ord(character) > 0xFFFF)
        if units < 0:
            break
        count += 1
    return count
