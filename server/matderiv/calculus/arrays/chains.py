"""The author's matrix product as scalar groups and one chain of arrays that conform from left to right."""

from __future__ import annotations

from dataclasses import dataclass

from matderiv.algebra import ONE, SCALAR, Expression, Product, is_row


@dataclass(frozen=True, slots=True)
class Chain:
    """`groups` are the products that are scalars, as ranges of factors; `rest` are the positions of the others."""

    groups: tuple[tuple[int, ...], ...]
    rest: tuple[int, ...]


def split_chain(factors: tuple[Expression, ...]) -> Chain:
    """Cuts a product, read from left to right, where what stands so far is a scalar."""
    groups: list[tuple[int, ...]] = []
    current: list[int] = []
    is_row_so_far = False
    for position, factor in enumerate(factors):
        shape = factor.shape
        if shape == SCALAR:
            groups.append((position,))
            continue
        if not current:
            is_row_so_far = is_row(shape)
        current.append(position)
        if is_row_so_far and (len(shape) == 1 or shape[-1] == ONE):
            groups.append(tuple(current))
            current = []
    return Chain(tuple(groups), tuple(current))


def product_of(factors: tuple[Expression, ...]) -> Expression:
    """The product as one expression, the factor itself if there is one only."""
    return factors[0] if len(factors) == 1 else Product(factors)
