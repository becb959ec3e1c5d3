"""Neighbours in a product of matrices that become one factor: powers of one matrix, a matrix and its inverse."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from matderiv.algebra import (
    Dimension,
    Expression,
    Identity,
    Inverse,
    Ones,
    Power,
    Product,
    Softmax,
    Transpose,
)

from ..arrays.chains import product_of, split_chain
from ..arrays.structure import has_property, is_symmetric, plain, reversed_transposes, transpose
from ..contraction.terms import Exponent, add_exponents, as_exponent, as_expression


@lru_cache(maxsize=8192)
def joined(left: Expression, right: Expression) -> Expression | None:
    """The product as one factor, an identity if it cancels; None if the factors stay as they are."""
    if isinstance(left, Softmax) and isinstance(right, Ones) and left.over == "row" and len(right.shape) == 1:
        return Ones(left.shape[:1])
    if len(left.shape) != 2 or len(right.shape) != 2:
        return None
    return _one_power(left, right) or _part_of_inverse(left, right) or _orthogonal(left, right)


def _as_power(factor: Expression) -> tuple[Expression, Exponent, bool]:
    """A base, its exponent, and whether it is transposed."""
    turned = False
    while isinstance(factor, Transpose):
        factor, turned = factor.operand, not turned
    if isinstance(factor, Inverse):
        base, exponent, inner = _as_power(factor.operand)
        if isinstance(exponent, Fraction):
            return base, -exponent, turned != inner
        return factor, Fraction(1), turned
    if isinstance(factor, Power):
        return factor.base, as_exponent(factor.exponent), turned
    return factor, Fraction(1), turned


def _one_power(left: Expression, right: Expression) -> Expression | None:
    if left.shape[0] != left.shape[1] or left.shape != right.shape:
        return None
    (base, first, turned), (other, second, other_turned) = _as_power(left), _as_power(right)
    if base != other or (turned != other_turned and not is_symmetric(base)):
        return None
    exponent = add_exponents(first, second)
    if exponent == 0:
        return Identity(base.shape[0])
    if exponent == 1:
        power = base
    elif exponent == -1:
        power = Inverse(base)
    else:
        power = Power(base, as_expression(exponent))
    return plain(Transpose(power)) if turned and not is_symmetric(base) else power


def _part_of_inverse(left: Expression, right: Expression) -> Expression | None:
    """B (A B)^{-1} = A^{-1} and (A B)^{-1} A = B^{-1} for square A and B."""
    inner = _inverted_product(right)
    if inner is not None and inner[-1] == plain(left) and _square(left):
        return _inverse_of(inner[:-1])
    inner = _inverted_product(left)
    if inner is not None and inner[0] == plain(right) and _square(right):
        return _inverse_of(inner[1:])
    return None


def whole_and_inverse(factors: tuple[Expression, ...]) -> Dimension | None:
    """The size of the identity that factors A, B, (A B)^{-1} multiply to, in this order or with the inverse first."""
    for inverse, others in ((factors[-1], factors[:-1]), (factors[0], factors[1:])):
        inner = _inverted_product(inverse)
        if inner is not None and inner == tuple(plain(factor) for factor in others):
            return inverse.shape[0]
    return None


def _square(factor: Expression) -> bool:
    return factor.shape[0] == factor.shape[1]


def _inverted_product(factor: Expression) -> tuple[Expression, ...] | None:
    """The factors of the product of which this is the inverse."""
    turned = isinstance(factor, Transpose)
    if isinstance(factor, Transpose):
        factor = factor.operand
    if not isinstance(factor, Inverse) or not isinstance(factor.operand, Product):
        return None
    chain = split_chain(factor.operand.factors)
    factors = tuple(plain(f) for f in factor.operand.factors)
    if chain.groups or len(factors) < 2:
        return None
    return reversed_transposes(factors) if turned else factors


def _inverse_of(factors: tuple[Expression, ...]) -> Expression:
    product = product_of(factors)
    if isinstance(product, Transpose):
        return Transpose(Inverse(product.operand))
    return Inverse(product)


def _orthogonal(left: Expression, right: Expression) -> Expression | None:
    if transpose(left) != right:
        return None
    base = right if isinstance(left, Transpose) else left
    return Identity(left.shape[0]) if has_property(base, "orthogonal") else None
