"""A document that has been read."""

from __future__ import annotations

from dataclasses import dataclass

from matderiv.text.lines import LineIndex
from matderiv.text.spans import Directive, MathSpan, Paragraph, TextProblem


@dataclass(frozen=True)
class Document:
    """Formulas, prose and comments of a document in document order. Spans neither overlap nor nest."""

    text: str
    language: str
    spans: tuple[MathSpan, ...]
    paragraphs: tuple[Paragraph, ...]
    directives: tuple[Directive, ...]
    macro_sources: tuple[str, ...]
    problems: tuple[TextProblem, ...]
    line_index: LineIndex
