"""Reading one stretch of lines: its formulas, comments and macros, and where it ends.

A stretch is a run of lines up to a blank one. A display may contain blank lines; the stretch then goes on to
the end of the display, but only over text that looks like a formula, so that a stray `$$` does not swallow
the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from matderiv.text.formulas.dialect import Dialect
from matderiv.text.formulas.environments import DRAWING_ENVIRONMENTS
from matderiv.text.formulas.formulas import Formula, find_formulas
from matderiv.text.formulas.plausibility import looks_like_formula
from matderiv.text.formulas.tokens import Token, Tokens

FARTHEST_LOOK = 20_000
"""How far behind a blank line the end of a display may stand."""

_MOST_EXTENSIONS = 8


class Stretch(NamedTuple):
    """What was found in `[start, end)`; nothing behind `reach` was looked at."""

    end: int
    reach: int
    tokens: Tokens
    formulas: list[Formula]
    strays: list[Token]


def read_stretch(text: str, start: int, first_break: int, limit: int, dialect: Dialect) -> Stretch:
    """The stretch that begins at `start`; it goes on at least to `first_break`."""
    end, is_open = _stretch_end(text, first_break, limit, dialect)
    reach = end
    for _ in range(_MOST_EXTENSIONS):
        tokens = dialect.tokens(text, start, end)
        formulas, strays = find_formulas(text, tokens.delimiters, dialect.cautious)
        if not strays or not is_open:
            break
        extension = _extension(text, strays, end, limit, dialect)
        reach = max(reach, extension.reach)
        if extension.end is None:
            break
        end, is_open = extension.end, extension.is_open
    return Stretch(end, reach, tokens, formulas, strays)


def _stretch_end(text: str, place: int, limit: int, dialect: Dialect) -> tuple[int, bool]:
    """The end of the lines without a blank one between, and whether a blank line follows."""
    match = dialect.stretch_end.search(text, place, limit)
    if match is None:
        return limit, False
    return match.start() + 1, match["special"] is None


class _Extension(NamedTuple):
    end: int | None
    reach: int
    is_open: bool = False


def _extension(text: str, strays: list[Token], end: int, limit: int, dialect: Dialect) -> _Extension:
    """Where a stretch ends that has to go on behind `end` to complete a display."""
    reach = end
    for stray in _open_displays(strays):
        found = _closing_stretch(text, stray, end, min(limit, end + FARTHEST_LOOK), dialect)
        if found.end is not None:
            return found._replace(reach=max(reach, found.reach))
        reach = max(reach, found.reach)
    return _Extension(None, reach)


def _open_displays(strays: list[Token]) -> Iterable[Token]:
    """The last display of each kind that is not closed."""
    openings = {
        (stray.kind, stray.name): stray for stray in strays if stray.kind in ("begin", "open", "dollars")
    }
    return openings.values()


def _closing_stretch(text: str, opening: Token, end: int, limit: int, dialect: Dialect) -> _Extension:
    if opening.name in DRAWING_ENVIRONMENTS:
        return _end_of_drawing(text, opening, end, limit, dialect)
    if not _may_belong(text, opening.end, end):
        return _Extension(None, end)
    pattern = _delimiters(opening.kind, opening.name)
    has_content = bool(text[opening.end : end].strip())
    place, is_open = end, True
    while is_open and place < limit:
        start = place
        place, is_open = _stretch_end(text, _first_content(text, place, limit), limit, dialect)
        delimiters = list(pattern.finditer(text, start, place))
        if delimiters:
            closing = delimiters[0].start()
            fits = _closes(text, delimiters) and (has_content or text[start:closing].strip())
            return _Extension(place if fits and _may_belong(text, start, closing) else None, place, is_open)
        if not looks_like_formula(text, start, place):
            break
        has_content = True
    return _Extension(None, place)


def _end_of_drawing(text: str, opening: Token, end: int, limit: int, dialect: Dialect) -> _Extension:
    place = text.find(f"\\end{{{opening.name}}}", end, limit)
    if place < 0:
        return _Extension(None, limit)
    stretch_end, is_open = _stretch_end(text, place, limit, dialect)
    return _Extension(stretch_end, stretch_end, is_open)


def _may_belong(text: str, start: int, end: int) -> bool:
    return not text[start:end].strip() or looks_like_formula(text, start, end)


def _first_content(text: str, place: int, limit: int) -> int:
    while place < limit and text[place] in " \t>\n":
        place += 1
    return place


def _closes(text: str, delimiters: list[re.Match[str]]) -> bool:
    """Whether the delimiters of some lines are such that the first closes a display opened before them."""
    first = delimiters[0]
    if first["same"] is None:
        return first["close"] is not None
    return len(delimiters) % 2 == 1 or not looks_like_formula(text, first.end(), delimiters[1].start())


@lru_cache(maxsize=128)
def _delimiters(kind: str, name: str) -> re.Pattern[str]:
    if kind == "dollars":
        return re.compile(r"(?P<same>(?<!\\)\$\$)|(?P<close>(?!))")
    if kind == "begin":
        escaped = re.escape(name)
        return re.compile(rf"(?P<same>(?!))|(?P<close>\\end\{{{escaped}\}})|\\begin\{{{escaped}\}}")
    opening, closing = re.escape(name), re.escape(name.translate({40: 41, 91: 93}))
    return re.compile(rf"(?P<same>(?!))|(?P<close>{closing})|{opening}")
