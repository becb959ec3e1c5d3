"""The layout that shows in the shape which a note gives to a derivative."""

from __future__ import annotations

from collections.abc import Mapping

from matderiv.algebra import Shape, is_row, jacobian_axes
from matderiv.meaning.declarations.fact import LayoutFact
from matderiv.meaning.names import symbol_name
from matderiv.meaning.scopes.scope import (
    SCALAR_BY_MATRIX,
    SCALAR_BY_VECTOR,
    VECTOR_BY_VECTOR,
    Conventions,
    SymbolFacts,
)
from matderiv.syntax import tree as t


def stated_layout(fact: LayoutFact, symbols: Mapping[str, SymbolFacts]) -> Conventions | None:
    """The layout for a kind of derivative, if the shapes of value and variable are known and tell it."""
    function = symbols.get(fact.value)
    called = _called(function, fact.variable, symbols)
    variable = _shape(symbols.get(fact.variable)) or _domain(function) or _domain(called)
    if variable is None:
        return None
    value = _shape(function) or _shape(called) or ()
    found = _layout(value, variable, fact.shape)
    return None if found is None else Conventions(layouts=(found,)).said_in(fact.source)


def _called(
    facts: SymbolFacts | None, variable: str, symbols: Mapping[str, SymbolFacts]
) -> SymbolFacts | None:
    """The function of which a symbol is the value at the variable: `f` where `y = f(x)`."""
    body = facts.definition.body if facts is not None and facts.definition is not None else None
    if not isinstance(body, t.Call) or [symbol_name(argument) for argument in body.arguments] != [variable]:
        return None
    return symbols.get(symbol_name(body.function) or "")


def _shape(facts: SymbolFacts | None) -> Shape | None:
    if facts is None:
        return None
    return facts.function.codomain if facts.function is not None else facts.shape


def _domain(facts: SymbolFacts | None) -> Shape | None:
    """The shape of the only argument."""
    function = facts.function if facts is not None else None
    return function.domain[0] if function is not None and len(function.domain) == 1 else None


def _layout(value: Shape, variable: Shape, stated: Shape) -> tuple[str, str] | None:
    if value == () and len(variable) == 1:
        if len(stated) == 2 and not is_row(stated):
            return None
        return (SCALAR_BY_VECTOR, "numerator" if is_row(stated) else "denominator")
    if value == () and len(variable) == 2 and not is_row(variable):
        return _turned(SCALAR_BY_MATRIX, variable, stated, "denominator", "numerator")
    axes = (*jacobian_axes(value), *jacobian_axes(variable))
    if value != () and len(axes) == 2:
        return _turned(VECTOR_BY_VECTOR, axes, stated, "numerator", "denominator")
    return None


def _turned(kind: str, axes: Shape, stated: Shape, same: str, turned: str) -> tuple[str, str] | None:
    if len(stated) != 2 or axes[0] == axes[1]:
        return None
    if stated == axes:
        return kind, same
    return (kind, turned) if stated == axes[::-1] else None
