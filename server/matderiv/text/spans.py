"""What stands in a document: formulas, prose, comments for matderiv, and places that could not be read.

All offsets count code points from the start of the document; every `end` is exclusive.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from operator import itemgetter

Piece = tuple[int, int, int]
_start_of_piece = itemgetter(0)
_place_of_piece = itemgetter(1)


@dataclass(frozen=True, slots=True)
class SourceText:
    r"""A text taken out of a document, with the way back to the document.

    A text that stands in the document as it is has no pieces: character `i` stands at `origin + i`.
    Otherwise (a formula in a quote, a cell of a notebook) piece `(start, place, place_end)` says that the
    characters from `start` on, up to the next piece, stand at `origin + place` to `origin + place_end`.
    A piece whose two lengths differ is a single escaped character.
    A line always ends with `\n`; before it, a `\r\n` of the document leaves a space.
    """

    text: str
    origin: int = 0
    pieces: tuple[Piece, ...] = ()

    def to_document(self, offset: int) -> int:
        """The document offset of the character at `offset`; of the end, where the last one ends."""
        offset = min(max(offset, 0), len(self.text))
        if not self.pieces:
            return self.origin + offset
        if offset == len(self.text):
            return self.end_to_document(offset)
        start, place, place_end = self.pieces[bisect_right(self.pieces, offset, key=_start_of_piece) - 1]
        return self.origin + min(place + offset - start, place_end)

    def end_to_document(self, offset: int) -> int:
        """The document offset just behind the character before `offset`."""
        offset = min(max(offset, 0), len(self.text))
        if not self.pieces or offset == 0:
            return self.origin + (self.pieces[0][1] if self.pieces else offset)
        index = bisect_right(self.pieces, offset - 1, key=_start_of_piece) - 1
        start, place, place_end = self.pieces[index]
        following = self.pieces[index + 1][0] if index + 1 < len(self.pieces) else len(self.text)
        return self.origin + (place_end if offset >= following else min(place + offset - start, place_end))

    def range_to_document(self, start: int, end: int) -> tuple[int, int]:
        """The range in the document of `text[start:end]`, without a prefix behind it."""
        first = self.to_document(start)
        return first, max(first, self.end_to_document(end)) if end > start else first

    def from_document(self, offset: int) -> int:
        """The offset in this text of a document offset; of one that was removed, that of what follows."""
        relative = offset - self.origin
        if not self.pieces:
            return min(max(relative, 0), len(self.text))
        index = max(bisect_right(self.pieces, relative, key=_place_of_piece) - 1, 0)
        start, place, place_end = self.pieces[index]
        following = self.pieces[index + 1][0] if index + 1 < len(self.pieces) else len(self.text)
        if place_end - place != following - start:
            return following if relative >= place_end else start
        return start + min(max(relative - place, 0), following - start)

    def piece_indices(self, start: int, end: int) -> tuple[int, int]:
        """The first piece that takes part in `text[start:end]`, and the one behind the last."""
        first = bisect_right(self.pieces, start, key=_start_of_piece) - 1
        return max(first, 0), bisect_left(self.pieces, end, key=_start_of_piece)

    def shifted(self, distance: int) -> SourceText:
        return SourceText(self.text, self.origin + distance, self.pieces)


@dataclass(frozen=True, slots=True)
class MathSpan:
    r"""A formula: its range with delimiters and without, and its text without quote and list prefixes.

    `delimiter` is `$`, `$$`, `\(`, `\[`, `\\(`, `\\[`, the name of an environment (`align*`), `math-fence`,
    `math-role` or `` $` ``. The content of an environment is what stands between `\begin{…}` and `\end{…}`;
    but all of it where it is one that belongs into a formula, as a bare `pmatrix` in Markdown does.
    """

    start: int
    end: int
    content_start: int
    content_end: int
    display: bool
    delimiter: str
    source: SourceText

    @property
    def text(self) -> str:
        return self.source.text

    def shifted(self, distance: int) -> MathSpan:
        return MathSpan(
            self.start + distance,
            self.end + distance,
            self.content_start + distance,
            self.content_end + distance,
            self.display,
            self.delimiter,
            self.source.shifted(distance),
        )


@dataclass(frozen=True, slots=True)
class ProseSpan:
    """Words between formulas, without quote and list prefixes."""

    start: int
    end: int
    source: SourceText

    @property
    def text(self) -> str:
        return self.source.text

    def shifted(self, distance: int) -> ProseSpan:
        return ProseSpan(self.start + distance, self.end + distance, self.source.shifted(distance))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Prose and formulas in document order; displays belong to the sentence around them."""

    pieces: tuple[ProseSpan | MathSpan, ...]

    @property
    def start(self) -> int:
        return self.pieces[0].start

    @property
    def end(self) -> int:
        return self.pieces[-1].end

    def shifted(self, distance: int) -> Paragraph:
        return Paragraph(tuple(piece.shifted(distance) for piece in self.pieces))


@dataclass(frozen=True, slots=True)
class Directive:
    """What a note tells matderiv: `<!-- matderiv: … -->`, `% matderiv: …`, or `matderiv:` in front matter.

    `origin` is `comment` or `front-matter`.
    """

    start: int
    end: int
    source: SourceText
    origin: str

    @property
    def body(self) -> str:
        """What stands behind `matderiv:`."""
        return self.source.text

    def shifted(self, distance: int) -> Directive:
        return replace(
            self, start=self.start + distance, end=self.end + distance, source=self.source.shifted(distance)
        )


@dataclass(frozen=True, slots=True)
class TextProblem:
    """A place that cannot be read as it stands: `rule` is a stable name, `message` says what to do."""

    start: int
    end: int
    rule: str
    message: str

    def shifted(self, distance: int) -> TextProblem:
        return TextProblem(self.start + distance, self.end + distance, self.rule, self.message)
