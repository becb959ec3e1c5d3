"""Front matter of a Markdown document: skipped, but for what it tells matderiv and the macros that it defines."""

from __future__ import annotations

import re

from matderiv.text.block import Block
from matderiv.text.extraction import without
from matderiv.text.macro_tables import macros_in_front_matter
from matderiv.text.spans import Directive

_OPENING = re.compile(r"---[ \t]*\n(?![ \t]*\n)")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_KEY = re.compile(
    r"^matderiv[ \t]*:[ \t]*(?P<value>[^\n]*)(?P<nested>(?:\n[ \t]+[^\n]*|\n(?=\n))*)", re.MULTILINE
)
_INDENT = re.compile(r"\n([ \t]+)(?=\S)")
_LONGEST = 20_000


def find_front_matter(text: str, limit: int) -> tuple[int | None, int] | None:
    """Where the front matter ends (None if it is never closed) and how far was looked; None without any."""
    opening = _OPENING.match(text, 0, limit)
    if opening is None:
        return None
    farthest = min(limit, opening.end() + _LONGEST)
    closing = _CLOSING.search(text, opening.end(), farthest)
    return (closing.end(), closing.end()) if closing else (None, farthest)


def front_matter_block(text: str, end: int, reach: int) -> Block:
    """The block of the front matter that ends at `end`."""
    content = text[:end]
    key = _KEY.search(content)
    directives = (_directive(content, key),) if key else ()
    macros = macros_in_front_matter(content)
    return Block(content, end, reach, hidden=((0, end),), directives=directives, macro_sources=macros)


def _directive(text: str, key: re.Match[str]) -> Directive:
    """The value of the key; of a block value, the lines without their common indentation."""
    start, end = key.span("value")
    end = max(end, key.end("nested"))
    value = text[start:end]
    if value[:1] in ("|", ">"):
        start += 1
    elif len(stripped := value.strip()) >= 2 and stripped[0] == stripped[-1] and stripped[0] in "\"'":
        start, end = start + 1, start + len(value.rstrip()) - 1
    indent = min((len(match[1]) for match in _INDENT.finditer(text, start, end)), default=0)
    start += len(text[start:end]) - len(text[start:end].lstrip("\n \t"))
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    removed = [
        (match.start() + 1, min(match.start() + 1 + indent, match.end()))
        for match in _INDENT.finditer(text, start, end)
    ]
    return Directive(key.start(), key.end(), without(text, start, max(start, end), removed), "front-matter")
