"""What is left of an array of entries without its deltas: `2 δ_{ik} (VᵀV)_{jl}` is `2 VᵀV` along the blocks."""

from __future__ import annotations

from matderiv.algebra import (
    SCALAR,
    Expression,
    FromEntries,
    Index,
    IndexIndicator,
    Negate,
    Product,
    free_indices,
)
from matderiv.notation import Compressed


def compressed(array: Expression) -> Compressed | None:
    """The entries that differ, as an array of fewer axes; None where every entry may differ from the others."""
    if not isinstance(array, FromEntries):
        return None
    sign, factors = _factors(array.body)
    deltas = [factor for factor in factors if _pair(factor, array.indices) is not None]
    others = [factor for factor in factors if factor not in deltas]
    if not deltas or not others or any(part.shape != SCALAR for part in others):
        return None
    body: Expression = Product(tuple(others)) if len(others) > 1 else others[0]
    body = Negate(body) if sign < 0 else body
    found = set(free_indices(body))
    kept = tuple(index for index in array.indices if index in found)
    return Compressed(FromEntries(kept, body), _meaning(array.indices, deltas, kept)) if kept else None


def _factors(body: Expression) -> tuple[int, list[Expression]]:
    if isinstance(body, Negate):
        sign, factors = _factors(body.operand)
        return -sign, factors
    return 1, list(body.factors) if isinstance(body, Product) else [body]


def _pair(factor: Expression, indices: tuple[Index, ...]) -> tuple[Index, Index] | None:
    """The two axes that a delta makes equal."""
    if not isinstance(factor, IndexIndicator) or factor.relation != "=":
        return None
    left, right = factor.left.single, factor.right.single
    if left is None or right is None or left not in indices or right not in indices:
        return None
    return left, right


def _meaning(indices: tuple[Index, ...], deltas: list[Expression], kept: tuple[Index, ...]) -> str:
    pairs = [pair for pair in (_pair(delta, indices) for delta in deltas) if pair is not None]
    equal = " and ".join(f"{left.name} == {right.name}" for left, right in pairs)
    entry = f"compressed[{', '.join(index.name for index in kept)}]"
    return f"derivative[{', '.join(index.name for index in indices)}] = {entry} where {equal}, else 0"
