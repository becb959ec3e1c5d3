"""Taking a text out of a document without the parts that are not its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from matderiv.text.spans import Piece, SourceText

_QUOTE_MARKS = re.compile(r"[ \t]*(?:>[ \t]?)*")
_LINE_START = re.compile(
    r"(?P<quote>[ \t]*(?:>[ \t]?)*)(?P<indent>[ \t]*(?:(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$))*)"
)


def without(text: str, start: int, end: int, removed: Iterable[tuple[int, int]]) -> SourceText:
    """`text[start:end]` without the ranges `removed`, which are sorted and may reach over its ends."""
    parts: list[str] = []
    pieces: list[Piece] = []
    length = 0
    place = start
    for first, last in (*removed, (end, end)):
        until = min(first, end)
        if until > place:
            parts.append(text[place:until])
            pieces.append((length, place - start, until - start))
            length += until - place
        place = max(place, last)
    if len(pieces) == 1:
        return SourceText(parts[0], start + pieces[0][1])
    return SourceText("".join(parts), start, tuple(pieces))


def container_prefixes(
    text: str, line_start: int, opening: int, start: int, end: int
) -> Sequence[tuple[int, int]]:
    """What stands before each line that begins in `[start, end)` because of the quote or list item around it.

    The line at `line_start` shows the container: what it has in front of `opening`.
    """
    container = _LINE_START.match(text, line_start, opening)
    depth = container["quote"].count(">") if container else 0
    width = container.end() - container.start("indent" if depth else "quote") if container else 0
    if not depth and not width:
        return ()
    pattern = _continuation(depth, width)
    prefixes = []
    newline = start - 1 if text[start - 1 : start] == "\n" else text.find("\n", start, end)
    while newline >= 0:
        match = pattern.match(text, newline + 1, end)
        if match and match.end() > newline + 1:
            prefixes.append(match.span())
        newline = text.find("\n", newline + 1, end)
    return prefixes


@lru_cache(maxsize=256)
def _continuation(depth: int, width: int) -> re.Pattern[str]:
    quotes = rf"(?:[ \t]{{0,3}}>[ \t]?){{0,{depth}}}+" if depth else ""
    return re.compile(rf"{quotes}[ \t]{{0,{width}}}")


def compose(inner: SourceText, outer: SourceText) -> SourceText:
    """`inner`, which was taken out of `outer`'s text, as taken out of `outer`'s document."""
    origin = outer.to_document(inner.to_document(0))
    pieces: list[Piece] = []
    inner_pieces = inner.pieces or ((0, 0, len(inner.text)),)
    for start, place, place_end in inner_pieces:
        for first, last in _cuts(outer, inner.origin + place, inner.origin + place_end):
            text_start = start + first - inner.origin - place
            document_range = outer.range_to_document(first, last)
            pieces.append((text_start, document_range[0] - origin, document_range[1] - origin))
    return SourceText(inner.text, origin, tuple(pieces))


def _cuts(outer: SourceText, start: int, end: int) -> list[tuple[int, int]]:
    """`[start, end)` of the outer text, cut where its pieces begin."""
    first, last = outer.piece_indices(start, end)
    bounds = [start, *(outer.pieces[index][0] for index in range(first + 1, last)), end]
    return [(a, b) for a, b in pairwise(bounds) if a < b]
