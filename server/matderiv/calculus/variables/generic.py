"""Variables without their structure, while a second derivative is taken.

A first derivative is simplified by what is declared, such as X^T = X. As a function of unconstrained entries it is then
another one, so before a derivative is taken of it the variable has no structure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from matderiv.algebra import (
    Condition,
    Expression,
    Member,
    Named,
    Symbol,
    transform_bottom_up,
    walk,
    with_implied,
)

from ..contraction.terms import ArrayFactor, Term

KEPT = frozenset(
    {
        "constant",
        "full column rank",
        "full row rank",
        "integer",
        "invertible",
        "nonnegative",
        "nonzero",
        "positive",
        "positive determinant",
        "simple eigenvalue",
        "without zero entries",
    }
)


class GenericVariables:
    """Takes the structure of variables away, and gives it back."""

    def __init__(self, variables: Sequence[Expression]) -> None:
        self._generic: dict[Symbol, Symbol] = {}
        for variable in variables:
            for node in walk(variable):
                symbol = node.family if isinstance(node, Member) else node
                if isinstance(symbol, Symbol):
                    kept = with_implied(symbol.properties) & KEPT
                    if kept != symbol.properties:
                        self._generic[symbol] = replace(symbol, properties=kept)

    def without_structure(self, expression: Expression) -> Expression:
        return _replaced(expression, self._generic)

    def restored(self, terms: Sequence[Term]) -> list[Term]:
        declared = {generic: symbol for symbol, generic in self._generic.items()}
        if not declared:
            return list(terms)
        return [
            replace(
                term,
                factors=tuple(
                    ArrayFactor(_replaced(factor.expression, declared), factor.subscripts, factor.exponent)
                    for factor in term.factors
                ),
            )
            for term in terms
        ]

    def restored_condition(self, condition: Condition | str) -> Condition | str:
        if isinstance(condition, str):
            return condition
        declared = {generic: symbol for symbol, generic in self._generic.items()}
        return Condition(_replaced(condition.expression, declared), condition.property)


def _replaced(expression: Expression, symbols: dict[Symbol, Symbol]) -> Expression:
    if not symbols:
        return expression

    def change(node: Expression) -> Expression:
        if isinstance(node, Symbol):
            return symbols.get(node, node)
        if isinstance(node, Member) and node.family in symbols:
            return Member(symbols[node.family], node.indices)
        if isinstance(node, Named) and node.symbol in symbols:
            return Named(symbols[node.symbol], node.definition)
        return node

    return transform_bottom_up(expression, change)
