"""Certifies an identity by exact evaluation modulo a prime at random points (Schwartz and Zippel).

Says only that the identity holds at the sizes tested, with a bound for the probability of error. A mismatch refutes
nothing, as roots and absolute values have no meaning there; nor does a match alone verify, so numbers have to agree.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...algebra import (
    Eigenvalue,
    Eigenvector,
    Elementwise,
    Expression,
    FrechetDerivative,
    Indicator,
    MatrixFunction,
    Maximum,
    Norm,
    Pseudoinverse,
)
from ..arithmetic.duals import value_of
from ..arithmetic.modular import PRIME
from ..arithmetic.residues import as_residues
from ..errors import OracleError
from ..sampling import Sample
from .degree import degree_bound
from .experiment import Experiment
from .problem import WITH_KINKS
from .sides import paired_values

_EQUATIONS = frozenset({"symmetric", "skew", "diagonal", "orthogonal", "unit", "simple eigenvalue"})
_POINTS = 3
"""Each divides the probability of error by another degree over prime; they cost little, as they are one array."""

_OF_SQUARES = frozenset({"2", "frobenius"})
_WITHOUT_RESIDUES = (
    *(Eigenvalue, Eigenvector, FrechetDerivative, Indicator, MatrixFunction, Maximum, Pseudoinverse),
)
_TRIANGULAR = frozenset({"lower triangular", "upper triangular"})


@dataclass(frozen=True, slots=True)
class Certificate:
    """The probability that a false identity would have passed is below 10 to the power of `-digits`."""

    digits: int


def certify(experiment: Experiment, sizes: Sequence[Mapping[str, int]]) -> Certificate | None:
    """None if the sides are not rational or do not agree exactly at all sizes.

    Sides that differ at one of the sizes at least would have passed at the points of those.
    """
    problem = experiment.problem
    if any(c.property in _EQUATIONS | _TRIANGULAR for c in problem.conditions) or any(
        _has_no_residue(node) for node in problem.nodes
    ):
        return None
    digits = [_digits(experiment, each, number) for number, each in enumerate(sizes)]
    return Certificate(min(digits)) if digits and min(digits) > 0 else None


def _has_no_residue(node: Expression) -> bool:
    """Whether a node has to do with order, or is computed by rounding."""
    if isinstance(node, Elementwise):
        return node.function in WITH_KINKS
    if isinstance(node, Norm):
        return node.kind not in _OF_SQUARES
    return isinstance(node, _WITHOUT_RESIDUES)


def _digits(experiment: Experiment, sizes: Mapping[str, int], number: int) -> int:
    """0 if the sides are not rational or differ."""
    try:
        sample = experiment.sample(sizes, _POINTS, "exact", number)
        if not _agree(experiment, sample):
            return 0
        return int(-_POINTS * math.log10(_degree(experiment, sample) / PRIME))
    except (OracleError, TypeError, ZeroDivisionError, AttributeError, ValueError):
        return 0


def _agree(experiment: Experiment, sample: Sample) -> bool:
    evaluator = experiment.evaluator(sample)
    return all(
        bool((as_residues(value_of(left)) == as_residues(value_of(right))).all())
        for left, right, _ in paired_values(experiment.problem, evaluator)
    )


def _degree(experiment: Experiment, sample: Sample) -> int:
    problem = experiment.problem
    return degree_bound(problem.left, sample) + degree_bound(problem.right, sample)
