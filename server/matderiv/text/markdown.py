"""Reading Markdown: the blocks of a document, in the union of its dialects.

A formula wins over lists, headings and quotes: those never end one. Fences, comments, raw HTML and front
matter win over formulas.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from matderiv.text.block import Block
from matderiv.text.building import formula_span, paragraph_block, span_block
from matderiv.text.dialect import Dialect
from matderiv.text.formulas import Formula
from matderiv.text.front_matter import find_front_matter, front_matter_block
from matderiv.text.markdown_tokens import markdown_tokens
from matderiv.text.spans import TextProblem
from matderiv.text.stretch import FARTHEST_LOOK
from matderiv.text.tokens import Tokens

_CONTAINER = r"[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?"
_FENCE = rf"{_CONTAINER}(?P<fence>`{{3,}}(?=[^`\n]*$)|~{{3,}}|:{{3,}})(?P<info>[^\n]*)"
_RAW = r"<(?P<raw>script|style|pre|textarea)\b"
_SPECIAL = re.compile(rf"{_FENCE}|{_CONTAINER}(?:(?P<comment><!--)|{_RAW})", re.MULTILINE | re.IGNORECASE)
_STRETCH_END = re.compile(
    r"\n(?:[ \t>]*+(?=\n|\Z)|(?P<special>(?="
    rf"{_CONTAINER}(?:`{{3,}}[^`\n]*$|~{{3,}}|:{{3,}}|<!--|<(?:script|style|pre|textarea)\b))))",
    re.MULTILINE | re.IGNORECASE,
)
_BLANK_LINES = re.compile(r"(?:[ \t>]*+(?:\n|\Z(?<=[ \t>])))*+")
_REST_OF_LINE = re.compile(r"[^\n]*\n?")
_UNQUOTED_LINE = re.compile(r"\n(?![ \t]*>)")
_BOUNDARY = re.compile(
    r"^[ \t>]*+(?:(?P<marker>(?:[-*+]|\d{1,9}[.)])(?:[ \t]+\[[ xX]\])?(?=[ \t])[ \t]+)"
    r"|(?P<only>#{1,6}[ \t][^\n]*\n?|\|[^\n]*\n?))",
    re.MULTILINE,
)
_PREFIX = re.compile(r"^[ \t>]*>[ \t]?|^[ \t]+", re.MULTILINE)
_PROSE_DIRECTIVE = re.compile(
    r"\s*\{(?:note|tip|warning|important|caution|danger|hint|seealso|attention|error|admonition|margin|sidebar"
    r"|dropdown|card|grid(?:-item(?:-card)?)?|tab-(?:set|item)|exercise(?:-start)?|solution(?:-start)?|theorem|lemma|proof|proposition"
    r"|corollary|definition|example|remark|prf:[a-z]+|topic|epigraph|aside|div)\}"
)
_MATH_FENCE = re.compile(r"\s*(?:math|\{math\})\s*$")
_OPTIONS = re.compile(r"(?:[ \t>]*:[\w-]+:[^\n]*\n)+")
_DEEPEST_NESTING = 8


def _tokens(text: str, start: int, end: int) -> Tokens:
    return markdown_tokens(text, start, end)


MARKDOWN_DIALECT = Dialect(_tokens, _STRETCH_END, _BOUNDARY, _PREFIX, cautious=True)


def next_markdown_block(text: str, start: int, limit: int, depth: int = 0) -> Block:
    """The block that begins at `start`, which is the start of a line."""
    if start == 0 and depth == 0 and (found := find_front_matter(text, limit)) is not None:
        end, reach = found
        if end is not None:
            return front_matter_block(text, end, _line_end(text, end, limit))
        block = _block_at(text, start, limit, depth)
        return replace(block, reach=max(block.reach, reach))
    return _block_at(text, start, limit, depth)


def _block_at(text: str, start: int, limit: int, depth: int) -> Block:
    content = _match_end(_BLANK_LINES, text, start, limit)
    if content > start:
        return Block(text[start:content], content - start, _line_end(text, content, limit) - start)
    special = _SPECIAL.match(text, start, limit)
    if special is None:
        return _paragraphs(text, start, start, limit)
    if special["fence"]:
        return _fence(text, start, limit, special, depth)
    if special["comment"]:
        return _comment(text, start, limit, special.start("comment"))
    return _raw_html(text, start, limit, special)


def _match_end(pattern: re.Pattern[str], text: str, start: int, limit: int) -> int:
    match = pattern.match(text, start, limit)
    return match.end() if match else start


def _line_end(text: str, place: int, limit: int) -> int:
    newline = text.find("\n", place, limit)
    return limit if newline < 0 else newline + 1


def _paragraphs(text: str, start: int, first_break: int, limit: int) -> Block:
    return paragraph_block(text, start, first_break, limit, MARKDOWN_DIALECT, _BLANK_LINES)


def _comment(text: str, start: int, limit: int, opening: int) -> Block:
    """A comment that begins a line; lines that go on behind it are read with it."""
    close = text.find("-->", opening + 4, limit)
    if close < 0:
        problem = TextProblem(
            opening - start, opening - start + 4, "unclosed-comment", "this comment is never closed: add -->"
        )
        return Block(text[start:limit], limit - start, limit - start, problems=(problem,))
    return _paragraphs(text, start, close + 3, limit)


def _raw_html(text: str, start: int, limit: int, special: re.Match[str]) -> Block:
    close = re.compile(rf"</{special['raw']}\s*>", re.IGNORECASE).search(text, special.end(), limit)
    end = _line_end(text, close.end(), limit) if close else limit
    return _plain_block(text, start, end, limit)


def _plain_block(text: str, start: int, end: int, limit: int) -> Block:
    return Block(text[start:end], end - start, _line_end(text, end, limit) - start)


@lru_cache(maxsize=64)
def _next_fence(character: str, length: int) -> re.Pattern[str]:
    return re.compile(rf"\n[ \t>]*{character}{{{length},}}(?P<info>[^\n{character}]*)(?=\n|\Z)")


def _fence(text: str, start: int, limit: int, opening: re.Match[str], depth: int) -> Block:
    """A fenced block: code, which is skipped; a formula; or a directive, whose content is Markdown."""
    fence, info = opening["fence"], opening["info"]
    first_line_end = _line_end(text, opening.end(), limit)
    is_prose = fence[0] == ":" and not _MATH_FENCE.match(info)
    if is_prose:
        return _plain_block(text, start, first_line_end, limit)
    content_end, end, closing, is_stray = _fence_end(text, opening, limit)
    if is_stray:
        return replace(_plain_block(text, start, first_line_end, limit), reach=end - start)
    if _MATH_FENCE.match(info):
        return _math_fence(
            text, start, opening.start("fence"), first_line_end, content_end, closing, end, limit
        )
    if _PROSE_DIRECTIVE.match(info) and depth < _DEEPEST_NESTING:
        return _directive(text, start, first_line_end, content_end, end, limit, depth)
    return _plain_block(text, start, end, limit)


class _FenceEnd(NamedTuple):
    """Where the content of a fence ends, where the lines do, and where the closing fence does.

    It is stray if the next fence opens again, so that this one was meant to close or lacks its end: no formula
    contains a fence, and no fence without a language contains one with.
    """

    content: int
    lines: int
    fence: int
    is_stray: bool = False


def _fence_end(text: str, opening: re.Match[str], limit: int) -> _FenceEnd:
    first_newline = max(_line_end(text, opening.end(), limit) - 1, opening.end())
    if ">" in text[opening.start() : opening.start("fence")]:
        unquoted = _UNQUOTED_LINE.search(text, first_newline, limit)
        limit = unquoted.start() + 1 if unquoted else limit
    fence, info = opening["fence"], opening["info"]
    contains_none = not info.strip() or _MATH_FENCE.match(info)
    for following in _next_fence(fence[0], len(fence)).finditer(text, first_newline, limit):
        line_end = _line_end(text, following.end(), limit)
        if not following["info"].strip():
            return _FenceEnd(following.start() + 1, line_end, following.end())
        if contains_none and line_end - first_newline <= FARTHEST_LOOK:
            return _FenceEnd(following.start() + 1, line_end, following.end(), is_stray=True)
    return _FenceEnd(limit, limit, limit)


def _math_fence(
    text: str, start: int, opening: int, content: int, content_end: int, closing: int, end: int, limit: int
) -> Block:
    content = min(_match_end(_OPTIONS, text, content, content_end), content_end)
    formula = Formula(opening, closing, content, content_end, True, "math-fence")
    span = formula_span(text, start, formula)
    return span_block(text, start, end, _line_end(text, end, limit), span, MARKDOWN_DIALECT)


def _directive(
    text: str, start: int, content: int, content_end: int, end: int, limit: int, depth: int
) -> Block:
    """All blocks of a directive's content as one."""
    inner: list[tuple[int, Block]] = []
    place = _match_end(_OPTIONS, text, content, content_end)
    while place < content_end:
        block = next_markdown_block(text, place, content_end, depth + 1)
        inner.append((place - start, block))
        place += block.length
    hidden = [(0, content - start), (content_end - start, end - start)]
    for at, block in inner:
        if block.dialect is None:
            hidden.append((at, at + block.length))
        hidden.extend((at + first, at + last) for first, last in block.hidden)
    return Block(
        text[start:end],
        end - start,
        _line_end(text, end, limit) - start,
        tuple(span.shifted(at) for at, block in inner for span in block.spans),
        tuple(sorted(hidden)),
        tuple(directive.shifted(at) for at, block in inner for directive in block.directives),
        tuple(source for _, block in inner for source in block.macro_sources),
        tuple(problem.shifted(at) for at, block in inner for problem in block.problems),
        MARKDOWN_DIALECT,
    )
