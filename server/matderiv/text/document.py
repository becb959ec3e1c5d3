"""A document that has been read: its blocks, and what they hold at its place in the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from matderiv.text.block import Block
from matderiv.text.inclusions import Inclusion, inclusions_in
from matderiv.text.inherited import NOTHING_INHERITED, Inherited
from matderiv.text.lines import LineIndex
from matderiv.text.macros import Aliases, definitions_in
from matderiv.text.offsets import Offsets
from matderiv.text.prose import BlockProse
from matderiv.text.spans import Directive, MathSpan, Paragraph, TextProblem

_LONGEST_JOINED_PARAGRAPH = 40


@dataclass(frozen=True, eq=False)
class Document:
    """Formulas, prose and comments of a document in document order. Spans neither overlap nor nest.

    The views are computed when first asked for. A block that an edit leaves alone is the same object in the
    updated document, with offsets from its own start, so it can be the key of what was computed from it.
    """

    text: str
    language: str
    blocks: tuple[Block, ...]
    starts: Offsets
    line_index: LineIndex = field(repr=False)
    aliases: Aliases = ()
    inherited: Inherited = NOTHING_INHERITED

    @cached_property
    def spans(self) -> tuple[MathSpan, ...]:
        return tuple([span.shifted(start) for start, block in self.placed() for span in block.spans])

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Prose with its formulas; a display between blank lines is part of the sentence around it."""
        return tuple(_joined_paragraphs(self.placed()))

    @cached_property
    def directives(self) -> tuple[Directive, ...]:
        return tuple([item.shifted(start) for start, block in self.placed() for item in block.directives])

    @cached_property
    def macro_sources(self) -> tuple[str, ...]:
        """Definitions of macros that are inherited or stand outside formulas, as they are written."""
        own = tuple([source for block in self.blocks for source in block.macro_sources])
        return inherited_macro_sources(self.inherited) + own

    @cached_property
    def inclusions(self) -> tuple[Inclusion, ...]:
        """Where other files are taken in."""
        return inclusions_in(self.text, self.language)

    @cached_property
    def problems(self) -> tuple[TextProblem, ...]:
        return tuple([item.shifted(start) for start, block in self.placed() for item in block.problems])

    def placed(self) -> Iterator[tuple[int, Block]]:
        """The blocks with their starts in the document."""
        return zip(self.starts, self.blocks, strict=True)

    def spans_between(self, start: int, end: int) -> tuple[MathSpan, ...]:
        """The formulas in or next to `[start, end)`, without a walk over the document."""
        found: list[MathSpan] = []
        index = max(self.starts.count_up_to(start) - 1, 0)
        if index and self.starts[index] == start:
            index -= 1
        while index < len(self.blocks) and self.starts[index] <= end:
            place = self.starts[index]
            found.extend(
                span.shifted(place)
                for span in self.blocks[index].spans
                if span.start + place <= end and span.end + place >= start
            )
            index += 1
        return tuple(found)

    def span_at(self, offset: int) -> MathSpan | None:
        """The formula at a cursor: around it, or one that ends or begins there."""
        touching = self.spans_between(offset, offset)
        for span in touching:
            if span.start <= offset < span.end:
                return span
        return touching[0] if touching else None


def _joined_paragraphs(placed: Iterator[tuple[int, Block]]) -> Iterator[Paragraph]:
    waiting: Paragraph | None = None
    before: BlockProse | None = None
    for start, block in placed:
        prose = block.prose
        if not prose.paragraphs:
            if block.text and not block.text.isspace():
                before = None
            continue
        first, *rest = [paragraph.shifted(start) for paragraph in prose.paragraphs]
        if waiting is not None and before is not None and _belong_together(before, prose, waiting):
            first = Paragraph(waiting.pieces + first.pieces)
        elif waiting is not None:
            yield waiting
        *finished, waiting = [first, *rest]
        yield from finished
        before = prose
    if waiting is not None:
        yield waiting


def _belong_together(before: BlockProse, after: BlockProse, paragraph: Paragraph) -> bool:
    if not before.can_be_continued or len(paragraph.pieces) >= _LONGEST_JOINED_PARAGRAPH:
        return False
    return after.opens_with_display or (before.closes_with_display and after.continues)


def inherited_macro_sources(inherited: Inherited) -> tuple[str, ...]:
    """The definitions of macros in all files around a document."""
    return tuple([source for each in inherited.companions for source in definitions_in(each.text)])


def offsets_of(blocks: Sequence[Block]) -> Offsets:
    """Where blocks start that follow one another without gaps."""
    starts: list[int] = []
    place = 0
    for block in blocks:
        starts.append(place)
        place += block.length
    return Offsets(starts)
