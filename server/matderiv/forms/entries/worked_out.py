"""Entries worked out for sizes that are small numbers: sums written term by term, deltas decided."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from matderiv.algebra import Dimension, Expression, Index, IndexForm, MatrixLiteral
from matderiv.calculus import simplify_for_presentation
from matderiv.calculus.contraction.indices import replace_indices
from matderiv.forms.context import FormContext
from matderiv.forms.entries.arrangement import MOST_WRITTEN, Arrangement
from matderiv.forms.entries.single_entries import entries_resolved
from matderiv.forms.letters import index_letters


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
        return simplify_for_presentation(entries_resolved(replace_indices(general, values)))

    return _literal([range(1, (axis.size.literal or 0) + 1) for axis in arrangement.axes], cell, arrangement)


def _is_long(size: Dimension) -> bool:
    return size.literal is None or size.literal > MOST_WRITTEN


def _literal(ranges: Sequence[range], cell: object, arrangement: Arrangement) -> Expression:
    assert callable(cell)
    if len(ranges) == 1:
        line = tuple(cell(i) for i in ranges[0])
        return MatrixLiteral((line,) if arrangement.is_row else tuple((entry,) for entry in line))
    found = {(i, j): cell(i, j) for i, j in product(*ranges)}
    return MatrixLiteral(tuple(tuple(found[i, j] for j in ranges[1]) for i in ranges[0]))
