r"""Calls of functions with an index: `P_l(y)` of `P_j(x) = …`, and `\ell_i(w)` of which nothing is said."""

from __future__ import annotations

from dataclasses import replace

from matderiv.algebra import SCALAR, Apply, Expression, FunctionSymbol, Named
from matderiv.meaning.elaboration.nodes.calls.parameters import bindings, body_with
from matderiv.meaning.elaboration.nodes.indices.indices import entry
from matderiv.meaning.elaboration.nodes.names.known_names import facts_of
from matderiv.meaning.elaboration.nodes.scripts.members import indices_of_definition
from matderiv.meaning.elaboration.roles.function_letters import SUMMAND_LETTERS, is_function_letter
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.names import index_nodes, symbol_name, symbol_parts
from matderiv.meaning.scopes.scope import SymbolFacts
from matderiv.syntax import tree as t


def family_call(
    e: Elaboration, node: t.Call, head: t.Node, arguments: tuple[t.Node, ...]
) -> Expression | None:
    """The value of one of several functions that a definition gives; None for any other call."""
    parts = symbol_parts(head)
    if parts is None or len(parts.scripts) != 1 or parts.scripts[0].upper or not arguments:
        return None
    facts = facts_of(e, parts.base)
    written = list(index_nodes(parts.scripts[0].node))
    if facts is None or not _is_defined_for(facts, written, arguments):
        return None
    definition = facts.definition
    assert definition is not None
    symbols, indices = bindings(e, definition, arguments)
    indices |= indices_of_definition(e, node, definition, written)
    own = replace(facts, name=symbol_name(head) or facts.name)
    value = body_with(e, node, own, symbols, indices)
    is_general = definition.indices == tuple(map(symbol_name, written))
    return value.definition if isinstance(value, Named) and not is_general else value


def unknown_member_call(
    e: Elaboration, node: t.Call, head: t.Node, arguments: tuple[t.Node, ...]
) -> Expression | None:
    r"""`\ell_i(w)` at a symbol, one of several unknown numbers that depend on it; None for any other call."""
    parts = symbol_parts(head)
    if parts is None or len(parts.scripts) != 1 or parts.scripts[0].upper or len(arguments) != 1:
        return None
    facts = facts_of(e, parts.base)
    is_free = facts is None or (facts.role == "function" and facts.definition is None)
    is_usual = is_function_letter(parts.base) or parts.base in SUMMAND_LETTERS
    if not is_free or not is_usual or symbol_name(arguments[0]) is None or parts.base in e.undeclared:
        return None
    argument = e.expression(arguments[0])
    if argument.shape == SCALAR:
        return None
    e.functions.add(parts.base)
    e.guessed_functions.add(parts.base)
    codomain = e.function_values.setdefault(parts.base, (e.sizes.fresh(),))
    function = FunctionSymbol(parts.base, (e.shape(argument),), codomain)
    return entry(e, node, e.build(node, Apply, function, (argument,)), parts.scripts[0].node)


def _is_defined_for(facts: SymbolFacts, indices: list[t.Node], arguments: tuple[t.Node, ...]) -> bool:
    definition = facts.definition
    if definition is None or not definition.indices:
        return False
    return len(definition.indices) == len(indices) and len(definition.parameters) == len(arguments)
