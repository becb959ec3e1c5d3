"""Inner products and traces as scalars, in the direction or rotation that shows the fewest signs."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

from matderiv.algebra import (
    Dimension,
    Expression,
    Identity,
    Product,
    Size,
    Softmax,
    Symbol,
    Tangent,
    Trace,
    Transpose,
    walk,
)

from ..arrays.chains import product_of, split_chain
from ..arrays.structure import has_property, length, reversed_transposes, short_transpose, transpose
from ..contraction.terms import Exponent
from .labels import hadamard
from .monomial import monomial_of

ScalarParts: TypeAlias = tuple[Fraction, list[tuple[Expression, Exponent]]]


def inner_product_of(labels: dict[Expression, Exponent], size: Dimension) -> ScalarParts:
    """The sum of the entries of an elementwise product, as u^T v."""
    if len(labels) == 1 and all(sums_to_one(label) and exponent == 1 for label, exponent in labels.items()):
        return Fraction(1), []
    first, second = _halves(labels, size)
    monomial = monomial_of((transpose(first), second), ())
    scalars = list(monomial.scalars)
    for group in split_chain(monomial.factors).groups:
        product = Product(tuple(monomial.factors[i] for i in group))
        scalars.append((shortest_direction(product), Fraction(1)))
    return monomial.coefficient, scalars


def sums_to_one(vector: Expression) -> bool:
    """Whether the entries are known to add up to one."""
    if isinstance(vector, Softmax):
        return vector.over == "all"
    return has_property(vector, "probability vector") or has_property(vector, "one-hot")


def _halves(labels: dict[Expression, Exponent], size: Dimension) -> tuple[Expression, Expression]:
    """Two vectors whose inner product it is."""
    ordered = sorted(labels.items(), key=lambda item: isinstance(item[0], Tangent))
    if len(ordered) > 1 and isinstance(ordered[-1][0], Tangent) and ordered[-1][1] == 1:
        return hadamard(ordered[:-1], (size,)), ordered[-1][0]
    label, exponent = ordered[0]
    rest: list[tuple[Expression, Exponent]] = ordered[1:]
    if isinstance(exponent, Fraction) and exponent > 1:
        rest = [(label, exponent - 1), *rest]
    elif exponent != 1:
        return hadamard([], (size,)), hadamard(ordered, (size,))
    return label, hadamard(rest, (size,))


def shortest_direction(product: Product) -> Expression:
    """x^T A y or y^T A^T x: a direction last, else the shorter one, else the one that is first in the alphabet."""
    turned = Product(reversed_transposes(product.factors))
    if is_direction(product.factors[0]) and not is_direction(turned.factors[0]):
        rest = short_transpose(product_of(product.factors[1:]))
        return min(turned, Product((rest, turned.factors[-1])), key=length)
    return min(product, turned, key=_direction_key)


def _direction_key(product: Product) -> tuple[bool, int, list[str]]:
    leads = is_direction(product.factors[0])
    return leads, length(product), [leaf.name for leaf in walk(product) if isinstance(leaf, Symbol)]


def trace_of(factors: tuple[Expression, ...]) -> ScalarParts:
    """The trace of a product of matrices around a loop."""
    size = factors[0].shape[0]
    monomial = monomial_of(_rotated(factors), (size, size))
    scalars = list(monomial.scalars)
    chain = monomial.factors
    if len(chain) == 1 and isinstance(chain[0], Identity):
        return monomial.coefficient, [*scalars, (Size(chain[0].size), Fraction(1))]
    return monomial.coefficient, [*scalars, (Trace(best_rotation(chain)), Fraction(1))]


def _rotated(factors: tuple[Expression, ...]) -> tuple[Expression, ...]:
    """The same cycle, cut where neighbours do not cancel: after a direction if there is one."""
    for position, factor in enumerate(factors):
        if is_direction(factor):
            return factors[position + 1 :] + factors[: position + 1]
    return factors


def is_direction(factor: Expression) -> bool:
    return any(isinstance(node, Tangent) for node in walk(factor))


def best_rotation(factors: tuple[Expression, ...]) -> Expression:
    """The product or its transpose, whose traces are equal: a direction untransposed and last, else the shorter."""
    turned = reversed_transposes(factors)
    if is_direction(turned[0]):
        turned = turned[1:] + turned[:1]
    return product_of(min(factors, turned, key=_trace_key))


def _trace_key(factors: tuple[Expression, ...]) -> tuple[bool, int]:
    return isinstance(factors[-1], Transpose) and is_direction(factors[-1]), sum(map(length, factors))
