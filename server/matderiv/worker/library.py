"""The documents that the worker process has read, by their content."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property

from ..meaning import Analysis, analyse
from ..notation import Style, style_of
from ..syntax import Macros
from ..syntax.expansion import expanded_text
from ..text import NOTHING_INHERITED, Document, Inherited, read_document

_MOST_DOCUMENTS = 3


class UnknownDocumentError(KeyError):
    """The document was never sent, or had to make room for others."""


@dataclass(frozen=True)
class ReadDocument:
    """A document, read and analysed when first asked for."""

    text: str
    language: str
    inherited: Inherited = NOTHING_INHERITED

    @cached_property
    def document(self) -> Document:
        return read_document(self.text, self.language, self.inherited)

    @cached_property
    def analysis(self) -> Analysis:
        return analyse(self.document)

    @cached_property
    def style(self) -> Style:
        """How the author writes, from all formulas of the document, macros expanded."""
        paragraphs = self.analysis.paragraphs
        macros = paragraphs[-1].macros if paragraphs else Macros.empty()
        return style_of("\n".join(expanded_text(span.text, macros) for span in self.document.spans))


class Library:
    """The documents used last, at most a few."""

    def __init__(self) -> None:
        self._documents: OrderedDict[str, ReadDocument] = OrderedDict()

    def put(
        self, key: str | None, text: str, language: str, inherited: Inherited = NOTHING_INHERITED
    ) -> None:
        if key is None or key in self._documents:
            return
        self._documents[key] = ReadDocument(text, language, inherited)
        while len(self._documents) > _MOST_DOCUMENTS:
            self._documents.popitem(last=False)

    def get(self, key: str | None) -> ReadDocument:
        """UnknownDocumentError where the client has to send the text first."""
        if key is None or key not in self._documents:
            raise UnknownDocumentError
        self._documents.move_to_end(key)
        return self._documents[key]
