"""Members of families: `x_i`, `x^{(i)}_j`, members that a definition gives, states of a recurrence."""

from __future__ import annotations

from matderiv.algebra import Entry, Expression, IndexForm, Named, Symbol, Transpose
from matderiv.meaning.elaboration.nodes.indices.entries import entries, index_parts
from matderiv.meaning.elaboration.nodes.indices.families import body_at, family_symbol, is_argument_of_a_loss
from matderiv.meaning.elaboration.nodes.indices.indices import entry_forms, index_form, member
from matderiv.meaning.elaboration.nodes.indices.recurrences import definition_index, is_recurrent, is_unrolled
from matderiv.meaning.elaboration.nodes.names.definitions import in_definition, is_final
from matderiv.meaning.elaboration.nodes.names.symbols import symbol
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.errors import ElaborationError, ShapeFaultError
from matderiv.meaning.names import Script, symbol_name
from matderiv.meaning.scopes.scope import Definition, SymbolFacts
from matderiv.syntax import tree as t


def of_family(
    e: Elaboration, node: t.Node, facts: SymbolFacts, scripts: tuple[Script, ...]
) -> Expression | None:
    """`x_i`, `x^{(i)}_j`: first the indices of the family, then those of the member's entries."""
    parts = [part for script in scripts for part in index_parts(script)]
    count = len(facts.families)
    # One script may carry several indices of a definition: `\gamma_{ji}`.
    if facts.definition is not None and len(parts) == len(facts.definition.indices) > count:
        return _defined_member(e, node, facts, parts)
    if len(parts) < count:
        return None
    rest = tuple(script for script in scripts[count:]) if len(scripts) >= count else ()
    if facts.definition is not None and facts.name not in e.surroundings.observed:
        value: Expression | None = _defined_member(e, node, facts, parts[:count])
    else:
        value = member(e, node, family_symbol(e, facts), parts[:count])
    if value is None or len(parts) == count:
        return value
    if rest:
        return entries(e, node, value, rest)
    return e.build(node, Entry, value, entry_forms(e, node, value.shape, tuple(parts[count:])))


def of_defined_family(
    e: Elaboration, node: t.Node, facts: SymbolFacts, scripts: tuple[Script, ...]
) -> Expression | None:
    parts = [part for script in scripts for part in index_parts(script)]
    count = len([name for name in facts.definition.indices if name != ":"]) if facts.definition else 0
    if len(parts) < count:
        return None
    value = _defined_member(e, node, facts, parts[:count])
    return value if len(parts) == count else e.build(
        node, Entry, value, entry_forms(e, node, value.shape, tuple(parts[count:]))
    )  # fmt: skip


def _defined_member(e: Elaboration, node: t.Node, facts: SymbolFacts, parts: list[t.Node]) -> Expression:
    """A member of a family that a definition gives: an entry of the whole where that is an array."""
    definition = facts.definition
    assert definition is not None
    if len(parts) != len(definition.indices):
        raise ElaborationError.at(node, f"{facts.name} is defined with other indices")
    if is_recurrent(facts):
        return _state(e, node, facts, definition, parts)
    if is_argument_of_a_loss(e, facts):
        return _of_stack(e, node, facts, parts)
    try:
        return entry_of_defined(e, node, facts, parts)
    except ElaborationError:
        return _of_single_definition(e, node, facts, definition, parts)


def _of_single_definition(
    e: Elaboration, node: t.Node, facts: SymbolFacts, definition: Definition, parts: list[t.Node]
) -> Expression:
    """A member by its definition; where that is not understood, a member of which only the shape is known."""
    try:
        return _by_definition(e, node, facts, definition, parts)
    except ElaborationError as error:
        if is_final(error) or facts.shape is None:
            raise
        e.given_up.add(facts.name)
        return member(e, node, family_symbol(e, facts), parts)


def _state(
    e: Elaboration, node: t.Node, facts: SymbolFacts, definition: Definition, parts: list[t.Node]
) -> Expression:
    """A member of a recurrence: the earliest one in the claim is a variable, the next is defined by it."""
    form = index_form(e, parts[0]) if len(parts) == 1 else None
    if form is None:
        raise ElaborationError.at(node, f"{facts.name} is a recurrence in several indices")
    if is_unrolled(e, node, facts, form):
        return _by_definition(e, node, facts, definition, parts)
    return member(e, node, family_symbol(e, facts), parts)


def _by_definition(
    e: Elaboration, node: t.Node, facts: SymbolFacts, definition: Definition, parts: list[t.Node]
) -> Expression:
    """The body of the definition at the indices, as a named quantity."""
    indices = indices_of_definition(e, node, definition, parts)
    e.resolving.append(f"{facts.name}[")
    try:
        value = e.resolve(body_at(e, definition, indices))
    except ShapeFaultError as error:
        raise in_definition(error, facts, node) from error
    finally:
        e.resolving.pop()
    return Named(Symbol(symbol_name(node) or facts.name, value.shape), value)


def indices_of_definition(
    e: Elaboration, node: t.Node, definition: Definition, parts: list[t.Node]
) -> dict[str, IndexForm]:
    """What stands for the indices of a definition where a member is written."""
    indices: dict[str, IndexForm] = {}
    for written, part in zip(definition.indices, parts, strict=True):
        form = index_form(e, part)
        if form is None:
            raise ElaborationError.at(node, f"a slice of the family {definition.name}")
        name, shifted = definition_index(e, written, form)
        indices[name] = shifted
    return indices


def _of_stack(e: Elaboration, node: t.Node, facts: SymbolFacts, parts: list[t.Node]) -> Expression:
    """A member of a family on all of which a loss depends: a slice of the stacked family."""
    stack = e.resolve(symbol(e, facts.name, node))
    forms = [index_form(e, part, size) for part, size in zip(parts, stack.shape, strict=False)]
    kept = len(stack.shape) - len(forms)
    value = e.build(node, Entry, stack, (*forms, *([None] * kept)))
    return Transpose(value) if len(forms) == 1 and kept == 1 else value


def entry_of_defined(e: Elaboration, node: t.Node, facts: SymbolFacts, parts: list[t.Node]) -> Expression:
    """The entry of the array of all members, if the members are scalars."""
    array = e.resolve(symbol(e, facts.name, node))
    return e.build(node, Entry, array, entry_forms(e, node, array.shape, tuple(parts)))
