"""Definitions with indices: `z_i = …`, `T_{ij} = t_{i-j+n}`, rows and columns given one by one."""

from __future__ import annotations

from collections.abc import Mapping

from matderiv.algebra import (
    SCALAR,
    Dimension,
    Entry,
    Expression,
    FromEntries,
    Index,
    IndexForm,
    Named,
    Symbol,
    is_row,
)
from matderiv.meaning.elaboration.context import Elaboration
from matderiv.meaning.elaboration.errors import ElaborationError
from matderiv.meaning.scope import Definition, SymbolFacts
from matderiv.syntax.tree import Node

COLON = ":"


def defined_array(e: Elaboration, facts: SymbolFacts, definition: Definition, node: Node) -> Expression:
    """The array whose entries a definition gives. Raises ElaborationError if its members are arrays themselves."""
    named = [name for name in definition.indices if name != COLON]
    indices = {name: Index(name, _size_of(e, facts, position, name)) for position, name in enumerate(named)}
    body = e.resolve(_body(e, definition, {name: IndexForm.of(index) for name, index in indices.items()}))
    if COLON in definition.indices:
        array = _from_slices(e, definition.indices, indices, body, node)
    elif body.shape == SCALAR:
        array = e.build(node, FromEntries, tuple(indices.values()), body)
    else:
        raise ElaborationError.at(node, f"{facts.name} is a family of arrays; an index is missing")
    array = e.resolve(array)
    return Named(Symbol(facts.name, array.shape, facts.properties), array)


def member_value(
    e: Elaboration, facts: SymbolFacts, definition: Definition, forms: tuple[IndexForm, ...]
) -> Expression:
    """The body of an indexed definition at given indices."""
    return _body(e, definition, dict(zip(definition.indices, forms, strict=True)))


def _body(e: Elaboration, definition: Definition, indices: Mapping[str, IndexForm]) -> Expression:
    with e.binding({}, indices):
        return e.expression(definition.body)


def _size_of(e: Elaboration, facts: SymbolFacts, position: int, name: str) -> Dimension:
    if position < len(facts.families) and (size := facts.families[position].size):
        return Dimension.of(size)
    if not facts.families and facts.shape is not None and position < len(facts.shape):
        return facts.shape[position]
    index = e.scope.get(name)
    if index is not None and index.index_size is not None:
        return index.index_size
    return e.sizes.fresh()


def _from_slices(
    e: Elaboration, names: tuple[str, ...], indices: Mapping[str, Index], body: Expression, node: Node
) -> Expression:
    """The matrix whose i-th row (`i`, `:`) or j-th column (`:`, `j`) is the body."""
    if len(body.shape) != (2 if is_row(body.shape) else 1) or len(names) != 2:
        raise ElaborationError.at(node, "rows or columns that are no vectors")
    along = Index("_" + "".join(indices), body.shape[-1])
    inner = IndexForm.of(along)
    forms = (IndexForm.of(1), inner) if is_row(body.shape) else (inner,)
    value = e.build(node, Entry, body, forms)
    order = tuple(along if name == COLON else indices[name] for name in names)
    return e.build(node, FromEntries, order, value)
