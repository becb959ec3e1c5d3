"""The entries of a Kronecker product, taken one by one, are those of the product."""

from __future__ import annotations

import pytest

from matderiv.algebra import (
    Derivative,
    Dimension,
    Entry,
    FromEntries,
    Index,
    IndexForm,
    Kronecker,
    Negate,
    Symbol,
)
from matderiv.oracle import compare

m, n, p, q = (Dimension.of(name) for name in "mnpq")
PAIRS = [((m, n), (p, q)), ((m,), (p,)), ((m, n), (n, m))]


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_entries_make_up_the_product(left: tuple[Dimension, ...], right: tuple[Dimension, ...]) -> None:
    product = Kronecker(Symbol("A", left), Symbol("B", right))
    indices = tuple(Index(name, size) for name, size in zip("ij", product.shape, strict=False))
    written = FromEntries(indices, Entry(product, tuple(map(IndexForm.of, indices))))
    assert compare(product, written).equal
    assert compare(Negate(product), written).equal is False


def test_entries_move_with_the_factors() -> None:
    A, B = Symbol("A", (m, n)), Symbol("B", (p, q))
    product = Kronecker(A, B)
    indices = tuple(Index(name, size) for name, size in zip("ij", product.shape, strict=True))
    written = FromEntries(indices, Entry(product, tuple(map(IndexForm.of, indices))))
    assert compare(Derivative(product, (B,), "axes"), Derivative(written, (B,), "axes")).equal
