r"""Scripts on what looks like a call and is a product: in `b'(X')^{-1}` the inverse is that of the last factor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from matderiv.algebra import Expression
from matderiv.meaning.elaboration.nodes.names.known_names import facts_of
from matderiv.meaning.elaboration.roles.function_letters import is_function_letter
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.errors import ShapeFaultError
from matderiv.meaning.names import symbol_name
from matderiv.syntax import tree as t

Scripted: TypeAlias = t.Transpose | t.Inverse | t.InverseTranspose | t.Power | t.Prime
Reader: TypeAlias = Callable[[Elaboration, Scripted], Expression]


def on_last_factor(reader: Callable[..., Expression]) -> Reader:
    """The reader of a script, which reads a script on a product in the guise of a call as one on its last factor."""

    def read(e: Elaboration, node: Scripted) -> Expression:
        base = node.base
        if (
            isinstance(base, t.Call)
            and len(base.arguments) == 1
            and base.delimiters in ("()", "[]")
            and _is_product(e, base)
        ):
            last = t.Group(
                base.function.end, base.end, base.delimiters[:1], base.delimiters[1:], base.arguments[0]
            )
            factors = (base.function, replace(node, start=last.start, base=last))
            return e.expression(t.Juxtaposition(node.start, node.end, factors))
        return reader(e, node)

    return read


def _is_product(e: Elaboration, call: t.Call) -> bool:
    """Whether a call is read as a product; that of a plain function, which may be deeply nested, is not read twice."""
    if _is_plain_function(e, call):
        return False
    try:
        e.expression(call)
    except ShapeFaultError:
        if id(call) not in e.products:
            raise
    return id(call) in e.products


def _is_plain_function(e: Elaboration, call: t.Call) -> bool:
    """Whether the head alone tells that a call is one."""
    name = symbol_name(call.function)
    if call.certain or name is None:
        return call.certain
    facts = facts_of(e, name)
    if facts is None:
        return is_function_letter(name) and name not in e.bound and name not in e.undeclared
    parameters = facts.definition.parameters if facts.definition is not None else facts.arguments
    return facts.elementwise or facts.function is not None or len(parameters) == len(call.arguments)
