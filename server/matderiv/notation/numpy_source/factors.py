"""Products taken apart: numbers, scalars, and the chain of arrays that conform in a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from matderiv.algebra import SCALAR, Expression, Negate, Number, Product, product_shape
from matderiv.notation.numpy_source.generator import Generator


def flattened(generator: Generator, node: Product) -> Iterator[Expression]:
    """The factors with those of inner products, which associate, except where an inner product is a variable."""
    for factor in node.factors:
        inner = isinstance(factor, Product) and factor.shape != SCALAR and not generator.is_shared(factor)
        yield from flattened(generator, factor) if inner and isinstance(factor, Product) else (factor,)


def without_numbers(factors: Iterable[Expression]) -> tuple[Fraction, list[Expression]]:
    """The product of the numbers and signs, and the other factors."""
    number, others = Fraction(1), []
    for factor in factors:
        bare = factor
        while isinstance(bare, Negate):
            number, bare = -number, bare.operand
        if isinstance(bare, Number):
            number *= bare.value
        else:
            others.append(bare)
    return number, others


def scalars_and_chain(factors: Sequence[Expression]) -> tuple[list[list[Expression]], list[Expression]]:
    """The factors of every scalar, chains from a row to a column among them, and the chain that remains."""
    scalars: list[list[Expression]] = []
    chain: list[Expression] = []
    shape = SCALAR
    for factor in factors:
        if factor.shape == SCALAR:
            scalars.append([factor])
            continue
        chain.append(factor)
        shape = product_shape(shape, factor.shape)
        if shape == SCALAR:
            scalars.append(chain)
            chain = []
    return scalars, chain
