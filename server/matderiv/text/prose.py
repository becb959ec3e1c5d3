"""From the text around formulas to paragraphs of prose and formulas."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter, itemgetter
from typing import NamedTuple

from matderiv.text.extraction import without
from matderiv.text.formulas.dialect import Dialect
from matderiv.text.spans import MathSpan, Paragraph, ProseSpan, SourceText

_CONTINUES = re.compile(r"\s*(?:[a-z,;(]|Here\b|Where\b|With\b)")
Range = tuple[int, int]
_start_of_span = attrgetter("start")
_start_of_range = itemgetter(0)
_end_of_range = itemgetter(1)


class BlockProse(NamedTuple):
    """The paragraphs of a block, and whether they go on those of the block before or into the one behind."""

    paragraphs: tuple[Paragraph, ...]
    opens_with_display: bool
    closes_with_display: bool
    continues: bool
    can_be_continued: bool


_NOTHING = BlockProse((), False, False, False, False)


def read_prose(
    text: str, spans: Sequence[MathSpan], hidden: Sequence[Range], dialect: Dialect | None
) -> BlockProse:
    """The paragraphs of a block."""
    if dialect is None:
        paragraphs = tuple(Paragraph((span,)) for span in spans)
        return _NOTHING._replace(paragraphs=paragraphs)
    parts = list(_parts(text, spans, dialect))
    removed = _removed(text, hidden, parts, dialect)
    read = [(part, pieces) for part in parts if (pieces := _pieces(text, part, spans, removed))]
    if not read:
        return _NOTHING
    return _with_joints(text, read)


class _Part(NamedTuple):
    """Lines that are one paragraph; `marker` is the range of what makes them so (`- `, `\\item`)."""

    start: int
    end: int
    marker: Range
    is_only: bool


def _parts(text: str, spans: Sequence[MathSpan], dialect: Dialect) -> Iterator[_Part]:
    start, marker, is_only = 0, (0, 0), False
    for match in dialect.boundary.finditer(text):
        place = match.start()
        if _is_inside_formula(place, spans):
            continue
        if place > start:
            yield _Part(start, place, marker, is_only)
        start, marker, is_only = place, match.span("marker"), match["only"] is not None
        if is_only and not _is_inside_formula(match.end(), spans):
            yield _Part(place, match.end(), marker, True)
            start, marker, is_only = match.end(), (match.end(), match.end()), False
    if start < len(text):
        yield _Part(start, len(text), marker, is_only)


def _is_inside_formula(place: int, spans: Sequence[MathSpan]) -> bool:
    index = bisect_left(spans, place, key=_start_of_span) - 1
    return index >= 0 and spans[index].end > place


def _removed(
    text: str, hidden: Sequence[Range], parts: Sequence[_Part], dialect: Dialect
) -> tuple[Range, ...]:
    """What is no prose: comments and macros, markers, what containers put before lines. Sorted and disjoint."""
    removed = [*hidden, *(part.marker for part in parts if part.marker[0] < part.marker[1])]
    if dialect.prefix is not None:
        removed += [match.span() for match in dialect.prefix.finditer(text)]
    removed.sort()
    disjoint: list[Range] = []
    for start, end in removed:
        if disjoint and start <= disjoint[-1][1]:
            disjoint[-1] = (disjoint[-1][0], max(end, disjoint[-1][1]))
        elif start < end:
            disjoint.append((start, end))
    return tuple(disjoint)


def _pieces(
    text: str, part: _Part, spans: Sequence[MathSpan], removed: tuple[Range, ...]
) -> tuple[ProseSpan | MathSpan, ...]:
    pieces: list[ProseSpan | MathSpan] = []
    place = part.start
    for index in range(bisect_left(spans, part.start, key=_start_of_span), len(spans)):
        span = spans[index]
        if span.start >= part.end:
            break
        _add_prose(pieces, text, place, span.start, removed)
        pieces.append(span)
        place = span.end
    _add_prose(pieces, text, place, part.end, removed)
    return tuple(pieces)


def _add_prose(
    pieces: list[ProseSpan | MathSpan], text: str, start: int, end: int, removed: tuple[Range, ...]
) -> None:
    if end <= start:
        return
    prose = text[start:end]
    if prose.isspace():
        return
    overlapping = _overlapping(removed, start, end) if removed else ()
    source = without(text, start, end, overlapping) if overlapping else SourceText(prose, start)
    if source.text and not source.text.isspace():
        pieces.append(ProseSpan(start, end, source))


def _overlapping(ranges: tuple[Range, ...], start: int, end: int) -> tuple[Range, ...]:
    first = bisect_right(ranges, start, key=_end_of_range)
    return ranges[first : bisect_left(ranges, end, lo=first, key=_start_of_range)]


def _with_joints(text: str, read: list[tuple[_Part, tuple[ProseSpan | MathSpan, ...]]]) -> BlockProse:
    (first, opening), (last, closing) = read[0], read[-1]
    starts_freely = first.marker[0] == first.marker[1] and not first.is_only
    return BlockProse(
        tuple(Paragraph(pieces) for _, pieces in read),
        starts_freely and _is_display(opening[0]),
        _is_display(closing[-1]) and not last.is_only,
        starts_freely and isinstance(opening[0], ProseSpan) and _CONTINUES.match(opening[0].text) is not None,
        not last.is_only,
    )


def _is_display(piece: ProseSpan | MathSpan) -> bool:
    return isinstance(piece, MathSpan) and piece.display
