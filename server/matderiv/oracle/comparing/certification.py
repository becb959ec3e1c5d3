"""Certifies an identity by exact evaluation modulo a prime at random points (Schwartz and Zippel).

Says only that the identity holds at the sizes tested, with a bound for the probability of error. A mismatch refutes
nothing, as roots and absolute values have no meaning there; nor does a match alone verify, so numbers have to agree.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..arithmetic.duals import value_of
from ..arithmetic.residues import PRIME
from ..errors import OracleError
from ..sampling import Sample
from .degree import degree_bound
from .experiment import Experiment
from .sides import paired_values

_EQUATIONS = frozenset({"symmetric", "skew", "diagonal", "orthogonal", "unit", "simple eigenvalue"})
_TRIANGULAR = frozenset({"lower triangular", "upper triangular"})


@dataclass(frozen=True, slots=True)
class Certificate:
    """The probability that a false identity would have passed is below 10 to the power of `-digits`."""

    digits: int


def certify(experiment: Experiment, sizes: Mapping[str, int]) -> Certificate | None:
    """None if the sides are not rational or do not agree exactly."""
    if any(c.property in _EQUATIONS | _TRIANGULAR for c in experiment.problem.conditions):
        return None
    try:
        sample = experiment.sample(sizes, 1, "exact", 0)
        if not _agree(experiment, sample):
            return None
        log_probability = math.log10(_degree(experiment, sample) / PRIME)
    except (OracleError, TypeError, ZeroDivisionError, AttributeError, ValueError):
        return None
    digits = int(-log_probability)
    return Certificate(digits) if digits > 0 else None


def _agree(experiment: Experiment, sample: Sample) -> bool:
    evaluator = experiment.evaluator(sample)
    return all(
        bool(np.all(np.equal(value_of(left), value_of(right))))
        for left, right, _ in paired_values(experiment.problem, evaluator)
    )


def _degree(experiment: Experiment, sample: Sample) -> int:
    problem = experiment.problem
    return degree_bound(problem.left, sample) + degree_bound(problem.right, sample)
