r"""Calls of one of several functions: `r_i(x)` of a vector-valued r, `f_i(x)` of `f_1, \dots, f_m` or as defined."""

from __future__ import annotations

from dataclasses import replace

from matderiv import algebra as a
from matderiv.algebra import SCALAR, Expression
from matderiv.meaning.elaboration.nodes.indices.indices import entry
from matderiv.meaning.elaboration.nodes.names.known_names import facts_of
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.names import symbol_name, symbol_parts
from matderiv.meaning.scopes.scope import SymbolFacts
from matderiv.syntax import tree as t


def component_call(
    e: Elaboration, node: t.Call, head: t.Node, arguments: tuple[t.Node, ...]
) -> Expression | None:
    """The component of a vector-valued function; several scalar functions are the components of one."""
    parts = symbol_parts(head)
    if parts is None or len(parts.scripts) != 1 or len(parts.scripts[0].texts) != 1 or parts.scripts[0].upper:
        return None
    facts = facts_of(e, parts.base)
    if facts is not None and _is_member_as_defined(facts, arguments):
        return e.expression(head)
    function = _whole(e, facts) if facts is not None else None
    if function is None or len(function.domain) != len(arguments):
        return None
    e.functions.add(function.name)
    value = e.build(node, a.Apply, function, tuple(e.expression(argument) for argument in arguments))
    return entry(e, node, value, parts.scripts[0].node)


def _is_member_as_defined(facts: SymbolFacts, arguments: tuple[t.Node, ...]) -> bool:
    r"""Whether a call is that of a defined family with its own parameters: `f_i(w)` of `f_i(w) = (w^\top x_i)^2`."""
    definition = facts.definition
    if definition is None or not definition.indices or not facts.families:
        return False
    return definition.parameters == tuple(map(symbol_name, arguments))


def _whole(e: Elaboration, facts: SymbolFacts) -> a.FunctionSymbol | None:
    """The function with all components."""
    if facts.function is None or facts.definition is not None:
        return None
    if facts.function.codomain != SCALAR:
        return facts.function if len(facts.function.codomain) == 1 else None
    if not facts.families:
        return None
    codomain = e.function_values.setdefault(facts.name, (e.sizes.fresh(),))
    return replace(facts.function, codomain=codomain)
