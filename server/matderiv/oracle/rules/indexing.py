"""Entries, families, sums and products over indices, indicators."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ...algebra import (
    Entry,
    Expression,
    FromEntries,
    IndexForm,
    IndexIndicator,
    IndexProduct,
    IndexSum,
    IndexValue,
    Member,
    SingleEntryMatrix,
    is_row,
)
from ..arithmetic.axes import permute, slot_axis, slot_to_axis, with_slots
from ..arithmetic.duals import Array, Floats, add, expand_mask, keep_where, linear, multiply
from ..evaluation import Evaluator, Positions, Rule
from .elementwise import RELATIONS
from .kronecker_entries import kronecker_entry
from .picking import form_values, pick, place


def entry(node: Entry, at: Evaluator) -> Array:
    factored = kronecker_entry(node, at)
    if factored is not None:
        return factored
    picked = pick(at.value(node.operand), node.operand.shape, node.indices, at)
    if is_row(node.shape) and node.indices[0] is not None:
        return linear(lambda a: a[..., None, :], picked)
    return picked


def member(node: Member, at: Evaluator) -> Array:
    return pick(at.value(node.family), node.family.shape, node.indices, at)


def from_entries(node: FromEntries, at: Evaluator) -> Array:
    first = at.frame.slots + 1
    sizes = [at.dimension(index.size) for index in node.indices]
    bound = {index: (first + k, at.positions(index)) for k, index in enumerate(node.indices)}
    with at.inside(indices=bound, slots=len(sizes), factor=int(np.prod(sizes))):
        at.require_room(at.frame.entries)
        result = at.value(node.body)
    # The highest slot stands in front, so moving it first leaves no axis behind.
    for rank, k in enumerate(reversed(range(len(sizes)))):
        result = slot_to_axis(result, rank, first + k, sizes[k])
    return permute(result, tuple(reversed(range(len(sizes)))))


def positions_between(
    lower: IndexForm, upper: IndexForm, at: Evaluator
) -> tuple[Positions, Positions, Positions]:
    """All positions that some outer index admits, and the two limits over the outer slots."""
    low, high = form_values(lower, at), form_values(upper, at)
    first, last = int(low.min()), int(high.max())
    at.require_room(max(last - first, 0) + 1)
    return np.arange(first, last + 1), low, high


def _over_index(
    node: IndexSum | IndexProduct, at: Evaluator, combine: Callable[[Array, NDArray[np.bool_], int], Array]
) -> Array:
    positions, low, high = positions_between(node.lower, node.upper, at)
    slot = at.frame.slots + 1
    with at.inside(indices={node.index: (slot, positions)}, slots=1, factor=max(len(positions), 1)):
        at.require_room(at.frame.entries)
        along = positions.reshape(-1, *(1,) * slot)
        mask = (along >= low) & (along <= high)
        return combine(at.value(node.body), mask, slot)


def index_sum(node: IndexSum, at: Evaluator) -> Array:
    rank = len(node.shape)

    def summed(body: Array, mask: NDArray[np.bool_], slot: int) -> Array:
        at.note_summand(body)
        spread, axis = expand_mask(mask, rank), slot_axis(rank, slot)
        return linear(lambda a: np.where(spread, a, 0.0).sum(axis=axis), body)

    return _over_index(node, at, summed)


def index_product(node: IndexProduct, at: Evaluator) -> Array:
    def multiplied(body: Array, mask: NDArray[np.bool_], slot: int) -> Array:
        result: Array = np.ones(1)
        for position in range(mask.shape[0]):
            at.require_time()
            result = multiply(result, _factor(body, mask, slot, position))
        return result

    return _over_index(node, at, multiplied)


def _factor(body: Array, mask: NDArray[np.bool_], slot: int, number: int) -> Array:
    """The factor at one position of the slot, 1 where the limits exclude it."""
    admitted = mask[number]

    def at_place(a: Floats) -> Floats:
        a = with_slots(a, 0, slot)
        position = a.ndim + slot_axis(0, slot)
        return np.asanyarray(a.take(0 if a.shape[position] == 1 else number, axis=position))

    return add(keep_where(admitted, linear(at_place, body)), np.where(admitted, 0.0, 1.0))


def index_indicator(node: IndexIndicator, at: Evaluator) -> Array:
    left, right = form_values(node.left, at), form_values(node.right, at)
    return np.asarray(RELATIONS[node.relation](left, right), dtype=float)


def index_value(node: IndexValue, at: Evaluator) -> Array:
    return np.asarray(form_values(node.index, at), dtype=float)


def single_entry_matrix(node: SingleEntryMatrix, at: Evaluator) -> Array:
    return place(np.ones(()), node.shape, node.indices, at)


RULES: dict[type[Expression], Rule] = {
    Entry: entry,
    Member: member,
    FromEntries: from_entries,
    IndexSum: index_sum,
    IndexProduct: index_product,
    IndexIndicator: index_indicator,
    IndexValue: index_value,
    SingleEntryMatrix: single_entry_matrix,
}
