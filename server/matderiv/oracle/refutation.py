"""Looks for the counterexample that is easiest to redo."""

from __future__ import annotations

from itertools import islice

from .comparing.decision import differs
from .comparing.experiment import SMALLEST_SIZE_BY_HAND, Experiment
from .comparing.sides import Sides
from .counterexample import Counterexample, counterexample_at, entry_of_left
from .errors import OracleError
from .sampling import Sample

_SEEDS_TRIED = 4


def simplest_counterexample(
    experiment: Experiment, sample: Sample, sides: Sides, place: int
) -> Counterexample:
    """One with small integers if there is one, else the sample at which the sides were found to differ."""
    for sizes in islice(experiment.assignments(SMALLEST_SIZE_BY_HAND), 2):
        for number in range(_SEEDS_TRIED):
            small = experiment.sample(sizes, 1, "integer", number)
            for candidate in _sides(experiment, small):
                if differs(candidate, experiment.options):
                    return counterexample_at(experiment.problem, small, candidate, 0)
    return counterexample_at(experiment.problem, sample, sides, place)


def _sides(experiment: Experiment, sample: Sample) -> tuple[Sides, ...]:
    try:
        return experiment.sides(sample)
    except OracleError:
        return ()


def true_entry(experiment: Experiment) -> Counterexample | None:
    """One entry of the left side, for sides that differ in shape."""
    for sizes in islice(experiment.assignments(SMALLEST_SIZE_BY_HAND), 1):
        for style in ("integer", "generic", "dominant", "positive"):
            sample = experiment.sample(sizes, 1, style, 0)
            try:
                shown = entry_of_left(experiment.problem, experiment.evaluator(sample))
            except OracleError:
                continue
            if shown is not None:
                return shown
    return None
