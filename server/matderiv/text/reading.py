"""Reading a document: from its text to formulas, prose and comments."""

from __future__ import annotations

import re

from matderiv.text.document import Document
from matderiv.text.lines import LineIndex
from matderiv.text.spans import Directive, MathSpan, Paragraph, ProseSpan, SourceText

_MATH = re.compile(
    r"(?P<d1>\$\$)(?P<c1>(?:[^$\\]|\\.)+?)\$\$|(?P<d2>\$)(?P<c2>(?:[^$\\]|\\.)+?)\$"
    r"|(?P<d3>\\\[)(?P<c3>.+?)\\\]|(?P<d4>\\\()(?P<c4>.+?)\\\)"
    r"|\\begin\{(?P<d5>(?:equation|align|gather|multline|eqnarray)\*?)\}(?P<c5>.+?)\\end\{(?P=d5)\}",
    re.DOTALL,
)
_DIRECTIVE = re.compile(r"<!--\s*matderiv:(?P<a>.*?)-->|^[ \t]*%+[ \t]*matderiv:(?P<b>.*)$", re.M)
_MACRO = re.compile(r"^[ \t]*(\\(?:newcommand|renewcommand|def|DeclareMathOperator|let)\b.*)$", re.M)


def read_document(text: str, language: str) -> Document:
    """Where math and prose stand in `text` (language: markdown, latex or notebook). Never raises."""
    spans = tuple(_spans(text))
    return Document(
        text,
        language,
        spans,
        tuple(_paragraphs(text, spans)),
        tuple(
            Directive(m.start(), m.end(), SourceText((m["a"] or m["b"]).strip(), m.start()), "comment")
            for m in _DIRECTIVE.finditer(text)
        ),
        tuple(m[1] for m in _MACRO.finditer(text)),
        (),
        LineIndex.of(text),
    )


def _spans(text: str) -> list[MathSpan]:
    spans = []
    for match in _MATH.finditer(text):
        number = next(n for n in "12345" if match["d" + n])
        start, end = match.span("c" + number)
        delimiter = match["d" + number]
        source = SourceText(text[start:end], start)
        spans.append(MathSpan(match.start(), match.end(), start, end, number in "135", delimiter, source))
    return spans


def _paragraphs(text: str, spans: tuple[MathSpan, ...]) -> list[Paragraph]:
    paragraphs: list[Paragraph] = []
    pieces: list[ProseSpan | MathSpan] = []
    place = 0
    for span in (*spans, None):
        until = span.start if span else len(text)
        for index, part in enumerate(re.split(r"(\n\s*\n)", text[place:until])):
            if index % 2 and pieces and not text[place + len(part) :].startswith("$$"):
                paragraphs.append(Paragraph(tuple(pieces)))
                pieces = []
            elif part.strip():
                pieces.append(ProseSpan(place, place + len(part), SourceText(part, place)))
            place += len(part)
        if span:
            pieces.append(span)
            place = span.end
    if pieces:
        paragraphs.append(Paragraph(tuple(pieces)))
    return paragraphs


def update_document(document: Document, start: int, end: int, replacement: str) -> Document:
    """`read_document` of the text with `[start, end)` replaced, for the price of what changed."""
    text = document.text[:start] + replacement + document.text[end:]
    return read_document(text, document.language)
