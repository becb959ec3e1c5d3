"""Reading a document, and reading it again after an edit."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from matderiv.text.block import Block, NextBlock, all_blocks
from matderiv.text.document import Document, inherited_macro_sources, offsets_of
from matderiv.text.formats.latex import next_latex_block
from matderiv.text.formats.markdown import next_markdown_block
from matderiv.text.formats.notebook import read_notebook
from matderiv.text.formulas.environments import MATH_ENVIRONMENTS
from matderiv.text.inherited import NOTHING_INHERITED, Inherited
from matderiv.text.languages import LATEX, NOTEBOOK
from matderiv.text.line_ends import with_plain_line_ends
from matderiv.text.lines import LineIndex
from matderiv.text.macros import Aliases, delimiter_aliases
from matderiv.text.offsets import Offsets
from matderiv.text.stretch import FARTHEST_LOOK


def read_document(text: str, language: str, inherited: Inherited = NOTHING_INHERITED) -> Document:
    """Where math and prose stand in `text` (language: markdown, latex or notebook). Never raises.

    Of what is inherited only macros that stand for delimiters matter here.
    """
    lines = LineIndex.of(text)
    if language == NOTEBOOK:
        blocks, starts = read_notebook(text)
        return Document(text, language, blocks, Offsets(starts), lines, inherited=inherited)
    plain = with_plain_line_ends(text)
    known = _aliases(language, (), inherited)
    blocks = all_blocks(plain, _scanner(language, known))
    aliases = _aliases(language, blocks, inherited)
    if aliases != known:
        blocks = all_blocks(plain, _scanner(language, aliases))
    return Document(text, language, blocks, offsets_of(blocks), lines, aliases, inherited)


def update_document(document: Document, start: int, end: int, replacement: str) -> Document:
    """`read_document` of the text with `[start, end)` replaced, for about the price of what changed."""
    start = min(max(start, 0), len(document.text))
    end = min(max(start, end), len(document.text))
    text = f"{document.text[:start]}{replacement}{document.text[end:]}"
    if document.language == NOTEBOOK:
        return read_document(text, document.language, document.inherited)
    first, last, blocks = _changed_blocks(document, start, end, with_plain_line_ends(text))
    joined = document.blocks[:first] + blocks + document.blocks[last:]
    if _define_macros(blocks) or _define_macros(document.blocks[first:last]):
        aliases = _aliases(document.language, joined, document.inherited)
        if aliases != document.aliases:
            return read_document(text, document.language, document.inherited)
    origin = document.starts[first] if first < len(document.starts) else 0
    new_starts = [origin + place for place in offsets_of(blocks)]
    starts = document.starts.spliced(first, last, new_starts, len(replacement) - (end - start))
    lines = document.line_index.updated(start, end, replacement, text)
    return Document(text, document.language, joined, starts, lines, document.aliases, document.inherited)


def _changed_blocks(
    document: Document, start: int, end: int, text: str
) -> tuple[int, int, tuple[Block, ...]]:
    """Which blocks (first, last exclusive) have to be replaced, and by which blocks of `text`."""
    distance = len(text) - len(document.text)
    starts, next_block = document.starts, _scanner(document.language, document.aliases)
    first = _first_reached(document, start - 1)
    place = starts[first] if document.blocks else 0
    last = max(starts.count_up_to(end + 1), first)
    blocks: list[Block] = []
    while place < len(text):
        while last < len(starts) and starts[last] + distance < place:
            last += 1
        if last < len(starts) and starts[last] + distance == place:
            return first, last, tuple(blocks)
        blocks.append(next_block(text, place, len(text)))
        place += blocks[-1].length
    return first, len(starts), tuple(blocks)


def _first_reached(document: Document, offset: int) -> int:
    """The first block that was read by looking at `offset` or behind it."""
    if not document.blocks or document.blocks[0].reach >= offset:
        return 0
    index = max(document.starts.count_up_to(max(offset, 0)) - 1, 0)
    first = index
    while index > 0:
        index -= 1
        end = document.starts[index + 1]
        if document.starts[index] + document.blocks[index].reach >= offset:
            first = index
        elif offset - end > FARTHEST_LOOK:
            break
    return first


def _scanner(language: str, aliases: Aliases) -> NextBlock:
    return partial(next_latex_block, aliases=aliases) if language == LATEX else next_markdown_block


def _define_macros(blocks: Iterable[Block]) -> bool:
    return any(block.macro_sources for block in blocks)


def _aliases(language: str, blocks: Iterable[Block], inherited: Inherited) -> Aliases:
    if language != LATEX:
        return ()
    own = [source for block in blocks for source in block.macro_sources]
    sources = [*inherited_macro_sources(inherited), *own]
    return delimiter_aliases(sources, MATH_ENVIRONMENTS) if sources else ()
