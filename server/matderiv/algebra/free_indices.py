"""The indices of an expression that no sum and no array of entries binds."""

from __future__ import annotations

from collections.abc import Iterator

from .expression import Expression, walk
from .indexing import (
    Entry,
    FromEntries,
    Index,
    IndexForm,
    IndexIndicator,
    IndexProduct,
    IndexSum,
    IndexValue,
    Member,
    SingleEntryMatrix,
)


def free_indices(expression: Expression) -> frozenset[Index]:
    """All indices that an expression depends on."""
    used: set[Index] = set()
    bound: set[Index] = set()
    for node in walk(expression):
        used.update(index for form in _forms(node) for index, _ in form.terms)
        if isinstance(node, (IndexSum, IndexProduct)):
            bound.add(node.index)
        elif isinstance(node, FromEntries):
            bound.update(node.indices)
    return frozenset(used - bound)


def _forms(node: Expression) -> Iterator[IndexForm]:
    if isinstance(node, (Entry, Member, SingleEntryMatrix)):
        yield from (form for form in node.indices if form is not None)
    elif isinstance(node, IndexIndicator):
        yield from (node.left, node.right)
    elif isinstance(node, IndexValue):
        yield node.index
