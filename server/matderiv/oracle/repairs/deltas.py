"""Kronecker deltas that are missing from an entry of a Jacobian."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...algebra import Expression, IndexForm, IndexIndicator, Number, Product, free_indices
from .rewriting import Repaired, everywhere

_ONE = Number(Fraction(1))


def missing_delta(left: Expression, right: Expression) -> Iterator[Repaired]:
    """`p_i (1 - p_j)` for `p_i (δ_ij - p_j)`, and `a_i` for `a_i δ_ij`."""
    indices = sorted(free_indices(left), key=lambda index: index.name)
    if left.shape or len(indices) != 2 or indices[0].size != indices[1].size:
        return
    first, second = indices
    delta = IndexIndicator(IndexForm.of(first), "=", IndexForm.of(second))
    names = f"\\delta_{{{first.name}{second.name}}}"

    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        if node == _ONE:
            yield delta, f"1 written where the Kronecker delta {names} belongs"

    yield from everywhere(right, change)
    words = f"missing factor {names}: the derivative is 0 for {first.name} ≠ {second.name}"
    yield Repaired(Product((delta, right)), words)
