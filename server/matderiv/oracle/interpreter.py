"""The evaluator with all rules, and the values of whole expressions at a sample."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from ..algebra import Expression, Index, walk
from .arithmetic.duals import Floats, value_of
from .dependence import Dependence, definitions_in, free_indices
from .evaluation import Evaluator, Limits
from .rules import RULES
from .sampling import Sample, SymbolKey


def evaluator_at(
    sample: Sample,
    symmetric: str = "unconstrained",
    limits: Limits | None = None,
    definitions: Mapping[SymbolKey, Expression] | None = None,
    deadline: float | None = None,
    dependence: Dependence | None = None,
) -> Evaluator:
    """An evaluator at a sample; `definitions` are those of named quantities whose bare symbol may occur.

    Evaluators of the same expressions can share a `dependence`.
    """
    return Evaluator(RULES, sample, symmetric, limits or Limits(), definitions, deadline, dependence)


def evaluate(expression: Expression, sample: Sample, symmetric: str = "unconstrained") -> Floats:
    """The value at a sample, with the axes of `expression.shape`; in front, the axis of samples if there are several.

    Free indices give axes of their own in front of these, in order of appearance.
    """
    with np.errstate(all="ignore"):
        evaluator = evaluator_at(sample, symmetric, definitions=definitions_in(walk(expression)))
        result = evaluate_over_indices(evaluator, expression, free_indices(expression))
        return result[0] if sample.count == 1 else result


def evaluate_over_indices(evaluator: Evaluator, expression: Expression, indices: tuple[Index, ...]) -> Floats:
    """The value with axes (samples, indices, axes of the shape)."""
    sample, rank = evaluator.sample, len(expression.shape)
    ranges = tuple(evaluator.positions(index) for index in indices)
    bound = {index: (slot, r) for slot, (index, r) in enumerate(zip(indices, ranges, strict=True), start=1)}
    sizes = tuple(len(r) for r in ranges)
    with evaluator.inside(indices=bound, slots=len(indices), factor=math.prod(sizes)):
        value = value_of(evaluator.value(expression))
    shape = (*reversed(sizes), sample.count, *evaluator.dimensions(expression.shape))
    full = np.broadcast_to(value, shape)
    count = len(indices)
    order = (count, *range(count - 1, -1, -1), *range(count + 1, count + 1 + rank))
    return full.transpose(order)
