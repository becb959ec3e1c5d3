"""What the products of a chain cost: multiplications, at sizes that are typical of their roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from matderiv.algebra import (
    ONE,
    Add,
    Dimension,
    Expression,
    Negate,
    Product,
    Transpose,
    rows_and_columns,
    walk,
)

Shape2: TypeAlias = tuple[Dimension, Dimension]

_TYPICAL = 100
_INNER = 10
_ADDITION = 1.5
"""Of an entry, in multiplications: a sum reads two matrices and writes a third."""


def typical_size(size: Dimension, sizes: Mapping[str, int] | None = None) -> int:
    if size == ONE:
        return 1
    return max(2, size.evaluate({**dict.fromkeys(size.names, _TYPICAL), **(sizes or {})}))


def best_splits(
    shapes: Sequence[Shape2], sizes: Mapping[str, int] | None = None
) -> dict[tuple[int, int], tuple[float, int]]:
    """For every stretch of a chain its least cost and where it is split, by dynamic programming."""
    numbers = [(typical_size(rows, sizes), typical_size(columns, sizes)) for rows, columns in shapes]
    best: dict[tuple[int, int], tuple[float, int]] = {}
    for length in range(1, len(shapes) + 1):
        for start in range(len(shapes) - length + 1):
            end = start + length - 1
            costs = (
                (
                    best[start, k][0]
                    + best[k + 1, end][0]
                    + numbers[start][0] * numbers[k][1] * numbers[end][1],
                    -k,
                )
                for k in range(start, end)
            )
            cost, split = min(costs, default=(0, 0))
            best[start, end] = cost, -split
    return best


def chain_cost(shapes: Sequence[Shape2], sizes: Mapping[str, int]) -> float:
    return best_splits(shapes, sizes)[0, len(shapes) - 1][0] if shapes else 0


def sizes_around(node: Add) -> dict[str, int]:
    """Sizes over which the terms of a sum contract are small: nobody writes U V^T for a matrix of full rank."""
    outer = {name for size in node.shape for name in size.names}
    inner = {
        name
        for product in (part for part in walk(node) if isinstance(part, Product))
        for factor in product.factors
        for size in factor.shape
        for name in size.names
    }
    return dict.fromkeys(inner - outer, _INNER)


def materialized(node: Expression, sizes: Mapping[str, int]) -> float:
    """What it costs to form a matrix out of its parts; functions and inverses cost the same in any order."""
    if isinstance(node, (Negate, Transpose)):
        return materialized(node.operand, sizes)
    if isinstance(node, Add):
        rows, columns = (typical_size(size, sizes) for size in rows_and_columns(node.shape))
        additions = _ADDITION * (len(node.terms) - 1) * rows * columns
        return additions + sum(materialized(term, sizes) for term in node.terms)
    if isinstance(node, Product):
        factors = [factor for factor in node.factors if factor.shape]
        shapes = [rows_and_columns(factor.shape) for factor in factors]
        return chain_cost(shapes, sizes) + sum(materialized(factor, sizes) for factor in factors)
    return 0
