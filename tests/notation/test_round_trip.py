"""What is printed is read back by the parser and the elaboration of this package as the same expression."""

import pytest

from matderiv.algebra import (
    CommutationMatrix,
    EntrySum,
    Expression,
    FunctionDerivative,
    Named,
    Number,
    Ones,
    Size,
    Symbol,
    walk,
)
from matderiv.calculus.contraction.indices import free_indices
from matderiv.meaning import read_expression
from matderiv.meaning.scopes.scope import Scope, SymbolFacts
from tests.notation.test_latex import PRINTED

WRITTEN_OTHERWISE = (CommutationMatrix, EntrySum, FunctionDerivative, Named, Size)
"""Kinds that are printed by means of others, so that reading gives an equal value but not an equal tree."""


def scope_of(expression: Expression) -> Scope:
    """What a note would have to say for the expression."""
    scope = Scope()
    for node in walk(expression):
        if isinstance(node, Symbol):
            scope = scope.with_symbol(SymbolFacts(node.name, shape=node.shape))
        function = getattr(node, "function", None)
        if function is not None and not isinstance(function, str):
            scope = scope.with_symbol(SymbolFacts(function.name, function=function))
    for index in free_indices(expression):
        scope = scope.with_symbol(SymbolFacts(index.name, role="index", index_size=index.size))
    return scope


def is_comparable(expression: Expression) -> bool:
    return not any(
        isinstance(node, WRITTEN_OTHERWISE)
        or (isinstance(node, Ones) and len(node.shape) > 1)
        or (
            isinstance(node, Number)
            and ((node.value.denominator > 1 and node.digits is None) or node.value < 0)
        )
        for node in walk(expression)
    )


CASES = [(expression, latex) for expression, latex in PRINTED if is_comparable(expression)]


@pytest.mark.parametrize(("expression", "latex"), CASES, ids=[latex for _, latex in CASES])
def test_read_back(expression: Expression, latex: str) -> None:
    found = read_expression(latex, scope_of(expression), expression.shape)
    if r"\cdot" in latex:
        assert found.shape == expression.shape
    else:
        assert found == expression
