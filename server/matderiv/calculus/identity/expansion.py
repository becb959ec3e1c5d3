"""Expressions multiplied out into terms of entries, for the canonical form. Nothing here is shown to anybody."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

from matderiv.algebra import (
    ONE,
    Add,
    DiagonalMatrix,
    DiagonalOf,
    Dimension,
    EntrySum,
    Expression,
    Hadamard,
    Identity,
    InnerProduct,
    Named,
    Negate,
    Norm,
    Number,
    Ones,
    Power,
    Product,
    Quotient,
    Shape,
    Trace,
    Transpose,
    Zeros,
)
from matderiv.algebra.expression import field_names
from matderiv.algebra.shape import rows_and_columns

from ..arrays.chains import split_chain
from ..arrays.structure import is_symmetric

MOST_TERMS = 400
LARGEST_POWER = 4
FIXED = -1
"""The position on an axis of size one."""


class TooLarge(Exception):  # noqa: N818 - a limit, no mistake
    """The expanded form has too many terms."""


@dataclass(frozen=True, slots=True)
class EntryFactor:
    """An entry of an array known by its key, to an integer power; `symmetric` if its two axes may be swapped."""

    key: Hashable
    places: tuple[int, ...]
    power: int = 1
    symmetric: bool = False


@dataclass(frozen=True, slots=True)
class ExpandedTerm:
    """A coefficient times entries; places are numbers, those of `sizes` are summed over."""

    coefficient: Fraction
    factors: tuple[EntryFactor, ...] = ()
    sizes: tuple[tuple[int, Dimension], ...] = ()


Places: TypeAlias = tuple[int, ...]
Opaque: TypeAlias = Callable[[Expression], Hashable]
_counter = itertools.count(1000)


def new_places(shape: Shape) -> Places:
    return tuple(FIXED if size == ONE else next(_counter) for size in shape)


def _summed(shape: Shape, places: Places) -> tuple[tuple[int, Dimension], ...]:
    return tuple((place, size) for place, size in zip(places, shape, strict=True) if place != FIXED)


class Expansion:
    """Multiplies out; `opaque` gives the key of what is not taken apart."""

    def __init__(self, opaque: Opaque) -> None:
        self._opaque = opaque

    def terms(self, node: Expression, places: Places) -> list[ExpandedTerm]:
        """The entry of an expression at places, as a sum of terms. Raises TooLarge."""
        expand = EXPANSIONS.get(type(node))
        found = expand(self, node, places) if expand is not None else None
        result = [self.whole(node, places)] if found is None else found
        if len(result) > MOST_TERMS:
            raise TooLarge
        return result

    def whole(self, node: Expression, places: Places, power: int = 1) -> ExpandedTerm:
        symmetric = len(places) == 2 and FIXED not in places and is_symmetric(node)
        kept = tuple(place for place in places if place != FIXED)
        return ExpandedTerm(Fraction(1), (EntryFactor(self._opaque(node), kept, power, symmetric),))

    def product(self, *sums: list[ExpandedTerm]) -> list[ExpandedTerm]:
        result = [ExpandedTerm(Fraction(1))]
        for terms in sums:
            result = [times(left, right) for left in result for right in terms]
            if len(result) > MOST_TERMS:
                raise TooLarge
        return result

    def add(self, node: Expression, places: Places) -> list[ExpandedTerm]:
        assert isinstance(node, Add)
        return [term for summand in node.terms for term in self.terms(summand, places)]

    def negate(self, node: Expression, places: Places) -> list[ExpandedTerm]:
        assert isinstance(node, Negate)
        return [replace(term, coefficient=-term.coefficient) for term in self.terms(node.operand, places)]

    def number(self, node: Expression, places: Places) -> list[ExpandedTerm]:
        assert isinstance(node, Number)
        return [ExpandedTerm(node.value)] if node.value else []

    def ones(self, node: Expression, places: Places) -> list[ExpandedTerm]:
        return [ExpandedTerm(Fraction(1))]

    def zeros(self, node: Expression, places: Places) -> list[ExpandedTerm]:
        return []

    def named(self, node: Expression, places: Places) -> list[ExpandedTerm]:
        assert isinstance(node, Named)
        return self.terms(node.definition, places)

    def transpose(self, node: Expression, places: Places) -> list[ExpandedTerm]:
        assert isinstance(node, Transpose)
        row, column = (*places, FIXED, FIXED)[:2]
        return self.terms(node.operand, (column, row)[: len(node.operand.shape)])

    def identity(self, node: Expression, places: Places) -> list[ExpandedTerm]:
        return [ExpandedTerm(Fraction(1), (EntryFactor("δ", places, 1, True),))]

    def diagonal_matrix(self, node: Expression, places: Places) -> list[ExpandedTerm] | None:
        assert isinstance(node, DiagonalMatrix)
        if len(node.operand.shape) != 1 or len(places) != 2:
            return None
        return self.product(self.identity(node, places), self.terms(node.operand, places[:1]))

    def diagonal_of(self, node: Expression, places: Places) -> list[ExpandedTerm] | None:
        assert isinstance(node, DiagonalOf)
        return self.terms(node.operand, (*places, *places)) if places else None

    def hadamard(self, node: Expression, places: Places) -> list[ExpandedTerm]:
        assert isinstance(node, Hadamard)
        return self.product(self.terms(node.left, places), self.terms(node.right, places))

    def inner_product(self, node: Expression, places: Places) -> list[ExpandedTerm]:
        assert isinstance(node, InnerProduct)
        axes = new_places(node.left.shape)
        terms = self.product(self.terms(node.left, axes), self.terms(node.right, axes))
        return summed(terms, _summed(node.left.shape, axes))

    def entry_sum(self, node: Expression, places: Places) -> list[ExpandedTerm]:
        assert isinstance(node, EntrySum)
        axes = new_places(node.argument.shape)
        return summed(self.terms(node.argument, axes), _summed(node.argument.shape, axes))

    def trace(self, node: Expression, places: Places) -> list[ExpandedTerm]:
        assert isinstance(node, Trace)
        if not node.operand.shape:
            return self.terms(node.operand, ())
        (axis,) = new_places(node.operand.shape[:1])
        return summed(self.terms(node.operand, (axis, axis)), _summed(node.operand.shape[:1], (axis,)))

    def quotient(self, node: Expression, places: Places) -> list[ExpandedTerm]:
        assert isinstance(node, Quotient)
        below = self.terms(node.denominator, ())
        if len(below) == 1 and not below[0].sizes:
            inverted = ExpandedTerm(
                1 / below[0].coefficient, tuple(replace(f, power=-f.power) for f in below[0].factors)
            )
            return self.product(self.terms(node.numerator, places), [inverted])
        return self.product(self.terms(node.numerator, places), [self.whole(node.denominator, (), -1)])

    def power(self, node: Expression, places: Places) -> list[ExpandedTerm] | None:
        assert isinstance(node, Power)
        if not isinstance(node.exponent, Number) or node.exponent.value.denominator != 1:
            return None
        exponent = node.exponent.value.numerator
        if isinstance(node.base, Norm) and exponent == 2 and node.base.kind in {"2", "frobenius"}:
            return self.inner_product(InnerProduct(node.base.argument, node.base.argument), ())
        if not node.shape and not 0 < exponent <= LARGEST_POWER:
            return [self.whole(node.base, (), exponent)]
        if not 0 < exponent <= LARGEST_POWER:
            return None
        return self.terms(Product((node.base,) * exponent), places)

    def matrix_product(self, node: Expression, places: Places) -> list[ExpandedTerm]:
        assert isinstance(node, Product)
        chain = split_chain(node.factors)
        sums = [self._chain([node.factors[i] for i in group], (FIXED, FIXED)) for group in chain.groups]
        if chain.rest:
            row, column = (*places, FIXED, FIXED)[:2]
            sums.append(self._chain([node.factors[i] for i in chain.rest], (row, column)))
        return self.product(*sums)

    def _chain(self, factors: list[Expression], ends: tuple[int, int]) -> list[ExpandedTerm]:
        row = ends[0]
        sums: list[list[ExpandedTerm]] = []
        bound: list[tuple[int, Dimension]] = []
        for number, factor in enumerate(factors):
            columns = rows_and_columns(factor.shape)[1]
            last = number == len(factors) - 1
            (column,) = ends[1:] if last else new_places((columns,))
            if not last:
                bound.extend(_summed((columns,), (column,)))
            sums.append(self.terms(factor, (row, column)[: len(factor.shape)]))
            row = column
        return summed(self.product(*sums), tuple(bound))


def times(left: ExpandedTerm, right: ExpandedTerm) -> ExpandedTerm:
    coefficient = left.coefficient * right.coefficient
    return ExpandedTerm(coefficient, left.factors + right.factors, left.sizes + right.sizes)


def summed(terms: Iterable[ExpandedTerm], sizes: tuple[tuple[int, Dimension], ...]) -> list[ExpandedTerm]:
    return [replace(term, sizes=term.sizes + sizes) for term in terms]


def parts_of(node: Expression) -> Iterator[object]:
    """What tells an opaque node from others of its kind, except its children."""
    for name in field_names(type(node)):
        value = getattr(node, name)
        if not isinstance(value, Expression) and not _holds_expressions(value):
            yield value


def _holds_expressions(value: object) -> bool:
    return isinstance(value, tuple) and any(
        isinstance(item, Expression) or _holds_expressions(item) for item in value
    )


EXPANSIONS: dict[type[Expression], Callable[[Expansion, Expression, Places], list[ExpandedTerm] | None]] = {
    Add: Expansion.add,
    Negate: Expansion.negate,
    Number: Expansion.number,
    Ones: Expansion.ones,
    Zeros: Expansion.zeros,
    Named: Expansion.named,
    Transpose: Expansion.transpose,
    Identity: Expansion.identity,
    DiagonalMatrix: Expansion.diagonal_matrix,
    DiagonalOf: Expansion.diagonal_of,
    Hadamard: Expansion.hadamard,
    InnerProduct: Expansion.inner_product,
    EntrySum: Expansion.entry_sum,
    Trace: Expansion.trace,
    Quotient: Expansion.quotient,
    Power: Expansion.power,
    Product: Expansion.matrix_product,
}
