"""Which symbols and indices the value of an expression depends on."""

from __future__ import annotations

from collections.abc import Iterable

from ..algebra import (
    Entry,
    Expression,
    FromEntries,
    Index,
    IndexForm,
    IndexIndicator,
    IndexProduct,
    IndexSum,
    IndexValue,
    Member,
    Named,
    SingleEntryMatrix,
    Symbol,
    walk,
)
from .sampling import SymbolKey, symbol_key


def forms_of(node: Expression) -> tuple[IndexForm, ...]:
    """The index forms that stand in a node itself."""
    match node:
        case Entry():
            return tuple(form for form in node.indices if form is not None)
        case Member() | SingleEntryMatrix():
            return node.indices
        case IndexSum() | IndexProduct():
            return (node.lower, node.upper)
        case IndexIndicator():
            return (node.left, node.right)
        case IndexValue():
            return (node.index,)
    return ()


def indices_bound_by(node: Expression) -> tuple[Index, ...]:
    """The indices that a node binds in its body."""
    if isinstance(node, IndexSum | IndexProduct):
        return (node.index,)
    return node.indices if isinstance(node, FromEntries) else ()


def indices_in(forms: Iterable[IndexForm]) -> dict[Index, None]:
    return {index: None for form in forms for index, coefficient in form.terms if coefficient}


def definitions_in(nodes: Iterable[Expression]) -> dict[SymbolKey, Expression]:
    """The definitions of named quantities, for places where the bare symbol stands."""
    named = {symbol_key(node.symbol): node.definition for node in nodes if isinstance(node, Named)}
    return {key: definition for key, definition in named.items() if not _mentions(definition, key)}


def _mentions(definition: Expression, key: SymbolKey) -> bool:
    """Whether a definition is recursive: then the bare symbol cannot stand for it."""
    return any(isinstance(node, Symbol) and symbol_key(node) == key for node in walk(definition))


class Dependence:
    """Remembers, for each node, the symbols (by key) and the free indices that it contains."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Expression, frozenset[object]]] = {}

    def names(self, node: Expression) -> frozenset[object]:
        known = self._known.get(id(node))
        if known is None:
            known = self._known[id(node)] = (node, self._names(node))
        return known[1]

    def _names(self, node: Expression) -> frozenset[object]:
        below: set[object] = set()
        for child in node.children():
            below |= self.names(child)
        below.difference_update(indices_bound_by(node))
        below.update(indices_in(forms_of(node)))
        if isinstance(node, Symbol):
            below.add(symbol_key(node))
        elif isinstance(node, Named):
            below.add(symbol_key(node.symbol))
        return frozenset(below)


def free_indices(*expressions: Expression) -> tuple[Index, ...]:
    """The indices that no sum or array in the expressions binds, in order of appearance."""
    found: dict[Index, None] = {}
    known: dict[int, dict[Index, None]] = {}

    def visit(node: Expression) -> dict[Index, None]:
        result = known.get(id(node))
        if result is None:
            result = {}
            for child in node.children():
                result.update(visit(child))
            for index in indices_bound_by(node):
                result.pop(index, None)
            result.update(indices_in(forms_of(node)))
            known[id(node)] = result
        return result

    for expression in expressions:
        found.update(visit(expression))
    return tuple(found)
