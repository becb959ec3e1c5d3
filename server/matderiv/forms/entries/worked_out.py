"""Entries worked out for sizes that are small numbers: sums written term by term, deltas decided."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product

from matderiv.algebra import (
    Add,
    Dimension,
    Expression,
    Index,
    IndexForm,
    MatrixLiteral,
    Negate,
    Number,
    Product,
    Quotient,
    transform_bottom_up,
)
from matderiv.calculus import simplify_for_presentation
from matderiv.calculus.contraction.indices import replace_indices
from matderiv.forms.context import FormContext
from matderiv.forms.entries.arrangement import MOST_WRITTEN, Arrangement
from matderiv.forms.entries.single_entries import entries_resolved
from matderiv.forms.letters import index_letters

ZERO = Number(Fraction(0))


def worked_out(context: FormContext, arrangement: Arrangement) -> Expression | None:
    """The matrix of entries; None where a size is no small number."""
    if any(_is_long(axis.size) for axis in arrangement.axes):
        return None
    sizes = context.derivative.index_sizes
    names = index_letters(len(sizes), context.taken_names)
    general = context.derivative.to_indices(names)
    if general is None:
        return None
    indices = [Index(name, size) for name, size in zip(names, sizes, strict=True)]
    turned = arrangement.axes != arrangement.axes_of_owners

    def cell(*position: int) -> Expression:
        at = position[::-1] if turned else position
        values = {index: IndexForm.of(number) for index, number in zip(indices, at, strict=True)}
        entry = transform_bottom_up(entries_resolved(replace_indices(general, values)), _without_zeros)
        return simplify_for_presentation(entry)

    return _literal([range(1, (axis.size.literal or 0) + 1) for axis in arrangement.axes], cell, arrangement)


def _without_zeros(node: Expression) -> Expression:
    """Products with a zero are zero, and zeros are left out of sums."""
    match node:
        case Product(factors=factors) if any(map(_is_zero, factors)):
            return ZERO
        case Add(terms=terms) if any(map(_is_zero, terms)):
            kept = tuple(term for term in terms if not _is_zero(term))
            return Add(kept) if len(kept) > 1 else (*kept, ZERO)[0]
        case Negate(operand=operand) | Quotient(numerator=operand) if _is_zero(operand):
            return ZERO
    return node


def _is_zero(node: Expression) -> bool:
    return isinstance(node, Number) and node.value == 0


def _is_long(size: Dimension) -> bool:
    return size.literal is None or size.literal > MOST_WRITTEN


def _literal(ranges: Sequence[range], cell: object, arrangement: Arrangement) -> Expression:
    assert callable(cell)
    if len(ranges) == 1:
        line = tuple(cell(i) for i in ranges[0])
        return MatrixLiteral((line,) if arrangement.is_row else tuple((entry,) for entry in line))
    found = {(i, j): cell(i, j) for i, j in product(*ranges)}
    return MatrixLiteral(tuple(tuple(found[i, j] for j in ranges[1]) for i in ranges[0]))
