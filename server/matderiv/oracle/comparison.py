"""Whether two expressions are equal, decided with numbers.

Errors are relative to the largest summand met on the way, not to the result, which may be 0. Between the thresholds
nothing is decided.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from ..algebra import Condition, Expression, Number, Shape, Zeros, describe
from ..meaning.claim import Expansion
from .assumption import NOTHING, Assumption
from .counterexample import Counterexample, counterexample_at, entry_of_left
from .duals import Floats
from .errors import OracleError, SamplingError, TooLargeError
from .evaluation import Evaluator
from .interpreter import evaluator_at
from .options import DEFAULT, Options
from .problem import Problem
from .sampling import Sample, size_assignments, smaller_literals
from .sampling.draws import STYLES
from .sides import Sides, evaluate_sides

METHOD = "float"
_ASSIGNMENTS_TRIED = 12
_MOST_DECIMALS = 8
_ROUNDING_VERIFIES_BELOW = 1e-12
_ROUNDING_REFUTES_ABOVE = 1e-9


@dataclass(frozen=True, slots=True)
class Comparison:
    """`equal` is None where nothing could be decided, and `reason` then says why.

    `max_error` is the largest relative error, `sizes` the assignments of sizes at which both sides were evaluated.
    `shapes_differ` says that the sides cannot be equal whatever their values, `trivial` that both were 0 everywhere.
    """

    equal: bool | None
    max_error: float | None = None
    sizes: tuple[Mapping[str, int], ...] = ()
    method: str = ""
    counterexample: Counterexample | None = None
    reason: str = ""
    shapes_differ: bool = False
    notes: tuple[str, ...] = ()
    trivial: bool = False


def compare(
    left: Expression,
    right: Expression,
    conditions: Sequence[Condition] = (),
    *,
    options: Options = DEFAULT,
    symmetric: str = "unconstrained",
    expansion: Expansion | None = None,
    assumption: Assumption = NOTHING,
    explain: bool = True,
    deadline: float | None = None,
) -> Comparison:
    """Compares both sides at random samples that satisfy the conditions.

    Both must have the same shape (a literal 0 has every shape). With an expansion their derivatives by its variable
    at its point are compared up to its order. With `explain`, a difference comes with a counterexample. `deadline` (of
    `time.perf_counter`) is when to give up; without it the limit of the options counts from now.
    """
    problem = Problem(left, right, tuple(conditions), expansion)
    checker = _Checker(problem, options, assumption.symmetric or symmetric, assumption, deadline)
    try:
        with np.errstate(all="ignore"):
            if left.shape != right.shape and not (is_zero(left) or is_zero(right)):
                return checker.different_shapes(explain)
            return checker.compared(explain)
    except TooLargeError as error:
        return _at_smaller_literals(checker) or Comparison(None, reason=str(error))
    except OracleError as error:
        return Comparison(None, reason=str(error))
    except RecursionError:
        return Comparison(None, reason="too large: the formula is nested too deeply")
    except (MemoryError, np.linalg.LinAlgError, OverflowError) as error:
        return Comparison(None, reason=f"numerically undecided: {error}")


def _at_smaller_literals(checker: _Checker) -> Comparison | None:
    """A second look with small sizes in the place of large ones that the note fixes.

    It can only confirm: numbers that stand for a size (`\\operatorname{tr} I = 784`) are no longer right.
    """
    checker.literals = smaller_literals(checker.problem.dimensions)
    if not checker.literals:
        return None
    try:
        with np.errstate(all="ignore"):
            result = checker.compared(explain=False)
    except (OracleError, ValueError):
        return None
    fixed = ", ".join(str(literal) for literal in checker.literals)
    return (
        replace(result, notes=(*result.notes, f"smaller sizes in the place of {fixed}"))
        if result.equal
        else None
    )


def is_zero(side: Expression) -> bool:
    return isinstance(side, Zeros) or (isinstance(side, Number) and side.value == 0)


class _Checker:
    """One comparison under way."""

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
        self.deadline = deadline or time.perf_counter() + options.limits.seconds
        self.properties = {
            (s.name, s.shape): s.properties | assumption.properties.get((s.name, s.shape), frozenset())
            for s in problem.symbols
        }

    def compared(self, explain: bool) -> Comparison:
        worst, trivial = 0.0, True
        sizes: list[Mapping[str, int]] = []
        notes: list[str] = []
        for sample, evaluated in self._samples():
            sizes.append(dict(sample.sizes))
            notes.extend(_notes(sample))
            for sides in evaluated:
                error = relative_errors(sides)
                usable = np.flatnonzero(sides.usable)
                place = int(usable[np.argmax(error[usable])])
                decided = self._decided(sides, place, float(error[place]))
                if decided is not True and self._within_digits(sample, sides):
                    notes.append("to the digits written")
                    continue
                if decided is False:
                    shown = self._counterexample(sample, sides, place) if explain else None
                    reason = _derivatives_differ(sides) if self.problem.expansion else ""
                    return Comparison(False, float(error[place]), tuple(sizes), METHOD, shown, reason)
                if decided is None:
                    reason = f"numerically undecided: relative error {error[place]:.1e}"
                    return Comparison(None, float(error[place]), tuple(sizes), METHOD, reason=reason)
                worst = max(worst, float(error[place]))
                trivial = trivial and not sides.left[sides.usable].any()
        return Comparison(
            True, worst, tuple(sizes), METHOD, notes=tuple(dict.fromkeys(notes)), trivial=trivial
        )

    def _decided(self, sides: Sides, place: int, error: float) -> bool | None:
        difference = float(np.abs(sides.left[place] - sides.right[place]).max(initial=0.0))
        rounding = difference / max(sides.largest, 1e-300)
        if error < self.options.verify_below or rounding < _ROUNDING_VERIFIES_BELOW:
            return True
        if error > self.options.refute_above and rounding > _ROUNDING_REFUTES_ABOVE:
            return False
        return None

    def _within_digits(self, sample: Sample, sides: Sides) -> bool:
        """Whether the difference is no larger than what the rounding of decimal numbers explains."""
        decimals = self.problem.decimals
        if not decimals or len(decimals) > _MOST_DECIMALS or self.problem.expansion is not None:
            return False
        difference = sides.left - sides.right
        explained = np.zeros_like(difference)
        for number in decimals:
            evaluator = self.evaluator(sample)
            evaluator.shifts = {number: 0.5 * 10.0 ** -(number.digits or 0)}
            moved = evaluate_sides(self.problem, evaluator)[0]
            explained += np.abs(moved.left - moved.right - difference)
        usable = sides.usable
        return bool((np.abs(difference) <= 1.1 * explained + 1e-12)[usable].all())

    def _samples(self) -> Iterator[tuple[Sample, tuple[Sides, ...]]]:
        """Evaluated samples for the first size assignments that admit any; SamplingError if none does."""
        found = 0
        assignments = list(islice(self._assignments(3), _ASSIGNMENTS_TRIED))
        if len(assignments) == 1:
            # Nothing but the seed can change, and with it the functions that stand for abstract ones.
            assignments *= self.options.size_sets
        for draw, sizes in enumerate(assignments):
            for number, style in enumerate(STYLES[:-1]):
                sample = self._sample(sizes, self.options.samples, style, number + draw * len(STYLES))
                evaluated = evaluate_sides(self.problem, self.evaluator(sample))
                if all(sides.usable.any() for sides in evaluated):
                    yield sample, evaluated
                    found += 1
                    break
            if found == self.options.size_sets:
                return
        if not found:
            raise SamplingError("no sample gives finite values that satisfy all conditions")

    def _assignments(self, smallest: int) -> Iterator[dict[str, int]]:
        problem = self.problem
        return size_assignments(
            problem.size_names, problem.dimensions, problem.constraints, self.assumption.sizes, smallest
        )

    def _sample(self, sizes: Mapping[str, int], count: int, style: str, number: int) -> Sample:
        return Sample(
            sizes,
            seed=self.problem.seed + 7919 * self.options.seed + number,
            count=count,
            style=style,
            properties=self.properties,
            integers=self.problem.integers,
            polynomials=self.assumption.polynomials,
            literals=self.literals,
        )

    def evaluator(self, sample: Sample) -> Evaluator:
        problem, limits = self.problem, self.options.limits
        return evaluator_at(sample, self.symmetric, limits, problem.definitions, self.deadline)

    def _counterexample(self, sample: Sample, sides: Sides, place: int) -> Counterexample:
        """One that can be redone by hand if there is one, else the sample at which the sides were found to differ."""
        for sizes in islice(self._assignments(2), 2):
            for number in range(4):
                small = self._sample(sizes, 1, "integer", number)
                for candidate in self._evaluated_by_hand(small):
                    error = float(relative_errors(candidate)[0])
                    if candidate.usable[0] and self._decided(candidate, 0, error) is False:
                        return counterexample_at(self.problem, small, candidate, 0)
        return counterexample_at(self.problem, sample, sides, place)

    def _evaluated_by_hand(self, sample: Sample) -> tuple[Sides, ...]:
        try:
            return evaluate_sides(self.problem, self.evaluator(sample))
        except OracleError:
            return ()

    def different_shapes(self, explain: bool) -> Comparison:
        left, right = self.problem.left.shape, self.problem.right.shape
        shown = self._entry_of_left() if explain else None
        return Comparison(
            False, counterexample=shown, reason=shapes_in_words(left, right), shapes_differ=True
        )

    def _entry_of_left(self) -> Counterexample | None:
        """One true entry of the left side."""
        for sizes in islice(self._assignments(2), 1):
            for style in ("integer", "generic", "dominant", "positive"):
                sample = self._sample(sizes, 1, style, 0)
                try:
                    shown = entry_of_left(self.problem, self.evaluator(sample))
                except OracleError:
                    continue
                if shown is not None:
                    return shown
        return None


def shapes_in_words(left: Shape, right: Shape) -> str:
    if len(left) != len(right):
        return (
            f"the left side has order {len(left)} ({describe(left)}), "
            f"the right side order {len(right)} ({describe(right)})"
        )
    return f"the left side is {describe(left)}, the right side {describe(right)}"


def relative_errors(sides: Sides) -> Floats:
    """For each sample the largest difference, relative to the largest summand."""
    difference = np.abs(sides.left - sides.right)
    axes = tuple(range(1, difference.ndim))
    size = np.maximum(np.abs(sides.left), np.abs(sides.right)).max(axis=axes, initial=sides.summand)
    return np.asarray(np.nan_to_num(difference.max(axis=axes, initial=0.0) / np.maximum(size, 1e-300)))


def _derivatives_differ(sides: Sides) -> str:
    what = "the values" if sides.order == 0 else f"the derivatives of order {sides.order}"
    return f"{what} of both sides at the point differ"


def _notes(sample: Sample) -> tuple[str, ...]:
    return ("entries taken positive, where all is defined",) if sample.style == "positive" else ()
