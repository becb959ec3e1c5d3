"""Decides from numbers whether two sides are equal.

Errors are relative to the largest summand met on the way, not to the result, which may be 0. Between the thresholds
nothing is decided.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..arithmetic.duals import Floats
from ..options import Options
from ..sampling import Sample
from .experiment import Experiment
from .sides import Sides, evaluate_sides

_ROUNDING_VERIFIES_BELOW = 1e-12
_ROUNDING_REFUTES_ABOVE = 1e-9
_MORE_SAMPLES = 8
_MOST_DECIMALS = 8


@dataclass(frozen=True, slots=True)
class Decision:
    """`place` is the sample that differs most, `error` its relative error."""

    equal: bool | None
    place: int
    error: float
    within_digits: bool = False


def decide(sides: Sides, sample: Sample, experiment: Experiment) -> Decision:
    """Refuted if several samples differ: a single one, which may be badly conditioned, has to be confirmed."""
    error = relative_errors(sides)
    differ, agree = _differ(sides, error, experiment.options), _agree(sides, error, experiment.options)
    place = int(np.argmax(np.where(sides.usable, error, -1.0)))
    worst = float(error[place])
    if not differ.any() and agree.any():
        return Decision(True, place, float(error[agree].max()))
    if _within_digits(sides, sample, experiment):
        return Decision(True, place, worst, within_digits=True)
    if differ.sum() > 1 or (differ.any() and _confirmed(sides, sample, experiment)):
        return Decision(False, place, worst)
    return Decision(None, place, worst)


def differs(sides: Sides, options: Options) -> bool:
    """Whether the first sample shows a difference."""
    return bool(_differ(sides, relative_errors(sides), options)[0])


def relative_errors(sides: Sides) -> Floats:
    """For each sample the largest difference, relative to the largest summand."""
    difference = _differences(sides)
    axes = tuple(range(1, sides.left.ndim))
    size = np.maximum(np.abs(sides.left), np.abs(sides.right)).max(axis=axes, initial=sides.summand)
    return np.asarray(np.nan_to_num(difference / np.maximum(size, 1e-300)))


def _differences(sides: Sides) -> Floats:
    axes = tuple(range(1, sides.left.ndim))
    return np.asarray(np.abs(sides.left - sides.right).max(axis=axes, initial=0.0))


def _rounding(sides: Sides) -> Floats:
    """The differences relative to the largest number met anywhere, in summands of tangents too."""
    return _differences(sides) / max(sides.largest, 1e-300)


def _agree(sides: Sides, error: Floats, options: Options) -> NDArray[np.bool_]:
    small = (error < options.verify_below) | (_rounding(sides) < _ROUNDING_VERIFIES_BELOW)
    return np.asarray(sides.usable & small)


def _differ(sides: Sides, error: Floats, options: Options) -> NDArray[np.bool_]:
    large = (error > options.refute_above) & (_rounding(sides) > _ROUNDING_REFUTES_ABOVE)
    return np.asarray(sides.usable & large)


def _confirmed(sides: Sides, sample: Sample, experiment: Experiment) -> bool:
    """Whether further samples differ as well."""
    more = experiment.sides(experiment.more_of(sample, _MORE_SAMPLES))
    again = next(each for each in more if each.order == sides.order)
    return bool(_differ(again, relative_errors(again), experiment.options).any())


def _within_digits(sides: Sides, sample: Sample, experiment: Experiment) -> bool:
    """Whether the difference is no larger than what the rounding of decimal numbers explains."""
    problem = experiment.problem
    if not 0 < len(problem.decimals) <= _MOST_DECIMALS or problem.expansion is not None:
        return False
    difference = sides.left - sides.right
    explained = np.zeros_like(difference)
    for number in problem.decimals:
        evaluator = experiment.evaluator(sample)
        evaluator.shifts = {number: 0.5 * 10.0 ** -(number.digits or 0)}
        moved = evaluate_sides(problem, evaluator)[0]
        explained += np.abs(moved.left - moved.right - difference)
    return bool((np.abs(difference) <= 1.1 * explained + 1e-12)[sides.usable].all())
