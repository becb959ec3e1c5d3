"""Reading Jupyter notebooks: the Markdown cells, with offsets into the JSON text itself."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from functools import cached_property

from matderiv.text.block import Block, all_blocks
from matderiv.text.extraction import compose
from matderiv.text.formats.json_cells import markdown_cells
from matderiv.text.formats.markdown import next_markdown_block
from matderiv.text.line_ends import with_plain_line_ends
from matderiv.text.prose import BlockProse
from matderiv.text.spans import Directive, MathSpan, Paragraph, ProseSpan, SourceText, TextProblem


def read_notebook(text: str) -> tuple[tuple[Block, ...], list[int]]:
    """The blocks of a notebook's Markdown cells and where they start in the JSON text."""
    blocks: list[Block] = []
    starts: list[int] = []
    problem = _json_problem(text)
    if problem is not None:
        blocks.append(Block("", 0, 0, problems=(replace(problem, start=0, end=problem.end - problem.start),)))
        starts.append(problem.start)
    for cell in markdown_cells(text):
        place = 0
        for block in all_blocks(with_plain_line_ends(cell.text), next_markdown_block):
            start = cell.to_document(place)
            blocks.append(_placed(block, _From(cell, place, start)))
            starts.append(start)
            place += block.length
    order = sorted(range(len(blocks)), key=starts.__getitem__)
    return tuple([blocks[index] for index in order]), [starts[index] for index in order]


def _json_problem(text: str) -> TextProblem | None:
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        place = min(error.pos, max(len(text) - 1, 0))
        message = f"this is no valid notebook: {error.msg}"
        return TextProblem(place, min(place + 1, len(text)), "invalid-notebook", message)
    except (RecursionError, ValueError):
        return _no_notebook(text, "it nests too deeply")
    cells = content.get("cells") if isinstance(content, dict) else None
    if isinstance(cells, list) or (isinstance(content, dict) and "worksheets" in content):
        return None
    return _no_notebook(text, "it has no list of cells")


def _no_notebook(text: str, reason: str) -> TextProblem:
    return TextProblem(0, min(1, len(text)), "invalid-notebook", f"this is no notebook: {reason}")


@dataclass(frozen=True, slots=True)
class _From:
    """The way from a block, at `place` in the text of a cell, to the JSON text, relative to `start` there."""

    cell: SourceText
    place: int
    start: int

    def range(self, start: int, end: int) -> tuple[int, int]:
        first, last = self.cell.range_to_document(start + self.place, end + self.place)
        return first - self.start, last - self.start

    def source(self, source: SourceText) -> SourceText:
        return compose(source.shifted(self.place), self.cell).shifted(-self.start)

    def span(self, span: MathSpan) -> MathSpan:
        content = self.range(span.content_start, span.content_end)
        return MathSpan(
            *self.range(span.start, span.end),
            *content,
            span.display,
            span.delimiter,
            self.source(span.source),
        )

    def piece(self, piece: MathSpan | ProseSpan) -> MathSpan | ProseSpan:
        if isinstance(piece, MathSpan):
            return self.span(piece)
        return ProseSpan(*self.range(piece.start, piece.end), self.source(piece.source))

    def directive(self, directive: Directive) -> Directive:
        start, end = self.range(directive.start, directive.end)
        return replace(directive, start=start, end=end, source=self.source(directive.source))

    def problem(self, problem: TextProblem) -> TextProblem:
        start, end = self.range(problem.start, problem.end)
        return replace(problem, start=start, end=end)


@dataclass(frozen=True)
class _CellBlock(Block):
    """A block of a cell, with offsets into the JSON text."""

    inner: Block = field(kw_only=True)
    way: _From = field(kw_only=True)

    @cached_property
    def prose(self) -> BlockProse:
        way, prose = self.way, self.inner.prose
        paragraphs = [Paragraph(tuple(map(way.piece, paragraph.pieces))) for paragraph in prose.paragraphs]
        return prose._replace(paragraphs=tuple(paragraphs))


def _placed(block: Block, way: _From) -> Block:
    start, end = way.range(0, block.length)
    return _CellBlock(
        block.text,
        end - start,
        end - start,
        tuple(map(way.span, block.spans)),
        (),
        tuple(map(way.directive, block.directives)),
        block.macro_sources,
        tuple(map(way.problem, block.problems)),
        block.dialect,
        inner=block,
        way=way,
    )
