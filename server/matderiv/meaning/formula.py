"""A formula of a document: its tree, and the way from the tree's offsets to the document's."""

from __future__ import annotations

from dataclasses import dataclass

from matderiv.syntax import Node
from matderiv.text import SourceText


@dataclass(frozen=True, slots=True)
class Formula:
    """A parsed formula. `start` and `end` are document offsets that include the delimiters."""

    tree: Node
    source: SourceText
    start: int
    end: int
    display: bool = False

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The document range of a range of the formula's text."""
        return self.source.range_to_document(start, end)

    def place_of(self, *nodes: Node) -> tuple[int, int]:
        """The document range that the nodes cover together."""
        return self.place(min(node.start for node in nodes), max(node.end for node in nodes))

    def tex(self, *nodes: Node) -> str:
        """The source that the nodes cover together."""
        return self.source.text[min(node.start for node in nodes) : max(node.end for node in nodes)]
