"""Picking entries of arrays by index forms, and the converse: placing entries into arrays of zeros.

An index stands in a slot; picking by it moves an axis of the array to that slot. Positions outside an array give 0
(`validity` excludes them from comparisons).
"""

from __future__ import annotations

import numpy as np

from ...algebra import IndexForm, Shape
from ..arithmetic.axes import axis_to_slot, in_use
from ..arithmetic.duals import Array, Floats, linear
from ..evaluation import Evaluator, Positions

Form = IndexForm | None


def form_values(form: IndexForm, at: Evaluator) -> Positions:
    """The integers that a form takes, over slots (axes: the slots, then one axis of length 1 for the samples)."""
    total = np.array([at.dimension(form.offset)], dtype=np.int64)
    for index, coefficient in form.terms:
        slot, positions = at.bound_index(index)
        total = total + coefficient * positions.reshape(-1, *(1,) * slot)
    return total


def single_slot(form: IndexForm, at: Evaluator) -> int | None:
    """The slot if the form varies along exactly one."""
    slots = {at.bound_index(index)[0] for index, coefficient in form.terms if coefficient}
    return slots.pop() if len(slots) == 1 else None


def one_hot(form: IndexForm, size: int, at: Evaluator) -> Floats:
    """1 at the position of the form, with one logical axis of length `size`."""
    return np.asarray(form_values(form, at)[..., None] == np.arange(1, size + 1), dtype=float)


def pick(x: Array, shape: Shape, forms: tuple[Form, ...], at: Evaluator) -> Array:
    """The entries of x at the forms of its first axes; axes without a form remain."""
    sizes, rank, axis = at.dimensions(shape), len(shape), 0
    for form, size in zip(forms, sizes, strict=False):
        if form is None:
            axis += 1
            continue
        x = _pick_axis(x, rank, axis, size, form, at)
        rank -= 1
    return x


def _pick_axis(x: Array, rank: int, axis: int, size: int, form: IndexForm, at: Evaluator) -> Array:
    values = form_values(form, at)
    slot = single_slot(form, at)
    chosen = values.ravel()
    inside = (chosen >= 1) & (chosen <= size)
    places = np.clip(chosen, 1, size) - 1

    def picked(a: Floats) -> Floats:
        if values.size == 1 and slot is None:
            taken = np.take(a, places[0], axis=axis - rank)
            return taken if inside[0] else np.zeros_like(taken)
        last = np.moveaxis(a, axis - rank, -1)
        if slot is not None and not in_use(a, rank, slot):
            taken = last[..., places]
            return axis_to_slot(taken if inside.all() else taken * inside, rank, slot)
        mask = np.asarray(values[..., None] == np.arange(1, size + 1), dtype=float)
        mask = mask.reshape(mask.shape[:-1] + (1,) * (rank - 1) + (size,))
        at.require_room(max(last.size * values.size, 1))
        return np.asanyarray((last * mask).sum(axis=-1))

    return linear(picked, x)


def place(x: Array, shape: Shape, forms: tuple[Form, ...], at: Evaluator) -> Array:
    """The array of a shape that holds x at the forms of its first axes and 0 elsewhere: the adjoint of `pick`."""
    sizes, rank = at.dimensions(shape), len(shape)
    mask: Floats = np.ones(1)
    kept = []
    for axis, size in enumerate(sizes):
        form = forms[axis] if axis < len(forms) else None
        at.require_room(mask.size * size * (1 if form is None else form_values(form, at).size))
        hot = np.ones((1, size)) if form is None else one_hot(form, size, at)
        lead = hot.shape[:-1]
        hot = hot.reshape(lead + (1,) * axis + (size,) + (1,) * (rank - axis - 1))
        mask = hot if axis == 0 else mask * hot
        kept.append(size if form is None else 1)
    remaining = sum(1 for axis in range(rank) if axis >= len(forms) or forms[axis] is None)

    def placed(a: Floats) -> Floats:
        spread = a.reshape(a.shape[: a.ndim - remaining] + tuple(kept))
        return np.asanyarray(spread * mask)

    return linear(placed, x)
