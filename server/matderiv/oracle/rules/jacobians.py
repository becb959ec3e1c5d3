"""Seeds of tangents, extraction of Jacobians from duals, and their arrangement in a layout."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from ...algebra import SCALAR, Shape, is_row
from ..arithmetic.axes import permute, reshape, slot_to_axis
from ..arithmetic.duals import Array, Dual, linear
from ..evaluation import Evaluator


def identity_seed(value: Array, shape: tuple[int, ...], slot: int, level: int, at: Evaluator) -> Dual:
    """The value as an independent variable: its tangents are all unit directions, along a slot.

    A scalar has one direction only and needs no slot.
    """
    count = math.prod(shape)
    at.require_room(count * count)
    if not shape:
        return Dual(level, value, np.ones(()))
    return Dual(level, value, np.eye(count).reshape(count, *(1,) * slot, *shape))


def jacobian_of(
    result: Array, level: int, slot: int, value: tuple[int, ...], variable: tuple[int, ...]
) -> Array:
    """The tangents of a result with the variable's axes after the value's; zeros if it does not depend on it."""
    if not (isinstance(result, Dual) and result.level == level):
        return np.zeros((*value, *variable))
    if not variable:
        return linear(
            lambda a: np.broadcast_to(a, (*a.shape[: max(a.ndim - len(value), 0)], *value)), result.tangent
        )
    moved = slot_to_axis(result.tangent, len(value), slot, math.prod(variable))
    return reshape(moved, 1, variable)


def iterated_jacobian(
    function: Callable[[list[Array]], Array],
    point: list[Array],
    slots: tuple[int, ...],
    codomain: Shape,
    variables: tuple[Shape, ...],
    at: Evaluator,
) -> Array:
    """The derivative of a function by the arguments in `slots`, one after the other; axes of the value first."""
    if not slots:
        return function(point)
    *inner, last = slots
    shape = at.dimensions(variables[-1])
    uses_slot = 1 if shape else 0
    with at.inside(slots=uses_slot, levels=1, factor=math.prod(shape)) as frame:
        at.require_room(frame.entries)
        seeded = list(point)
        seeded[last] = identity_seed(point[last], shape, frame.slots, frame.level, at)
        result = iterated_jacobian(function, seeded, tuple(inner), codomain, variables[:-1], at)
        value = tuple(size for part in (codomain, *variables[:-1]) for size in at.dimensions(part))
        return jacobian_of(result, frame.level, frame.slots, value, shape)


def arranged(
    x: Array, value: Shape, variables: tuple[Shape, ...], layout: str, shape: tuple[int, ...]
) -> Array:
    """Axes (value, variables) as an array of `derivative_shape(value, variables, layout)`, which `shape` evaluates."""
    rank = len(value) + sum(len(variable) for variable in variables)
    if layout == "axes":
        return x
    varying = tuple(variable for variable in variables if variable != SCALAR)
    if len(varying) == 1:
        gradient = value == SCALAR and len(varying[0]) == 2
        axes = sum(1 if is_row(part) else len(part) for part in (value, varying[0]))
        pair = axes == 2 and value != SCALAR
        if (gradient and layout == "numerator") or (pair and layout == "denominator"):
            return reshape(_swapped(x, value, varying[0], rank), rank, shape)
    return reshape(x, rank, shape)


def _swapped(x: Array, value: Shape, variable: Shape, rank: int) -> Array:
    """The two axes longer than a row's first one exchanged; axes of rows stay where they are."""
    counted = [k for part, start in ((value, 0), (variable, len(value))) for k in _counted(part, start)]
    if len(counted) != 2:
        return x
    permutation = list(range(rank))
    i, j = counted
    permutation[i], permutation[j] = j, i
    return permute(x, tuple(permutation))


def _counted(shape: Shape, start: int) -> list[int]:
    return [start + 1] if is_row(shape) else list(range(start, start + len(shape)))
