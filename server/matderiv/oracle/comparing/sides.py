"""Both sides of a problem as numbers at one sample, ready to be compared."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...algebra import Add, Derivative, Differential, Expression, Index, Negate, Shape, walk
from ...meaning.claim import Expansion
from ..arithmetic.duals import Array, Dual, Floats, largest, value_of
from ..dependence import free_indices
from ..errors import UnsupportedError
from ..evaluation import Evaluator
from ..interpreter import evaluate_over_indices
from ..rules.derivatives import reparametrised
from ..sampling.conditions import satisfied
from .problem import Problem
from .validity import restricts_indices, validity


@dataclass(frozen=True, slots=True)
class Sides:
    """Values with axes (samples, free indices, axes of the shape); `order` is that of a derivative of an expansion.

    `summand` is the largest summand at the top of a side, `largest` the largest met anywhere.
    """

    left: Floats
    right: Floats
    usable: NDArray[np.bool_]
    summand: float
    largest: float
    order: int = 0


def evaluate_sides(problem: Problem, at: Evaluator) -> tuple[Sides, ...]:
    """The values of both sides, or of their derivatives up to the order of the expansion."""
    usable = _conditions_hold(problem, at)
    found = []
    for order, (left, right, summand) in enumerate(paired_values(problem, at)):
        axes = tuple(range(1, left.ndim))
        finite = np.isfinite(left).all(axis=axes) & np.isfinite(right).all(axis=axes)
        found.append(Sides(left, right, usable & finite, summand, at.largest_summand, order))
    return tuple(found)


def paired_values(problem: Problem, at: Evaluator) -> Iterator[tuple[Floats, Floats, float]]:
    """Both sides with axes (samples, free indices, axes of the shape), and their largest summand.

    One pair for each order of an expansion. Where the claim says nothing, both are 0, or NaN if that is everywhere.
    """
    ranges = {i: at.positions(i) for i in problem.indices}
    bound = {i: (slot, r) for slot, (i, r) in enumerate(ranges.items(), start=1)}
    with at.inside(indices=bound, slots=len(bound), factor=math.prod(len(r) for r in ranges.values())):
        at.require_room(at.frame.entries)
        pairs = (
            [_plain(problem, at)] if problem.expansion is None else _expanded(problem.expansion, problem, at)
        )
        for left, right, summand in pairs:
            yield *_restricted(problem, at, value_of(left), value_of(right)), summand


def _conditions_hold(problem: Problem, at: Evaluator) -> NDArray[np.bool_]:
    usable = np.ones(at.sample.count, dtype=bool)
    for condition in problem.conditions:
        if restricts_indices(condition, problem):
            continue
        expression = condition.expression
        value = evaluate_over_indices(at, expression, free_indices(expression))
        shape = at.dimensions(expression.shape)
        each = satisfied(value.reshape(-1, *shape), condition.property)
        usable &= each.reshape(at.sample.count, -1).all(axis=1)
    return usable


def _plain(problem: Problem, at: Evaluator) -> tuple[Array, Array, float]:
    left, right = at.value(problem.left), at.value(problem.right)
    summand = max(_largest_summand(problem.left, at), _largest_summand(problem.right, at))
    for side, other in ((left, problem.right), (right, problem.left)):
        if not np.any(value_of(side)):
            summand = max(summand, _largest_body(other, at))
    return left, right, summand


def _largest_body(side: Expression, at: Evaluator) -> float:
    """The size of what a side differentiates: parts of that size cancel where the derivative is 0."""
    bodies = [node.body for node in walk(side) if isinstance(node, Derivative | Differential)]
    try:
        return max((largest(value_of(at.value(body))) for body in bodies), default=0.0)
    except UnsupportedError:
        return 0.0


def _largest_summand(side: Expression, at: Evaluator) -> float:
    while isinstance(side, Negate):
        side = side.operand
    parts = side.terms if isinstance(side, Add) else (side,)
    return max(largest(value_of(at.value(part))) for part in parts)


def _expanded(expansion: Expansion, problem: Problem, at: Evaluator) -> Iterator[tuple[Array, Array, float]]:
    """Derivatives at the point along one random direction; equal for all directions only if equal as forms."""
    base = at.frame.level
    direction = at.sample.direction(at.dimensions(expansion.variable.shape))
    x: Array = at.value(expansion.point)
    for order in range(1, expansion.order + 1):
        x = Dual(base + order, x, direction)
    symbols, expressions = reparametrised(expansion.variable, lambda _: x, at)
    with at.inside(symbols, expressions, levels=expansion.order):
        left, right = at.value(problem.left), at.value(problem.right)
    for order in range(expansion.order + 1):
        a, b = _taylor(left, base, expansion.order, order), _taylor(right, base, expansion.order, order)
        yield a, b, max(largest(value_of(a)), largest(value_of(b)))


def _taylor(x: Array, base: int, levels: int, order: int) -> Array:
    """The derivative of an order: tangents of the highest levels, values of the others."""
    for level in range(base + levels, base, -1):
        tangent = order > 0
        order -= 1
        if isinstance(x, Dual) and x.level == level:
            x = x.tangent if tangent else x.primal
        elif tangent:
            return np.zeros_like(value_of(x))
    return x


def _restricted(problem: Problem, at: Evaluator, left: Floats, right: Floats) -> tuple[Floats, Floats]:
    shape, indices = problem.left.shape or problem.right.shape, problem.indices
    a, b = _arranged(left, shape, indices, at), _arranged(right, shape, indices, at)
    valid = validity(problem, at)
    if valid is None:
        return a, b
    inside = _arranged(valid, (), indices, at)[(..., *(None,) * len(shape))].astype(bool)
    nothing = 0.0 if inside.any() else np.nan
    return np.where(inside, a, nothing), np.where(inside, b, nothing)


def _arranged(value: Floats, shape: Shape, indices: tuple[Index, ...], at: Evaluator) -> Floats:
    """Slots made axes, in the order of the indices, after the axis of samples."""
    sizes = tuple(at.dimension(index.size) for index in indices)
    full = np.broadcast_to(value, (*reversed(sizes), at.sample.count, *at.dimensions(shape)))
    count = len(indices)
    return full.transpose((count, *range(count - 1, -1, -1), *range(count + 1, full.ndim)))
