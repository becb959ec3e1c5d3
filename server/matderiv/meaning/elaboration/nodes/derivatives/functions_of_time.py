r"""Dots over functions of time: `\dot A` of an `A(t)`."""

from __future__ import annotations

from dataclasses import replace

from matderiv.algebra import Expression
from matderiv.meaning.elaboration.nodes.derivatives.differentiate import differentiate
from matderiv.meaning.elaboration.nodes.names.known_names import facts_of
from matderiv.meaning.elaboration.nodes.names.printed_names import symbol_by_name
from matderiv.meaning.elaboration.nodes.names.symbols import symbol
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.names import identifier_name
from matderiv.syntax import tree as t


def rate_of_function(e: Elaboration, name: str, node: t.Node) -> Expression | None:
    r"""`\dot A` of an `A(t)`, of which nothing else is said: its derivative by t."""
    if not isinstance(node, t.Identifier) or node.accents[-1:] != ("dot",):
        return None
    own = facts_of(e, name)
    base = facts_of(e, identifier_name(replace(node, accents=node.accents[:-1])))
    if base is None or len(base.arguments) != 1 or (own is not None and (own.shape or own.definition)):
        return None
    time = symbol_by_name(e, base.arguments[0], node)
    return differentiate(e, node, symbol(e, base.name, node), (time,), "mixed") if not time.shape else None
