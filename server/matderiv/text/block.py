"""A part of a document that is read by itself, with offsets from its own start.

Documents are sequences of blocks. What a block holds depends on nothing in front of it, so an edit leaves
most blocks of a document as they are: the same objects, at another place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from matderiv.text.formulas.dialect import Dialect
from matderiv.text.prose import BlockProse, read_prose
from matderiv.text.spans import Directive, MathSpan, TextProblem


@dataclass(frozen=True)
class Block:
    """What stands in `text`, which begins where the block does and may be followed by blank lines.

    `length` is that of the block in the document, `reach` the length of what was looked at to read it.
    `hidden` are ranges without prose; a block without a dialect has no prose at all.
    """

    text: str
    length: int
    reach: int
    spans: tuple[MathSpan, ...] = ()
    hidden: tuple[tuple[int, int], ...] = ()
    directives: tuple[Directive, ...] = ()
    macro_sources: tuple[str, ...] = ()
    problems: tuple[TextProblem, ...] = ()
    dialect: Dialect | None = None

    @cached_property
    def prose(self) -> BlockProse:
        """The paragraphs of the block; computed when first asked for."""
        return read_prose(self.text, self.spans, self.hidden, self.dialect)


NextBlock = Callable[[str, int, int], Block]
"""Reads the block that begins at an offset of a text; the last argument is where the text ends."""


def all_blocks(text: str, next_block: NextBlock) -> tuple[Block, ...]:
    """The blocks of a whole text, one behind the other."""
    blocks: list[Block] = []
    place = 0
    while place < len(text):
        block = next_block(text, place, len(text))
        blocks.append(block)
        place += block.length
    return tuple(blocks)
