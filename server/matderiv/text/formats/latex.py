"""Reading LaTeX: the blocks of a document."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from matderiv.text.block import Block
from matderiv.text.building import line_end, match_end, paragraph_block, plain_block
from matderiv.text.formats.latex_tokens import latex_tokens
from matderiv.text.formulas.dialect import Dialect
from matderiv.text.formulas.environments import VERBATIM_ENVIRONMENTS
from matderiv.text.formulas.tokens import Tokens
from matderiv.text.macros import Aliases

_VERBATIM = rf"\\begin\{{(?P<name>(?:{'|'.join(VERBATIM_ENVIRONMENTS)})\*?)\}}"
_STRETCH_END = re.compile(
    rf"\n(?:[ \t]*+(?=\n|\Z)|(?P<special>(?=[ \t]*(?:{_VERBATIM}|\\iffalse(?![A-Za-z])))))"
)
_SPECIAL = re.compile(rf"[ \t]*(?:{_VERBATIM}|(?P<false>\\iffalse)(?![A-Za-z]))")
_BLANK_LINES = re.compile(r"(?:[ \t]*+(?:\n|\Z(?<=[ \t])))*+")
_BOUNDARY = re.compile(
    r"^[ \t]*+(?:(?P<only>\\(?:(?:sub)*section|chapter|part|title|author|label|maketitle|centering"
    r"|begin\{document\}|end\{document\})\*?(?![A-Za-z])[^\n]*\n?)"
    r"|(?P<marker>\\item(?![A-Za-z])(?:\[[^\]\n]*\])?[ \t]*"
    r"|\\(?:sub)?paragraph\*?\{[^{}\n]*\}[ \t]*|\\(?:begin|end)\{[A-Za-z]+\*?\}(?:\[[^\]\n]*\])?))",
    re.MULTILINE,
)
_PREAMBLE = re.compile(r"(?:\s*(?:%[^\n]*\n)?)*+\\document(?:class|style)\b")
_BEGIN_DOCUMENT = "\\begin{document}"


@lru_cache(maxsize=64)
def latex_dialect(aliases: Aliases) -> Dialect:
    """LaTeX in which the author's own commands and environments stand for delimiters of formulas."""

    def tokens(text: str, start: int, end: int) -> Tokens:
        return latex_tokens(text, start, end, aliases)

    return Dialect(tokens, _STRETCH_END, _BOUNDARY, None, cautious=False)


def next_latex_block(text: str, start: int, limit: int, aliases: Aliases = ()) -> Block:
    """The block that begins at `start`, which is the start of a line."""
    if start > 0 or not _PREAMBLE.match(text, 0, limit):
        return _block_at(text, start, limit, aliases)
    begin = text.find(_BEGIN_DOCUMENT, 0, limit)
    if begin < 0:
        return replace(_block_at(text, start, limit, aliases), reach=limit)
    return _preamble(text, line_end(text, begin + len(_BEGIN_DOCUMENT), limit), limit, aliases)


def _block_at(text: str, start: int, limit: int, aliases: Aliases) -> Block:
    content = match_end(_BLANK_LINES, text, start, limit)
    if content > start:
        return plain_block(text, start, content, limit)
    special = _SPECIAL.match(text, start, limit)
    if special is None:
        return paragraph_block(text, start, start, limit, latex_dialect(aliases), _BLANK_LINES)
    closing = "\\fi" if special["false"] else f"\\end{{{special['name']}}}"
    place = text.find(closing, special.end(), limit)
    return plain_block(
        text, start, limit if place < 0 else line_end(text, place + len(closing), limit), limit
    )


def _preamble(text: str, end: int, limit: int, aliases: Aliases) -> Block:
    r"""Everything up to `\begin{document}`: macros and comments count, nothing else."""
    tokens = latex_tokens(text, 0, end, aliases)
    return Block(
        text[:end],
        end,
        line_end(text, end, limit),
        hidden=((0, end),),
        directives=tuple(tokens.directives),
        macro_sources=tuple(text[first:last] for first, last in tokens.macros),
    )
