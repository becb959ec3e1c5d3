"""Where math and prose stand in Markdown, LaTeX and notebook documents.

Nothing here knows what a formula means.
"""

from matderiv.text.block import Block
from matderiv.text.decoding import TextError, decode
from matderiv.text.document import Document
from matderiv.text.inclusions import Inclusion, inclusions_in, named_root
from matderiv.text.inherited import NOTHING_INHERITED, Companion, Inherited, MissingFile
from matderiv.text.languages import language_of
from matderiv.text.lines import Encoding, LineIndex
from matderiv.text.macros import definitions_in
from matderiv.text.reading import read_document, update_document
from matderiv.text.spans import Directive, MathSpan, Paragraph, ProseSpan, SourceText, TextProblem
from matderiv.text.suppressions import Suppressions, Switch, is_suppression, suppressions

__all__ = [
    "NOTHING_INHERITED",
    "Block",
    "Companion",
    "Directive",
    "Document",
    "Encoding",
    "Inclusion",
    "Inherited",
    "LineIndex",
    "MathSpan",
    "MissingFile",
    "Paragraph",
    "ProseSpan",
    "SourceText",
    "Suppressions",
    "Switch",
    "TextError",
    "TextProblem",
    "decode",
    "definitions_in",
    "inclusions_in",
    "is_suppression",
    "language_of",
    "named_root",
    "read_document",
    "suppressions",
    "update_document",
]
