"""Sums and negation."""

from __future__ import annotations

from ...algebra import Add, Expression, Negate
from ..arithmetic.duals import Array, add, negate
from ..evaluation import Evaluator, Rule


def summed(node: Add, at: Evaluator) -> Array:
    result = at.value(node.terms[0])
    at.note_summand(result)
    for term in node.terms[1:]:
        value = at.value(term)
        at.note_summand(value)
        result = add(result, value)
    return result


def negated(node: Negate, at: Evaluator) -> Array:
    return negate(at.value(node.operand))


RULES: dict[type[Expression], Rule] = {Add: summed, Negate: negated}
