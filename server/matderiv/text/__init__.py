"""Where math and prose stand in Markdown, LaTeX and notebook documents.

Nothing here knows what a formula means.
"""

from matderiv.text.block import Block
from matderiv.text.decoding import TextError, decode
from matderiv.text.document import Document
from matderiv.text.languages import language_of
from matderiv.text.lines import Encoding, LineIndex
from matderiv.text.reading import read_document, update_document
from matderiv.text.spans import Directive, MathSpan, Paragraph, ProseSpan, SourceText, TextProblem
from matderiv.text.suppressions import Suppressions, is_suppression, suppressions

__all__ = [
    "Block",
    "Directive",
    "Document",
    "Encoding",
    "LineIndex",
    "MathSpan",
    "Paragraph",
    "ProseSpan",
    "SourceText",
    "Suppressions",
    "TextError",
    "TextProblem",
    "decode",
    "is_suppression",
    "language_of",
    "read_document",
    "suppressions",
    "update_document",
]
