"""What went wrong in a claim that does not hold: repairs of its right side are tried until one is true."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

from ..algebra import (
    Derivative,
    DirectionalDerivative,
    Elementwise,
    Expression,
    Shape,
    ShapeError,
    Trace,
    describe,
    walk,
)
from .comparing.comparison import compare
from .comparing.problem import Problem
from .comparing.sides import Sides, evaluate_sides
from .errors import OracleError
from .evaluation import Evaluator
from .interpreter import evaluator_at
from .options import Options
from .repairs import REPAIRS, Repaired, other_left_sides
from .sampling import Sample, size_assignments, smaller_literals
from .sampling.draws import STYLES

_MOST_CANDIDATES = 400
_MOST_SCREENED = 600
"""Repairs that are tried at one sample; a count, so that a busy machine names the same mistakes."""
_SAMPLES_UNDER_CONDITIONS = 16


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The mistake in a teacher's words, and the right side without it, if one was found."""

    mistake: str = ""
    repair: Expression | None = None


def diagnose(problem: Problem, symmetric: str, options: Options) -> Diagnosis:
    """The first repair that is true at one sample and then withstands a full comparison."""
    deadline = time.thread_time() + options.limits.seconds
    if len(problem.left.shape) != len(problem.right.shape):
        mistake = _of_another_left_side(problem, symmetric, options, deadline)
        if mistake:
            return Diagnosis(mistake)
    with np.errstate(all="ignore"):
        for candidate in islice(_candidates(problem, symmetric, options, deadline), _MOST_CANDIDATES):
            if _holds(problem, candidate.expression, symmetric, options, deadline):
                return Diagnosis(candidate.mistake, _without_derivatives(candidate.expression, problem.right))
            if time.thread_time() > deadline:
                break
    mistake = _of_another_left_side(problem, symmetric, options, deadline)
    if mistake:
        return Diagnosis(mistake)
    if problem.left.shape != problem.right.shape:
        return _of_shapes(problem, symmetric, options, deadline)
    return Diagnosis()


def _of_another_left_side(problem: Problem, symmetric: str, options: Options, deadline: float) -> str:
    """The mistake with which the right side belongs to another left side."""
    for left, mistake in other_left_sides(problem.left):
        other = Problem(left, problem.right, problem.conditions)
        same_shape = left.shape == problem.right.shape
        if same_shape and _holds(other, problem.right, symmetric, options, deadline):
            return mistake
    return ""


def _holds(problem: Problem, right: Expression, symmetric: str, options: Options, deadline: float) -> bool:
    comparison = compare(
        problem.left,
        right,
        problem.conditions,
        options=options,
        symmetric=symmetric,
        expansion=problem.expansion,
        explain=False,
        certified=False,
        deadline=deadline,
    )
    return comparison.equal is True


def _without_derivatives(repair: Expression, right: Expression) -> Expression | None:
    """A repair that can be offered as a formula: one with derivatives of its own only names the mistake."""
    written = {node for node in walk(right) if _is_derivative(node)}
    found = {node for node in walk(repair) if _is_derivative(node)}
    return repair if found <= written else None


def _is_derivative(node: Expression) -> bool:
    return isinstance(node, Derivative | DirectionalDerivative) or (
        isinstance(node, Elementwise) and node.order > 0 and isinstance(node.function, str)
    )


def _candidates(problem: Problem, symmetric: str, options: Options, deadline: float) -> Iterator[Repaired]:
    """Repaired sides that agree with the left side at one sample."""
    screen = _Screen.at_some_sample(problem, symmetric, options)
    repaired = (each for repair in REPAIRS for each in repair(problem.left, problem.right))
    for candidate in islice(repaired, _MOST_SCREENED):
        if time.thread_time() > deadline:
            return
        same_shape = candidate.expression.shape == problem.left.shape
        if same_shape and (screen is None or screen.passes(candidate.expression)):
            yield candidate


@dataclass(slots=True)
class _Screen:
    """One evaluator for all candidates: what they share with the written side is evaluated once."""

    problem: Problem
    evaluator: Evaluator

    @staticmethod
    def at_some_sample(problem: Problem, symmetric: str, options: Options) -> _Screen | None:
        """None for expansions, and where no sample can be found."""
        if problem.expansion is not None:
            return None
        sizes = next(size_assignments(problem.size_names, problem.dimensions, problem.constraints), None)
        properties = {(s.name, s.shape): s.properties for s in problem.symbols}
        literals = smaller_literals(problem.dimensions) if options.stand_ins else {}
        for number, style in enumerate(STYLES[:-1]):
            if sizes is None:
                break
            count = _SAMPLES_UNDER_CONDITIONS if problem.conditions else 1
            sample = Sample(
                sizes,
                problem.seed + number,
                count,
                style,
                {},
                properties,
                problem.integers,
                literals=literals,
            )
            evaluator = evaluator_at(sample, symmetric, options.limits, problem.definitions)
            screen = _Screen(problem, evaluator)
            sides = screen.sides(problem.left)
            if sides is not None and sides.usable.any():
                return screen
        return None

    def sides(self, right: Expression) -> Sides | None:
        """The left side beside another right side, over the free indices of both."""
        try:
            other = Problem(self.problem.left, right, self.problem.conditions)
            return evaluate_sides(other, self.evaluator)[0]
        except (OracleError, ShapeError, RecursionError, np.linalg.LinAlgError, MemoryError):
            return None

    def passes(self, side: Expression) -> bool:
        sides = self.sides(side)
        if sides is None:
            return False
        if not sides.usable.any():
            return False
        left, right = sides.left[sides.usable], sides.right[sides.usable]
        size = max(float(np.abs(left).max(initial=0.0)), 1e-12)
        return bool(np.abs(left - right).max(initial=0.0) < 1e-7 * size)


def _of_shapes(problem: Problem, symmetric: str, options: Options, deadline: float) -> Diagnosis:
    """Sides of different shapes: a derivative whose body lacks a trace, or simply an object of another order."""
    left, right = problem.left, problem.right
    if isinstance(left, Derivative) and _square(left.body.shape):
        traced = Derivative(Trace(left.body), left.variables, left.layout)
        if traced.shape == right.shape and _holds(
            Problem(traced, right, problem.conditions), right, symmetric, options, deadline
        ):
            words = f"missing trace: the left side has order {len(left.shape)}, {describe(left.shape)}"
            return Diagnosis(words)
    if len(left.shape) != len(right.shape):
        return Diagnosis(
            f"{_kind(right.shape)} where an object of order {len(left.shape)} ({_kind(left.shape)}) belongs"
        )
    return Diagnosis(f"{describe(right.shape)} where {describe(left.shape)} belongs")


def _square(shape: Shape) -> bool:
    return len(shape) == 2 and shape[0] == shape[1]


def _kind(shape: Shape) -> str:
    return ("scalar", "vector", "matrix")[len(shape)] if len(shape) < 3 else f"tensor of order {len(shape)}"
