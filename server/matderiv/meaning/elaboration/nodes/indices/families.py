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
    Member,
    Named,
    Shape,
    Symbol,
    is_row,
)
from matderiv.meaning.elaboration.nodes.indices.counting import index_at, number_of_values
from matderiv.meaning.elaboration.roles.role_shapes import role_shape
from matderiv.meaning.elaboration.roles.roles import role_costs
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.errors import ElaborationError
from matderiv.meaning.scopes.known_symbols import Symbols, summary
from matderiv.meaning.scopes.scope import Definition, SymbolFacts
from matderiv.syntax.tree import Node

COLON = ":"


def defined_array(e: Elaboration, facts: SymbolFacts, definition: Definition, node: Node) -> Expression:
    """The array whose entries a definition gives. Raises ElaborationError if its members are arrays themselves."""
    indices = {
        name: Index(name, _size_of(e, facts, axis, name))
        for axis, name in enumerate(definition.indices)
        if name != COLON
    }
    body = e.resolve(
        body_at(e, definition, {name: index_at(e, IndexForm.of(index)) for name, index in indices.items()})
    )
    if COLON in definition.indices:
        array = _from_slices(e, definition.indices, indices, body, node)
    elif body.shape == SCALAR:
        array = e.build(node, FromEntries, tuple(indices.values()), body)
    elif is_argument_of_a_loss(e, facts) and not is_row(body.shape):
        array = _stacked(e, facts, tuple(indices.values()), body, node)
    else:
        raise ElaborationError.at(node, f"{facts.name} is a family of arrays; an index is missing")
    array = e.resolve(array)
    return Named(Symbol(facts.name, array.shape, facts.properties), array)


def body_at(e: Elaboration, definition: Definition, indices: Mapping[str, IndexForm]) -> Expression:
    """The body of an indexed definition at given indices."""
    with e.binding({}, indices):
        return e.expression(definition.body)


def is_argument_of_a_loss(e: Elaboration, facts: SymbolFacts) -> bool:
    """Whether some loss of the note depends on all members of the family."""
    return facts.name in summary(_arguments_of_losses, e.scope)


def _arguments_of_losses(symbols: Symbols) -> frozenset[str]:
    through = {name for facts in symbols.values() for name in facts.through}
    arguments = {name for facts in symbols.values() if facts.definition is None for name in facts.arguments}
    # Numbers with an index are the entries of one vector.
    families = {name for name in arguments if (facts := symbols.get(name)) and facts.families and facts.shape}
    return frozenset(through | families)


def _stacked(
    e: Elaboration, facts: SymbolFacts, indices: tuple[Index, ...], body: Expression, node: Node
) -> Expression:
    """All members as one array: the axes of the family, then those of a member."""
    inner = tuple(Index(f"_{axis}", size) for axis, size in enumerate(body.shape))
    value = e.build(node, Entry, body, tuple(IndexForm.of(index) for index in inner))
    return e.build(node, FromEntries, (*indices, *inner), value)


def _size_of(e: Elaboration, facts: SymbolFacts, position: int, name: str) -> Dimension:
    if position < len(facts.families) and (size := facts.families[position].size):
        return _written_size(size)
    if not facts.families and facts.shape is not None and position < len(facts.shape):
        return facts.shape[position]
    index = e.scope.get(name)
    if index is not None and index.index_size is not None:
        return index.index_size
    return e.sizes.fresh()


def _written_size(last: str) -> Dimension:
    """The last index of a family: a name or a number."""
    return Dimension.of(int(last) if last.isdecimal() else last)


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


def family_symbol(e: Elaboration, facts: SymbolFacts) -> Symbol:
    """The symbol of a whole family: the axes of its indices, then those of a member."""
    known = e.families.get(facts.name)
    if known is not None:
        return known
    if facts.name in e.bare_members:
        raise ElaborationError(f"{facts.name} is a family; an index is missing")
    sizes = tuple(
        number_of_values(e, _written_size(f.size)) if f.size else e.sizes.fresh() for f in facts.families
    )
    shape = facts.shape if facts.shape is not None else member_shape(e, facts)
    result = Symbol(facts.name, sizes + shape, facts.properties, len(sizes))
    e.families[facts.name] = result
    return result


def column_of_members(e: Elaboration, facts: SymbolFacts) -> Expression:
    """The members of a family of numbers as one vector."""
    family = family_symbol(e, facts)
    index = Index("_number", family.shape[0])
    return FromEntries((index,), Member(family, (IndexForm.of(index),)))


def member_shape(e: Elaboration, facts: SymbolFacts) -> Shape:
    """The shape of a member, by its declared or guessed role."""
    role = facts.role or e.given_role(facts.name)
    if role is None:
        costs = role_costs(facts.name, e.conventions.letters)
        role = min(costs, key=lambda r: costs[r])
    if facts.role is None:
        e.chosen_roles[facts.name] = role
    return role_shape(e, role)
