"""Symbols under another name: what a note makes of a letter by what it writes before or behind it."""

from __future__ import annotations

from collections.abc import Callable, Container

from matderiv.meaning.names import symbol_parts
from matderiv.meaning.tree_changes import changed_tree
from matderiv.syntax import tree as t


def renamed(
    symbol: t.Node, bases: Container[str], rename: Callable[[t.Identifier], t.Identifier]
) -> t.Node | None:
    """The symbol, its scripts kept, under the new name of its letter; None if its base is none of these."""
    parts = symbol_parts(symbol)
    if parts is None or parts.base not in bases or not isinstance(parts.identifier, t.Identifier):
        return None
    letter = rename(parts.identifier)
    return changed_tree(symbol, lambda part: letter if part is parts.identifier else part)


def base_of(symbol: t.Node) -> frozenset[str]:
    """The base of a symbol as the only one; none for what is no symbol."""
    parts = symbol_parts(symbol)
    return frozenset() if parts is None else frozenset({parts.base})
