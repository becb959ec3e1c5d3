"""Fenced blocks of Markdown: where they end, formulas in them, and directives whose content is Markdown."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from matderiv.text.block import Block, NextBlock
from matderiv.text.building import formula_span, line_end, match_end
from matderiv.text.formulas.dialect import Dialect
from matderiv.text.formulas.formulas import Formula
from matderiv.text.stretch import FARTHEST_LOOK

_MATH = re.compile(r"\s*(?:math|\{math\})\s*$")
_PROSE_DIRECTIVE = re.compile(
    r"\s*\{(?:note|tip|warning|important|caution|danger|hint|seealso|attention|error|admonition|margin|sidebar"
    r"|dropdown|card|grid(?:-item(?:-card)?)?|tab-(?:set|item)|exercise(?:-start)?|solution(?:-start)?|theorem"
    r"|lemma|proof|proposition|corollary|definition|example|remark|prf:[a-z]+|topic|epigraph|aside|div"
    r"|=(?:la)?tex)\}"
)
_OPTIONS = re.compile(r"(?:[ \t>]*:[\w-]+:[^\n]*\n)+")
_UNQUOTED_LINE = re.compile(r"\n(?![ \t]*>)")


class Fence(NamedTuple):
    """The line that opens a fenced block: where it starts, its fence, its content, and where the text ends."""

    start: int
    fence: int
    content: int
    limit: int
    marks: str
    info: str
    is_quoted: bool

    @staticmethod
    def of(text: str, start: int, limit: int, opening: re.Match[str]) -> Fence:
        """From a match with the groups `fence` and `info`."""
        fence = opening.start("fence")
        content = line_end(text, opening.end(), limit)
        return Fence(
            start, fence, content, limit, opening["fence"], opening["info"], ">" in text[start:fence]
        )

    @property
    def is_colons(self) -> bool:
        return self.marks[0] == ":"

    @property
    def is_math(self) -> bool:
        return _MATH.match(self.info) is not None

    @property
    def is_directive(self) -> bool:
        return _PROSE_DIRECTIVE.match(self.info) is not None


class FenceEnd(NamedTuple):
    """Where the content of a fence ends, where the lines do, and where the closing fence does.

    It is stray if the next fence opens again, so that this one was meant to close or lacks its end: no formula
    contains a fence, and no fence without a language contains one with.
    """

    content: int
    lines: int
    fence: int
    is_stray: bool = False


def fence_end(text: str, opening: Fence) -> FenceEnd:
    """The end of a fenced block: the closing fence, the end of the quote, or the end of the text."""
    limit = opening.limit
    newline = max(opening.content - 1, opening.fence)
    if opening.is_quoted:
        unquoted = _UNQUOTED_LINE.search(text, newline, limit)
        limit = unquoted.start() + 1 if unquoted else limit
    contains_none = not opening.info.strip() or opening.is_math
    for following in _next_fence(opening.marks[0], len(opening.marks)).finditer(text, newline, limit):
        end = FenceEnd(following.start() + 1, line_end(text, following.end(), limit), following.end())
        if not following["info"].strip():
            return end
        if contains_none and end.lines - newline <= FARTHEST_LOOK:
            return end._replace(is_stray=True)
    return FenceEnd(limit, limit, limit)


@lru_cache(maxsize=64)
def _next_fence(character: str, length: int) -> re.Pattern[str]:
    return re.compile(rf"\n[ \t>]*{character}{{{length},}}(?P<info>[^\n{character}]*)(?=\n|\Z)")


def math_fence_block(text: str, opening: Fence, end: FenceEnd, dialect: Dialect) -> Block:
    """The block of a formula in a fence; a directive's options are no part of the formula."""
    content = match_end(_OPTIONS, text, min(opening.content, end.content), end.content)
    formula = Formula(opening.fence, end.fence, content, end.content, True, "math-fence")
    start = opening.start
    return Block(
        text[start : end.lines],
        end.lines - start,
        line_end(text, end.lines, opening.limit) - start,
        (formula_span(text, start, formula),),
        dialect=dialect,
    )


def directive_block(
    text: str, opening: Fence, end: FenceEnd, dialect: Dialect, next_block: NextBlock
) -> Block:
    """All blocks of a directive's content as one."""
    start = opening.start
    inner: list[tuple[int, Block]] = []
    content = place = match_end(_OPTIONS, text, min(opening.content, end.content), end.content)
    while place < end.content:
        block = next_block(text, place, end.content)
        inner.append((place - start, block))
        place += block.length
    fences = [(0, content - start), (end.content - start, end.lines - start)]
    return Block(
        text[start : end.lines],
        end.lines - start,
        line_end(text, end.lines, opening.limit) - start,
        tuple(span.shifted(at) for at, block in inner for span in block.spans),
        tuple(sorted(fences + _hidden(inner))),
        tuple(directive.shifted(at) for at, block in inner for directive in block.directives),
        tuple(source for _, block in inner for source in block.macro_sources),
        tuple(problem.shifted(at) for at, block in inner for problem in block.problems),
        dialect,
    )


def _hidden(blocks: list[tuple[int, Block]]) -> list[tuple[int, int]]:
    hidden = [(at, at + block.length) for at, block in blocks if block.dialect is None]
    return hidden + [(at + first, at + last) for at, block in blocks for first, last in block.hidden]
