r"""Primes that are derivatives: `f'` of a function of the note, `(\tanh x)'`."""

from __future__ import annotations

from matderiv import algebra as a
from matderiv.algebra import Expression
from matderiv.meaning.elaboration.nodes.derivatives.differentiate import HIGHEST_ORDER, differentiate
from matderiv.meaning.elaboration.nodes.derivatives.gradient_variables import variable_of
from matderiv.meaning.elaboration.nodes.names.known_names import facts_of
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.errors import ElaborationError
from matderiv.meaning.elaboration.state.layouts import NUMERATOR
from matderiv.meaning.names import symbol_name
from matderiv.syntax import tree as t


def prime_of_function(e: Elaboration, node: t.Prime) -> Expression | None:
    """`f'` of a function of the note: its derivative, a row for scalar values; None for anything else."""
    name = symbol_name(node.base)
    facts = facts_of(e, name) if name else None
    if facts is None or node.count > HIGHEST_ORDER:
        return None
    if facts.function is None and not (facts.definition and facts.definition.parameters):
        return None
    body = e.expression(node.base)
    by = variable_of(e, node.base, body)
    if node.count > 1:
        return differentiate(e, node, body, (by,) * node.count)
    return differentiate(e, node, body, (by,), NUMERATOR)


def prime_of_expression(e: Elaboration, node: t.Prime) -> Expression:
    r"""`(\tanh x)'`: the derivative of an expression by its only number."""
    body = e.expression(node.base)
    if body.shape != a.SCALAR or node.count > 2:
        raise ElaborationError.at(node, "a prime of which it is not known whether it is a derivative")
    e.assume("a prime is a derivative")
    return differentiate(e, node, body, (variable_of(e, node.base, body),) * node.count)
