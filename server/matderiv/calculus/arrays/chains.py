"""The author's matrix product as scalar groups and one chain of arrays that conform from left to right."""

from __future__ import annotations

from dataclasses import dataclass

from matderiv.algebra import SCALAR, Expression, Product
from matderiv.algebra.shape import product_shape


@dataclass(frozen=True, slots=True)
class Chain:
    """`groups` are the products that are scalars, as ranges of factors; `rest` are the positions of the others."""

    groups: tuple[tuple[int, ...], ...]
    rest: tuple[int, ...]


def split_chain(factors: tuple[Expression, ...]) -> Chain:
    """Cuts a product, read from left to right, where what stands so far is a scalar."""
    groups: list[tuple[int, ...]] = []
    current: list[int] = []
    shape = SCALAR
    for position, factor in enumerate(factors):
        if factor.shape == SCALAR:
            groups.append((position,))
            continue
        shape = product_shape(shape, factor.shape) if current else factor.shape
        current.append(position)
        if shape == SCALAR:
            groups.append(tuple(current))
            current = []
    return Chain(tuple(groups), tuple(current))


def product_of(factors: tuple[Expression, ...]) -> Expression:
    """The product as one expression, the factor itself if there is one only."""
    return factors[0] if len(factors) == 1 else Product(factors)
