"""Draws the samples of one comparison and evaluates both sides at them."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from itertools import islice

from ..assumption import Assumption
from ..dependence import Dependence
from ..errors import SamplingError
from ..evaluation import Evaluator
from ..interpreter import evaluator_at
from ..options import Options
from ..sampling import Sample, size_assignments
from ..sampling.draws import STYLES
from ..sampling.sizes import SMALLEST_SIZE
from .problem import Problem
from .sides import Sides, evaluate_sides

SMALLEST_SIZE_BY_HAND = 2
_ASSIGNMENTS_TRIED = 12
_SEEDS_APART = 7919
_MORE_AT_KINKS = 8
"""Three samples may all lie on one side of a kink."""

_MORE_FOR_CONDITIONS = 64
"""All of six entries are positive once in so many times."""


class Experiment:
    """One comparison under way. `literals` are stand-ins for sizes that the note fixes."""

    def __init__(
        self,
        problem: Problem,
        options: Options,
        symmetric: str,
        assumption: Assumption,
        deadline: float | None,
    ) -> None:
        self.problem = problem
        self.options = options
        self.symmetric = symmetric
        self.assumption = assumption
        self.literals: Mapping[int, int] = {}
        self._dependence = Dependence()
        self.deadline = deadline or time.thread_time() + options.limits.seconds
        self.properties = {
            (s.name, s.shape): s.properties | assumption.properties.get((s.name, s.shape), frozenset())
            for s in problem.symbols
        }

    def samples(self) -> Iterator[tuple[Sample, tuple[Sides, ...]]]:
        """Evaluated samples for the first size assignments that admit any; SamplingError if none does."""
        found = 0
        assignments = list(islice(self.assignments(SMALLEST_SIZE), _ASSIGNMENTS_TRIED))
        if len(assignments) == 1:
            # Nothing but the seed can change, and with it the functions that stand for abstract ones.
            assignments *= self.options.size_sets
        for count in self._counts():
            for draw, sizes in enumerate(assignments):
                evaluated = self._usable(sizes, draw, count)
                if evaluated is not None:
                    yield evaluated
                    found += 1
                if found == self.options.size_sets:
                    return
            if found:
                return
        raise SamplingError("no sample gives finite values that satisfy all conditions")

    def _counts(self) -> tuple[int, ...]:
        """How many samples are drawn at once; many, where none of a few meets the conditions."""
        count = self.options.samples * (_MORE_AT_KINKS if self.problem.has_kinks else 1)
        return (count, _MORE_FOR_CONDITIONS * count) if self.problem.conditions else (count,)

    def _usable(
        self, sizes: Mapping[str, int], draw: int, count: int
    ) -> tuple[Sample, tuple[Sides, ...]] | None:
        """Samples at one assignment of sizes, some of which can be used."""
        for number, style in enumerate(STYLES[:-1]):
            sample = self.sample(sizes, count, style, number + draw * len(STYLES))
            evaluated = self.sides(sample)
            if all(sides.usable.any() for sides in evaluated):
                return sample, evaluated
        return None

    def assignments(self, smallest: int) -> Iterator[dict[str, int]]:
        problem = self.problem
        return size_assignments(
            problem.size_names, problem.dimensions, problem.constraints, self.assumption.sizes, smallest
        )

    def sample(self, sizes: Mapping[str, int], count: int, style: str, number: int) -> Sample:
        return Sample(
            sizes,
            seed=self.problem.seed + _SEEDS_APART * self.options.seed + number,
            count=count,
            style=style,
            properties=self.properties,
            integers=self.problem.integers,
            polynomials=self.assumption.polynomials,
            literals=self.literals,
        )

    def more_of(self, sample: Sample, count: int) -> Sample:
        """Further samples like one, with the same sizes."""
        return self.sample(sample.sizes, count, sample.style, len(STYLES) * _SEEDS_APART)

    def sides(self, sample: Sample) -> tuple[Sides, ...]:
        return evaluate_sides(self.problem, self.evaluator(sample))

    def evaluator(self, sample: Sample) -> Evaluator:
        problem, limits = self.problem, self.options.limits
        return evaluator_at(
            sample, self.symmetric, limits, problem.definitions, self.deadline, self._dependence
        )
