r"""Calls that are parsed as products: `A(x^\top\beta)`, `A'(z)`, `\Phi(x)^\top` of a letter that is a function."""

from __future__ import annotations

from matderiv import algebra as a
from matderiv.algebra import Expression
from matderiv.meaning.elaboration.nodes.functions.functions import is_known_function
from matderiv.meaning.elaboration.nodes.names.known_names import facts_of
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.names import symbol_name
from matderiv.meaning.scopes.scope import SymbolFacts
from matderiv.syntax import tree as t


def declared_call(e: Elaboration, nodes: tuple[t.Node, ...]) -> tuple[Expression, int] | None:
    """The value of a declared function at the brackets behind it, and how many factors that are; None if it is none."""
    if len(nodes) < 2:
        return None
    head = nodes[0].base if isinstance(nodes[0], t.Prime) else nodes[0]
    transposed = isinstance(nodes[1], t.Transpose)
    group = nodes[1].base if isinstance(nodes[1], t.Transpose) else nodes[1]
    if not isinstance(group, t.Group) or group.opening != "(":
        return None
    arguments = group.body.items if isinstance(group.body, t.Sequence) else (group.body,)
    name = symbol_name(head)
    facts = facts_of(e, name) if name is not None and name not in e.bound else None
    if facts is None or not _takes(facts, len(arguments)):
        return None
    value = e.expression(t.Call(nodes[0].start, group.end, nodes[0], arguments, "()", True))
    return (a.Transpose(value) if transposed else value), 2


def _takes(facts: SymbolFacts, number: int) -> bool:
    """Whether a name has the type of a function of that many arguments, or is said to act entry by entry."""
    if facts.elementwise or (facts.meaning is not None and is_known_function(facts.meaning)):
        return number == 1
    if facts.definition is not None and facts.definition.parameters:
        return len(facts.definition.parameters) == number
    if facts.meaning is not None or facts.definition is not None or facts.shape is not None:
        return False
    return facts.function is not None and len(facts.function.domain) == number
