"""From what was found in a stretch of lines to a block."""

from __future__ import annotations

import re

from matderiv.text.block import Block
from matderiv.text.extraction import container_prefixes, without
from matderiv.text.formulas.dialect import Dialect
from matderiv.text.formulas.formulas import Formula
from matderiv.text.formulas.plausibility import looks_like_formula
from matderiv.text.formulas.tokens import Token
from matderiv.text.spans import MathSpan, SourceText, TextProblem
from matderiv.text.stretch import Stretch, read_stretch

_MOST_PROBLEMS = 20
_LONGEST_LOOK = 300
_PRICE = re.compile(r"\$\d[\d.,]*")


def formula_span(text: str, base: int, formula: Formula) -> MathSpan:
    """The span of a formula in a block that begins at `base`."""
    start, end, content_start, content_end, display, delimiter = formula
    return MathSpan(
        start - base,
        end - base,
        content_start - base,
        content_end - base,
        display,
        delimiter,
        _source(text, base, start, content_start, content_end),
    )


def _source(text: str, base: int, start: int, content_start: int, content_end: int) -> SourceText:
    content = text[content_start:content_end]
    if "\n" in content:
        line_start = text.rfind("\n", base, start) + 1 or base
        prefixes = container_prefixes(text, line_start, start, content_start, content_end)
        if prefixes:
            return without(text, content_start, content_end, prefixes).shifted(-base)
    return SourceText(content, content_start - base)


def plain_block(text: str, start: int, end: int, limit: int) -> Block:
    """A block without formulas and prose."""
    return Block(text[start:end], end - start, line_end(text, end, limit) - start)


def line_end(text: str, place: int, limit: int) -> int:
    """Where the line behind that of `place` begins."""
    newline = text.find("\n", place, limit)
    return limit if newline < 0 else newline + 1


def match_end(pattern: re.Pattern[str], text: str, start: int, limit: int) -> int:
    """Where a match at `start` ends; `start` without one."""
    match = pattern.match(text, start, limit)
    return match.end() if match else start


def paragraph_block(
    text: str, start: int, first_break: int, limit: int, dialect: Dialect, blank_lines: re.Pattern[str]
) -> Block:
    """The block of the stretch at `start`, no shorter than to `first_break`, and the blank lines behind."""
    stretch = read_stretch(text, start, first_break, limit, dialect)
    end = match_end(blank_lines, text, stretch.end, limit)
    reach = max(stretch.reach, line_end(text, end, limit))
    hidden = stretch.tokens.hidden
    macros = stretch.tokens.macros
    if macros or hidden:
        hidden = sorted(hidden + macros)
    return Block(
        text[start:end],
        end - start,
        reach - start,
        tuple([formula_span(text, start, formula) for formula in stretch.formulas]),
        tuple([(first - start, last - start) for first, last in hidden]),
        tuple([directive.shifted(-start) for directive in stretch.tokens.directives]),
        tuple([text[first:last] for first, last in macros if _is_outside(first, stretch.formulas)]),
        tuple(_problems(text, start, stretch, dialect)),
        dialect,
    )


def _is_outside(place: int, formulas: list[Formula]) -> bool:
    return not any(formula.start < place < formula.end for formula in formulas)


def _problems(text: str, start: int, stretch: Stretch, dialect: Dialect) -> list[TextProblem]:
    return [
        TextProblem(stray.start - start, stray.end - start, "unbalanced-math", _complaint(stray, text))
        for stray in stretch.strays[:_MOST_PROBLEMS]
        if not dialect.cautious or _is_meant_as_math(text, stray, stretch.end)
    ]


def _is_meant_as_math(text: str, stray: Token, end: int) -> bool:
    """Whether a delimiter of Markdown is more than a plain dollar or an escaped bracket."""
    if stray.kind in ("begin", "end", "dollars"):
        return True
    if stray.kind != "dollar" or _PRICE.match(text, stray.start):
        return False
    newline = text.find("\n", stray.end, end)
    end = end if newline < 0 else newline
    return looks_like_formula(text, stray.end, min(end, stray.end + _LONGEST_LOOK))


def _complaint(stray: Token, text: str) -> str:
    written = text[stray.start : stray.end]
    if stray.kind == "begin":
        return f"{written} has no \\end{{{stray.name}}} before the paragraph ends"
    if stray.kind == "end":
        return f"{written} has no \\begin{{{stray.name}}} in this paragraph"
    if stray.kind in ("open", "close"):
        return f"{written} has no partner in this paragraph"
    return f"this {written} has no partner in this paragraph; write \\$ for a dollar sign"
