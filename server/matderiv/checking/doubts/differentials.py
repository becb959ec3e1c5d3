r"""Doubts about differentials and increments: `f(x + dx)`, `x + \delta x`, rows of partial derivatives called `df`."""

from __future__ import annotations

from ...algebra import (
    Add,
    Derivative,
    Differential,
    Expression,
    Named,
    Product,
    Substitution,
    Symbol,
    Tangent,
    walk,
)
from .charge import Charge

_DELTA = r"\delta"


def increment_by_a_differential(charge: Charge) -> str:
    """`f(x + dx)` is meant up to terms of higher order."""
    if any(isinstance(node, Add) and _is_increment(node) for node in charge.nodes()):
        return "an increment by a differential is meant up to terms of higher order"
    return ""


def _is_increment(total: Add) -> bool:
    """Whether a differential is added to what does not vary: `x + dx`, and not `dA + A dA A`."""
    others = [term for term in total.terms if not isinstance(term, Tangent)]
    varying = any(isinstance(node, Differential | Tangent) for term in others for node in walk(term))
    return 0 < len(others) < len(total.terms) and not varying


def increment_by_a_delta(charge: Charge) -> str:
    r"""An undeclared δ behind a sign of a sum may make the increment `\delta x` of what follows it."""
    if _DELTA not in charge.guessed:
        return ""
    totals = (node for node in charge.nodes() if isinstance(node, Add))
    if any(_begins_with_delta(term) for total in totals for term in total.terms[1:]):
        return "a delta behind a sum may be the sign of an increment"
    return ""


def _begins_with_delta(term: Expression) -> bool:
    match term:
        case Product(factors=(Symbol(name=name), *_)):
            return name == _DELTA
    return False


def differential_at_a_point(charge: Charge) -> str:
    nodes = list(charge.nodes())
    varies = any(isinstance(node, Differential) for node in nodes)
    if varies and any(isinstance(node, Substitution) for node in nodes):
        return "a differential in which a symbol is replaced afterwards can be read in several ways"
    return ""


def differential_as_a_covector(charge: Charge) -> str:
    r"""`d\lambda = [\partial\lambda/\partial x_1, …]` names the row of partial derivatives, and no increment."""
    for one, other in ((charge.left, charge.right), (charge.right, charge.left)):
        is_number = isinstance(one, Differential | Tangent) and one.shape == ()
        if is_number and other is not None and _is_row_of_derivatives(other):
            return "the differential may be meant as the row of the partial derivatives"
    return ""


def _is_row_of_derivatives(side: Expression) -> bool:
    nodes = list(walk(side))
    moves = any(isinstance(node, Differential | Tangent) for node in nodes)
    return not moves and side.shape != () and any(isinstance(node, Derivative) for node in nodes)


def eigenvector_that_moves(charge: Charge) -> str:
    r"""`d\lambda = 2\lambda v^\top dv + v^\top dX v` of `\lambda = v^\top X v` holds by `Xv = \lambda v`."""
    nodes = list(charge.nodes())
    if not any(isinstance(node, Tangent) for node in nodes):
        return ""
    for node in nodes:
        if isinstance(node, Named) and "simple eigenvalue" in node.symbol.properties:
            return f"${node.symbol.name}$ is an eigenvalue, the equation of which is not taken into account"
    return ""
