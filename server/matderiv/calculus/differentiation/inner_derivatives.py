"""Derivatives that stand inside an expression, written as their formulas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from matderiv.algebra import (
    Add,
    Derivative,
    Differential,
    DirectionalDerivative,
    Expression,
    Substitution,
    Tangent,
    transform_bottom_up,
    walk,
)

from ..errors import NotDifferentiable
from ..presentation.tensor import DerivativeTensor
from .replacing import replaced


class Differentiate(Protocol):
    """The derivative of an expression by variables; `derivative` hands its own function in."""

    def __call__(self, expression: Expression, variables: Sequence[Expression], /) -> DerivativeTensor: ...


def without_derivatives(expression: Expression, differentiate: Differentiate) -> Expression:
    """The expression with substitutions carried out and inner derivatives written as formulas."""
    kinds = (Derivative, Differential, DirectionalDerivative, Substitution)
    if not any(isinstance(node, kinds) for node in walk(expression)):
        return expression
    return transform_bottom_up(expression, lambda node: _carried_out(node, differentiate))


def _carried_out(node: Expression, differentiate: Differentiate) -> Expression:
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
