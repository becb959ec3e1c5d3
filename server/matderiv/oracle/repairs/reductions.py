"""Missing traces and sums."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...algebra import (
    EntrySum,
    Expression,
    IndexForm,
    IndexSum,
    Negate,
    Number,
    Ones,
    Product,
    Quotient,
    Size,
    Trace,
    Transpose,
    free_indices,
    is_row,
)
from .rewriting import Repaired, everywhere


def missing_trace(left: Expression, right: Expression) -> Iterator[Repaired]:
    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        if len(node.shape) == 2 and node.shape[0] == node.shape[1]:
            yield Trace(node), "missing trace"

    for repaired in everywhere(right, change):
        if repaired.expression.shape == left.shape:
            yield repaired


def missing_sum(left: Expression, right: Expression) -> Iterator[Repaired]:
    """A sum over columns (samples of a batch), over rows, or over all entries."""

    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        if len(node.shape) == 2 and not is_row(node.shape):
            yield Product((node, Ones((node.shape[1],)))), "missing sum over the columns (the batch)"
            yield Product((Transpose(node), Ones((node.shape[0],)))), "missing sum over the rows (the batch)"
            row = Transpose(Ones((node.shape[0],)))
            yield Product((row, node)), "missing sum over the rows (the batch)"
        if node.shape:
            yield EntrySum(node), "missing sum over the entries"

    for repaired in everywhere(right, change):
        if repaired.expression.shape == left.shape:
            yield repaired


def missing_index_sum(left: Expression, right: Expression) -> Iterator[Repaired]:
    """One summand, such as that of a sample i, in the place of all of them."""
    for index in sorted(free_indices(right) - free_indices(left), key=lambda index: index.name):
        summand = right.operand if isinstance(right, Negate) else right
        total = IndexSum(index, summand, IndexForm.of(1), IndexForm((), index.size))
        whole = Negate(total) if isinstance(right, Negate) else total
        yield Repaired(whole, f"missing sum over {index.name}")
        size = Size(index.size)
        mean = Product((Quotient(Number(Fraction(1)), size), whole))
        yield Repaired(mean, f"missing mean over {index.name}")
