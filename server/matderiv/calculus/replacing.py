"""Replacement of symbols, and of derivatives that stand inside an expression by their formulas."""

from __future__ import annotations

from matderiv.algebra import (
    Add,
    Derivative,
    Differential,
    DirectionalDerivative,
    Expression,
    Named,
    Substitution,
    Symbol,
    Tangent,
    transform_bottom_up,
    walk,
)

from .errors import NotDifferentiable


def without_derivatives(expression: Expression) -> Expression:
    """The expression with substitutions carried out and inner derivatives written as formulas."""
    kinds = (Derivative, Differential, DirectionalDerivative, Substitution)
    if not any(isinstance(node, kinds) for node in walk(expression)):
        return expression
    return transform_bottom_up(expression, _carried_out)


def _carried_out(node: Expression) -> Expression:
    from .differentiation import differentiate

    result: Expression | None = node
    match node:
        case Substitution(body=body, variable=variable, value=value):
            result = replaced(body, variable, value)
        case Derivative(body=body, variables=variables, layout=layout):
            result = differentiate(body, variables).to_matrix(layout)
        case DirectionalDerivative(body=body, variable=variable, direction=direction):
            result = differentiate(body, (variable,)).apply_to(direction)
        case Differential(body=body, variables=variables):
            parts = [differentiate(body, (v,)).apply_to(Tangent(v)) for v in variables]
            result = _sum(parts)
    if result is None:
        raise NotDifferentiable("A derivative inside the expression cannot be written as a matrix.")
    return result


def _sum(parts: list[Expression | None]) -> Expression | None:
    known = [part for part in parts if part is not None]
    if len(known) < len(parts) or not known:
        return None
    return known[0] if len(known) == 1 else Add(tuple(known))


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
