"""Chains whose end is the transpose of their beginning, `Bᵀ Aᵀ D A B`: the product `A B` is computed once."""

from __future__ import annotations

from collections.abc import Sequence

from matderiv.algebra import DiagonalMatrix, Expression, Symbol, Transpose, rows_and_columns, with_implied
from matderiv.notation.numpy_source.costs import Shape2, chain_cost

_NO_SIZES: dict[str, int] = {}


def mirrored_length(factors: Sequence[Expression]) -> int:
    """How many factors at the end to multiply first, since those at the beginning are their transposes; or 0."""
    length = 0
    while 2 * (length + 1) <= len(factors) and _are_transposes(factors[length], factors[-1 - length]):
        length += 1
    return length if length > 1 and _is_cheaper([rows_and_columns(f.shape) for f in factors], length) else 0


def _are_transposes(left: Expression, right: Expression) -> bool:
    if isinstance(left, Transpose):
        return left.operand == right
    if isinstance(right, Transpose):
        return right.operand == left
    if isinstance(left, Symbol):
        return left == right and "symmetric" in with_implied(left.properties)
    return isinstance(left, DiagonalMatrix) and left == right


def _is_cheaper(shapes: list[Shape2], length: int) -> bool:
    end = shapes[-length:]
    rows, columns = end[0][0], end[-1][1]
    outer: list[Shape2] = [(columns, rows), *shapes[length:-length], (rows, columns)]
    return chain_cost(end, _NO_SIZES) + chain_cost(outer, _NO_SIZES) < chain_cost(shapes, _NO_SIZES)
