"""Where a formula with shifted indices has a meaning: `h_{t-1}` has none at t = 1."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ...algebra import (
    Condition,
    Entry,
    Expression,
    FromEntries,
    IndexForm,
    IndexIndicator,
    IndexProduct,
    IndexSum,
    Member,
    Product,
    Shape,
    SingleEntryMatrix,
)
from ..arithmetic.axes import slot_axis, with_slots
from ..arithmetic.duals import Floats, value_of
from ..dependence import free_indices
from ..evaluation import Evaluator
from ..rules.indexing import positions_between
from ..rules.picking import form_values
from .problem import Problem


def validity(problem: Problem, at: Evaluator) -> Floats | None:
    """1 where the claim says something, 0 elsewhere, over the slots of the free indices; None if that is everywhere.

    All entries have to exist, and the conditions on indices (`j ≠ k`) have to hold.
    """
    shifted = any(_is_shifted(form, size) for node in problem.nodes for form, size in _picks(node))
    restrictions = [c for c in problem.conditions if restricts_indices(c, problem)]
    if not shifted and not restrictions:
        return None
    valid: Floats = _valid(problem.left, at) * _valid(problem.right, at) if shifted else np.ones(1)
    for condition in restrictions:
        valid = valid * (value_of(at.value(condition.expression)) != 0)
    return with_slots(valid, 0, len(problem.indices))


def restricts_indices(condition: Condition, problem: Problem) -> bool:
    """Whether a condition is one on the free indices of a claim, such as `[j ≠ k]` nonzero."""
    expression = condition.expression
    return isinstance(expression, IndexIndicator) and set(free_indices(expression)) <= set(problem.indices)


def _picks(node: Expression) -> Iterator[tuple[IndexForm, object]]:
    match node:
        case Entry():
            yield from _paired(node.indices, node.operand.shape)
        case Member():
            yield from _paired(node.indices, node.family.shape)
        case SingleEntryMatrix():
            yield from _paired(node.indices, node.shape)


def _paired(forms: tuple[IndexForm | None, ...], shape: Shape) -> Iterator[tuple[IndexForm, object]]:
    for form, size in zip(forms, shape, strict=False):
        if form is not None:
            yield form, size


def _is_shifted(form: IndexForm, size: object) -> bool:
    return form.single is None or form.single.size != size


def _valid(node: Expression, at: Evaluator) -> Floats:
    """Over the slots bound so far. A factor that is an indicator and 0 excuses the others."""
    if isinstance(node, IndexSum | IndexProduct):
        return _valid_sum(node, at)
    if isinstance(node, FromEntries):
        return _valid_array(node, at)
    result: Floats = np.ones(1)
    for form, size in _picks(node):
        values, length = form_values(form, at), at.dimension(size)  # type: ignore[arg-type]
        result = result * ((values >= 1) & (values <= length))
    for child in node.children():
        result = result * _valid(child, at)
    if isinstance(node, Product):
        for factor in node.factors:
            if isinstance(factor, IndexIndicator):
                result = np.maximum(result, value_of(at.value(factor)) == 0)
    return result


def _valid_sum(node: IndexSum | IndexProduct, at: Evaluator) -> Floats:
    positions, low, high = positions_between(node.lower, node.upper, at)
    slot = at.frame.slots + 1
    with at.inside(indices={node.index: (slot, positions)}, slots=1, factor=max(len(positions), 1)):
        along = positions.reshape(-1, *(1,) * slot)
        outside = (along < low) | (along > high)
        body = np.maximum(_valid(node.body, at), outside)
    return np.asarray(with_slots(body, 0, slot).min(axis=slot_axis(0, slot)))


def _valid_array(node: FromEntries, at: Evaluator) -> Floats:
    first = at.frame.slots + 1
    bound = {index: (first + k, at.positions(index)) for k, index in enumerate(node.indices)}
    with at.inside(indices=bound, slots=len(bound)):
        body = _valid(node.body, at)
    for k in range(len(node.indices) - 1, -1, -1):
        body = np.asarray(with_slots(body, 0, first + k).min(axis=slot_axis(0, first + k)))
    return body
