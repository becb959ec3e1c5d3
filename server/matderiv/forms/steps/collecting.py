"""From a differential to which all rules were applied to the one that shows the derivative."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from matderiv.algebra import (
    SCALAR,
    Add,
    Expression,
    Identity,
    Negate,
    Product,
    Quotient,
    Symbol,
    Tangent,
    Transpose,
    Vec,
    transform_bottom_up,
)
from matderiv.calculus import NotDifferentiable, differentiate
from matderiv.calculus.arrays.structure import transpose
from matderiv.forms.context import FormContext
from matderiv.forms.problem import Derivative
from matderiv.forms.steps.linear import REORDER, rules_to_move, terms_of, tidy
from matderiv.forms.trace import trace_of_product

MOST_FACTORS_TRANSPOSED = 3

_STAND_IN = r"\Delta_{\ast}"


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How the derivative is read off: `matrix` gives it, `applied` puts the variable's differential behind it."""

    matrix: Callable[[Derivative], Expression | None]
    applied: Callable[[Expression, Expression], Expression]
    stacked: bool = False


def arrangement_for(context: FormContext) -> Arrangement:
    """tr(Gᵀ dX) of a scalar, J dx of a vector, G dt by a scalar; of matrices by their vec."""
    value, variable = context.value.shape, context.variable_shapes[-1]
    if value == SCALAR:
        return Arrangement(lambda tensor: tensor.to_matrix("numerator"), trace_of_product)
    if variable == SCALAR:
        return Arrangement(lambda tensor: tensor.to_matrix("mixed"), _product)
    if len(value) == len(variable) == 1:
        return Arrangement(lambda tensor: tensor.to_matrix("numerator"), _product)
    order = context.vec_order
    return Arrangement(
        lambda tensor: tensor.to_vec(order), lambda k, dx: _stacked(k, dx, order), stacked=True
    )


def _product(left: Expression, direction: Expression) -> Expression:
    if isinstance(left, Negate):
        return Negate(_product(left.operand, direction))
    if isinstance(left, Identity):
        return direction
    factors = left.factors if isinstance(left, Product) else (left,)
    return Product((*factors, direction))


def _stacked(left: Expression, direction: Expression, order: str) -> Expression:
    return _product(left, Vec(direction, order) if len(direction.shape) == 2 else direction)


@dataclass(frozen=True, slots=True)
class Moved:
    """A differential whose terms have the tangent last, and the names of the identities that lead there."""

    expression: Expression
    rules: tuple[str, ...]
    is_sum: bool


def moved(expression: Expression, arrangements: Mapping[Expression, Arrangement]) -> Moved | None:
    """Each term with its tangent last, as is arranged for its variable; None where a term has no such form."""
    terms = terms_of(expression)
    found: list[Expression] = []
    names: dict[str, None] = {}
    for term in terms:
        each = _moved_term(term, arrangements)
        if each is None:
            return None
        found.append(each)
        names.update(dict.fromkeys(rules_to_move(term, each)))
    stacked = any(arrangement.stacked for arrangement in arrangements.values())
    rules = ("vec of a product",) if stacked else tuple(names) or (_by_terms(expression),)
    distinct = len(set(found)) > 1
    return Moved(Add(tuple(found)) if len(found) > 1 else found[0], rules, distinct)


def _by_terms(expression: Expression) -> str:
    is_fraction = isinstance(expression, Quotient) and isinstance(expression.numerator, Add)
    return "divide term by term" if is_fraction else REORDER


def _moved_term(term: Expression, arrangements: Mapping[Expression, Arrangement]) -> Expression | None:
    tangents: dict[Expression, Expression] = {}

    def stand_in(node: Expression) -> Expression:
        if not isinstance(node, Tangent):
            return node
        return tangents.setdefault(node, Symbol(_STAND_IN, node.shape))

    replaced = transform_bottom_up(term, stand_in)
    if len(tangents) != 1:
        return None
    ((tangent, symbol),) = tangents.items()
    arrangement = arrangements.get(tangent.of) if isinstance(tangent, Tangent) else None
    if arrangement is None:
        return None
    try:
        matrix = arrangement.matrix(differentiate(replaced, (symbol,)))
    except NotDifferentiable:
        return None
    return None if matrix is None else _tidy(arrangement.applied(matrix, tangent))


def _tidy(expression: Expression) -> Expression:
    """Numbers in front, and transposes of products of names written factor by factor."""
    return tidy(transform_bottom_up(expression, _spelled_out))


def _spelled_out(node: Expression) -> Expression:
    if isinstance(node, Transpose) and isinstance(node.operand, Product):
        factors = node.operand.factors
        if len(factors) <= MOST_FACTORS_TRANSPOSED and all(not factor.children() for factor in factors):
            return transpose(node.operand)
    return node


def collected(derivative: Derivative, direction: Expression, arrangement: Arrangement) -> Expression | None:
    """The derivative applied to the differential of its variable."""
    matrix = arrangement.matrix(derivative)
    return None if matrix is None else arrangement.applied(matrix, direction)
