"""Families that are defined by their own earlier members: `h_{t+1} = \\tanh(W h_t)`."""

from __future__ import annotations

from matderiv.algebra import Dimension, IndexForm
from matderiv.meaning.elaboration.nodes.indices.indices import index_form
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.errors import ElaborationError
from matderiv.meaning.names import SymbolParts, index_nodes, symbol_name, symbol_parts, symbols_in
from matderiv.meaning.scopes.scope import SymbolFacts
from matderiv.syntax import parse
from matderiv.syntax import tree as t


def is_recurrent(facts: SymbolFacts) -> bool:
    """Whether the body of a definition contains members of the family itself."""
    if facts.definition is None:
        return False
    for node in t.walk(facts.definition.body):
        parts = symbol_parts(node) if isinstance(node, (t.Subscript, t.Superscript)) else None
        if parts is not None and parts.base == facts.name:
            return True
    return False


def is_unrolled(e: Elaboration, node: t.Node, facts: SymbolFacts, form: IndexForm) -> bool:
    """Whether a member is read by its definition: the earliest member that the claim mentions is a variable, the
    one after it is defined by it.

    Raises ElaborationError where the claim would need more than one step of the recurrence.
    """
    if any(name.startswith(f"{facts.name}[") for name in e.resolving):
        return False
    if _is_constant(e, facts):
        return False
    mentioned = {_offset(other, form) for other in _mentioned(e, facts)} | {0}
    if None in mentioned:
        raise ElaborationError.at(
            node, f"{facts.name} is a recurrence, of which more than one step is needed"
        )
    steps = sorted(number for number in mentioned if number is not None)
    if len(steps) == 1 and _only_by_this_step(e, facts, form):
        return True
    alone = len(steps) == 1 and not _only_by_members(e, facts)
    if alone or steps[-1] - steps[0] > 1:
        raise ElaborationError.at(
            node, f"{facts.name} is a recurrence, of which more than one step is needed"
        )
    return steps[0] < 0


def _only_by_this_step(e: Elaboration, facts: SymbolFacts, form: IndexForm) -> bool:
    """Whether the claim differentiates by what belongs to this step, such as the gates of a cell, and not only by the
    member itself: earlier members do not depend on it.
    """
    variables = e.surroundings.gradient_variables
    written = [(name, symbol_parts(tree)) for name, tree in e.surroundings.trees.items()]
    members = [parts for name, parts in written if parts and (name in variables or parts.base in variables)]
    if {parts.base for parts in members} <= {facts.name} or len(members) < len(variables):
        return False
    return all(_offset_of(e, parts, form) == 0 for parts in members)


def _offset_of(e: Elaboration, parts: SymbolParts, base: IndexForm) -> int | None:
    nodes = index_nodes(parts.scripts[0].node) if len(parts.scripts) == 1 else ()
    form = index_form(e, nodes[0]) if len(nodes) == 1 else None
    return None if form is None else _offset(form, base)


def _is_constant(e: Elaboration, facts: SymbolFacts) -> bool:
    """Whether the recurrence contains nothing by which the claim differentiates, nor the family itself is that."""
    written = e.surroundings.gradient_variables | e.surroundings.varying
    varying = {_owner(e, name) for name in written}
    return bool(varying) and facts.name not in varying and _names_reached(e, facts).isdisjoint(varying)


def _names_reached(e: Elaboration, facts: SymbolFacts) -> frozenset[str]:
    """The symbols and families in a definition, and in those of the symbols in it."""
    found: set[str] = set()
    waiting = [facts]
    while waiting:
        current = waiting.pop()
        names = {*current.arguments, *current.through}
        if current.definition is not None:
            names.update(symbol_name(node) or "" for node in symbols_in(current.definition.body))
        for name in {_owner(e, name) for name in names} - found:
            found.add(name)
            known = e.scope.get(name)
            if known is not None:
                waiting.append(known)
    return frozenset(found)


def _owner(e: Elaboration, name: str) -> str:
    """The letter of an undeclared name with scripts, `h` of `h_t`; any other name as it is."""
    parts = symbol_parts(parse(name).tree) if "_" in name or "^" in name else None
    return name if parts is None or e.scope.get(name) is not None else parts.base


def _only_by_members(e: Elaboration, facts: SymbolFacts) -> bool:
    """Whether the claim differentiates by members of the family only: then earlier members are constants."""
    return all(
        name.startswith((f"{facts.name}_", f"{facts.name}^")) for name in e.surroundings.gradient_variables
    )


def _mentioned(e: Elaboration, facts: SymbolFacts) -> list[IndexForm]:
    """The indices with which the claim, or what a loss of it depends on, mentions the family."""
    trees = list(e.surroundings.trees.values())
    for other in e.scope.symbols.values():
        trees.extend(parse(name).tree for name in other.through if name.startswith(f"{facts.name}_"))
    forms: list[IndexForm] = []
    for tree in trees:
        parts = symbol_parts(tree)
        if parts is None or parts.base != facts.name or len(parts.scripts) != 1:
            continue
        nodes = index_nodes(parts.scripts[0].node)
        form = index_form(e, nodes[0]) if len(nodes) == 1 else None
        if form is not None:
            forms.append(form)
    return forms


def _offset(form: IndexForm, base: IndexForm) -> int | None:
    """How many steps a form is after another; None if that is no number."""
    if [(index.name, c) for index, c in form.terms] != [(index.name, c) for index, c in base.terms]:
        return None
    difference = form.offset - base.offset
    return 0 if difference == Dimension.of(0) else difference.literal


def definition_index(e: Elaboration, written: str, form: IndexForm) -> tuple[str, IndexForm]:
    """The index name of a definition and its value where the written index (`t`, `t+1`) has a given value."""
    tree = parse(written).tree
    if not isinstance(tree, t.Sum):
        return written, form
    name = next((term.name for term in tree.terms if isinstance(term, t.Identifier)), written)
    shift = Dimension.of(0)
    for term in tree.terms:
        number = term.operand if isinstance(term, t.Negate) else term
        if isinstance(number, t.Number) and number.text.isdigit():
            value = int(number.text)
            shift = shift + (-value if isinstance(term, t.Negate) else value)
    return name, IndexForm(form.terms, form.offset - shift)
