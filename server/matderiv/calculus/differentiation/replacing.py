"""Replacement of symbols in an expression by values."""

from __future__ import annotations

from matderiv.algebra import Expression, Named, Symbol, walk

from ..errors import NotDifferentiable


def replaced(body: Expression, variable: Expression, value: Expression) -> Expression:
    """The body with a symbol replaced; a named quantity that depends on it becomes its definition."""
    symbol = variable.symbol if isinstance(variable, Named) else variable
    if not isinstance(symbol, Symbol):
        raise NotDifferentiable("Only a symbol can be replaced by a value.")

    def change(node: Expression) -> Expression:
        if isinstance(node, Named):
            if node.symbol == symbol:
                return value
            return change(node.definition) if _contains(node.definition, symbol) else node
        return value if node == symbol else node.map_children(change)

    return change(body)


def _contains(expression: Expression, symbol: Symbol) -> bool:
    return any(node == symbol for node in walk(expression))
