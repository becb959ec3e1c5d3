"""Reading Markdown: the blocks of a document, in the union of its dialects.

A formula wins over lists, headings and quotes: those never end one. Fences, comments, raw HTML, Jekyll's
highlighted code and front matter win over formulas.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from matderiv.text.block import Block
from matderiv.text.building import line_end, match_end, paragraph_block, plain_block
from matderiv.text.formats.fences import Fence, directive_block, fence_end, math_fence_block
from matderiv.text.formats.front_matter import find_front_matter, front_matter_block
from matderiv.text.formats.markdown_tokens import markdown_tokens
from matderiv.text.formulas.dialect import Dialect
from matderiv.text.macro_tables import macros_in_script
from matderiv.text.spans import TextProblem

_CONTAINER = r"[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?"
_FENCE = rf"{_CONTAINER}(?P<fence>`{{3,}}(?=[^`\n]*$)|~{{3,}}|:{{3,}})(?P<info>[^\n]*)"
_RAW = r"<(?P<raw>script|style|pre|textarea)\b|\{%-?\s*(?P<liquid>highlight|comment)\b"
_SPECIAL = re.compile(rf"{_FENCE}|{_CONTAINER}(?:(?P<comment><!--)|{_RAW})", re.MULTILINE | re.IGNORECASE)
_STRETCH_END = re.compile(
    r"\n(?:[ \t>]*+(?=\n|\Z)|(?P<special>(?="
    rf"{_CONTAINER}(?:`{{3,}}[^`\n]*$|~{{3,}}|:{{3,}}|<!--|<(?:script|style|pre|textarea)\b"
    r"|\{%-?\s*(?:highlight|comment)\b))))",
    re.MULTILINE | re.IGNORECASE,
)
_BLANK_LINES = re.compile(r"(?:[ \t>]*+(?:\n|\Z(?<=[ \t>])))*+")
_BOUNDARY = re.compile(
    r"^[ \t>]*+(?:(?P<marker>(?:[-*+]|\d{1,9}[.)])(?:[ \t]+\[[ xX]\])?(?=[ \t])[ \t]+)"
    r"|(?P<only>#{1,6}[ \t][^\n]*\n?|\|[^\n]*\n?))",
    re.MULTILINE,
)
_PREFIX = re.compile(r"^[ \t>]*>[ \t]?|^[ \t]+", re.MULTILINE)

_DEEPEST_NESTING = 8

MARKDOWN_DIALECT = Dialect(markdown_tokens, _STRETCH_END, _BOUNDARY, _PREFIX, cautious=True)


def next_markdown_block(text: str, start: int, limit: int, depth: int = 0) -> Block:
    """The block that begins at `start`, which is the start of a line."""
    if start == 0 and depth == 0 and (found := find_front_matter(text, limit)) is not None:
        end, reach = found
        if end is not None:
            return front_matter_block(text, end, line_end(text, end, limit))
        block = _block_at(text, start, limit, depth)
        return replace(block, reach=max(block.reach, reach))
    return _block_at(text, start, limit, depth)


def _block_at(text: str, start: int, limit: int, depth: int) -> Block:
    content = match_end(_BLANK_LINES, text, start, limit)
    if content > start:
        return plain_block(text, start, content, limit)
    special = _SPECIAL.match(text, start, limit)
    if special is None:
        return _paragraphs(text, start, start, limit)
    if special["fence"]:
        return _fenced(text, Fence.of(text, start, limit, special), depth)
    if special["comment"]:
        return _comment(text, start, limit, special.start("comment"))
    return _raw_html(text, start, limit, special)


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
    closing = rf"</{special['raw']}\s*>" if special["raw"] else rf"\{{%-?\s*end{special['liquid']}\s*-?%\}}"
    close = re.compile(closing, re.IGNORECASE).search(text, special.end(), limit)
    end = line_end(text, close.end(), limit) if close else limit
    block = plain_block(text, start, end, limit)
    macros = macros_in_script(block.text) if special["raw"] else ()
    return replace(block, macro_sources=macros) if macros else block


def _fenced(text: str, fence: Fence, depth: int) -> Block:
    """A fenced block: code, which is skipped; a formula; or a directive, whose content is Markdown."""
    if fence.is_colons and not fence.is_math:
        return plain_block(text, fence.start, fence.content, fence.limit)
    end = fence_end(text, fence)
    if end.is_stray:
        block = plain_block(text, fence.start, fence.content, fence.limit)
        problems = (_unclosed_fence(fence),) if fence.is_math else ()
        return replace(block, reach=end.lines - fence.start, problems=problems)
    if fence.is_math:
        return math_fence_block(text, fence, end, MARKDOWN_DIALECT)
    if fence.is_directive and depth < _DEEPEST_NESTING:
        next_block = partial(next_markdown_block, depth=depth + 1)
        return directive_block(text, fence, end, MARKDOWN_DIALECT, next_block)
    return plain_block(text, fence.start, end.lines, fence.limit)


def _unclosed_fence(fence: Fence) -> TextProblem:
    start = fence.fence - fence.start
    message = f"this formula is never closed: add {fence.marks} on a line of its own"
    return TextProblem(start, start + len(fence.marks), "unbalanced-math", message)
