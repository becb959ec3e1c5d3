"""Where math and prose stand in Markdown, LaTeX and notebook documents; nothing here knows what a formula means."""

from matderiv.text.decoding import TextError, decode
from matderiv.text.document import Document
from matderiv.text.languages import language_of
from matderiv.text.lines import Encoding, LineIndex
from matderiv.text.reading import read_document, update_document
from matderiv.text.spans import Directive, MathSpan, Paragraph, ProseSpan, SourceText, TextProblem

__all__ = [
    "Directive",
    "Document",
    "Encoding",
    "LineIndex",
    "MathSpan",
    "Paragraph",
    "ProseSpan",
    "SourceText",
    "TextError",
    "TextProblem",
    "decode",
    "language_of",
    "read_document",
    "update_document",
]
