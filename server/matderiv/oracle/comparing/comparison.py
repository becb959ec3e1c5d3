"""Whether two expressions are equal, found out by evaluating both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ...algebra import Condition, Expression, Number, Shape, Zeros, describe
from ...meaning.claim import Expansion
from ..assumption import NOTHING, Assumption
from ..counterexample import Counterexample
from ..errors import OracleError, TooLargeError
from ..options import DEFAULT, Options
from ..refutation import simplest_counterexample, true_entry
from ..sampling import Sample, are_sizes_of_arrays, smaller_literals
from .certification import certify
from .decision import decide
from .experiment import Experiment
from .problem import Problem
from .sides import Sides

_ZERO_BELOW = 1e-12
METHOD = "float"


@dataclass(frozen=True, slots=True)
class Comparison:
    """`equal` is None where nothing could be decided, and `reason` then says why.

    `max_error` is the largest relative error, `sizes` the assignments of sizes at which both sides were evaluated.
    `shapes_differ` says that the sides cannot be equal whatever their values, `trivial` that both were 0 everywhere,
    `stand_ins` that small sizes stood for large ones that the note fixes.
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
    stand_ins: bool = False


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
    certified: bool = True,
    deadline: float | None = None,
) -> Comparison:
    """Compares both sides at random samples that satisfy the conditions.

    Both must have the same shape (a literal 0 has every shape). With an expansion their derivatives by its variable
    at its point are compared up to its order. With `explain`, a difference comes with a counterexample; with
    `certified` (and if the options say so) an equality is certified if it is rational. `deadline` (of
    `time.thread_time`) is when to give up; without it the limit of the options counts from now.
    """
    problem = Problem(left, right, (*conditions, *assumption.conditions), expansion)
    experiment = Experiment(problem, options, assumption.symmetric or symmetric, assumption, deadline)
    try:
        with np.errstate(all="ignore"):
            if left.shape != right.shape and not (is_zero(left) or is_zero(right)):
                return _different_shapes(experiment, explain)
            if options.stand_ins:
                small = _at_smaller_literals(experiment, explain)
                return small or Comparison(None, reason="too large at the sizes that the note fixes")
            found = _compared(experiment, explain)
            return _certified(found, experiment) if found.equal and certified else found
    except TooLargeError as error:
        return _at_smaller_literals(experiment, explain) or Comparison(None, reason=str(error))
    except OracleError as error:
        return Comparison(None, reason=str(error))
    except RecursionError:
        return Comparison(None, reason="too large: the formula is nested too deeply")
    except MemoryError:
        return _at_smaller_literals(experiment, explain) or Comparison(
            None, reason="too large: out of memory"
        )
    except (np.linalg.LinAlgError, OverflowError) as error:
        return Comparison(None, reason=f"numerically undecided: {error}")


def is_zero(side: Expression) -> bool:
    return isinstance(side, Zeros) or (isinstance(side, Number) and side.value == 0)


def _compared(experiment: Experiment, explain: bool) -> Comparison:
    worst, trivial = 0.0, True
    sizes: list[Mapping[str, int]] = []
    notes: dict[str, None] = {}
    for sample, evaluated in experiment.samples():
        sizes.append(dict(sample.sizes))
        notes.update(_notes(sample))
        for sides in evaluated:
            decision = decide(sides, sample, experiment)
            if decision.equal is None:
                reason = f"numerically undecided: relative error {decision.error:.1e}"
                return Comparison(None, decision.error, tuple(sizes), METHOD, reason=reason)
            if not decision.equal:
                return _different(experiment, sample, sides, decision.place, decision.error, sizes, explain)
            worst = max(worst, decision.error)
            trivial = trivial and _vanishes(sides)
            if decision.within_digits:
                notes["to the digits written"] = None
    return Comparison(True, worst, tuple(sizes), METHOD, notes=tuple(notes), trivial=trivial)


def _vanishes(sides: Sides) -> bool:
    """Whether the left side is 0 but for rounding."""
    values = np.abs(sides.left[sides.usable])
    return bool((values <= _ZERO_BELOW * max(sides.summand, sides.largest)).all())


def _certified(found: Comparison, experiment: Experiment) -> Comparison:
    """At all the sizes at which the numbers agreed."""
    sizes = [each for place, each in enumerate(found.sizes) if each not in found.sizes[:place]]
    certificate = certify(experiment, sizes) if experiment.options.certify else None
    if certificate is None:
        return found
    places = " and ".join(map(_at, sizes))
    words = f"certified {places}, error probability below 1e-{certificate.digits}"
    return replace(found, method="certified", notes=(*found.notes, words))


def _at(sizes: Mapping[str, int]) -> str:
    return "at " + ", ".join(f"{name} = {size}" for name, size in sizes.items()) if sizes else "for numbers"


def _different(
    experiment: Experiment,
    sample: Sample,
    sides: Sides,
    place: int,
    error: float,
    sizes: list[Mapping[str, int]],
    explain: bool,
) -> Comparison:
    shown = simplest_counterexample(experiment, sample, sides, place) if explain else None
    reason = ""
    if experiment.problem.expansion:
        what = f"the derivatives of order {sides.order}" if sides.order else "the values"
        reason = f"{what} of both sides at the point differ"
    return Comparison(False, error, tuple(sizes), METHOD, shown, reason)


def _notes(sample: Sample) -> dict[str, None]:
    if sample.style in {"positive", "fraction"}:
        return {"entries taken positive, where all is defined": None}
    return {}


def _different_shapes(experiment: Experiment, explain: bool) -> Comparison:
    shown = true_entry(experiment) if explain else None
    reason = shapes_in_words(experiment.problem.left.shape, experiment.problem.right.shape)
    return Comparison(False, counterexample=shown, reason=reason, shapes_differ=True)


def shapes_in_words(left: Shape, right: Shape) -> str:
    if len(left) != len(right):
        return (
            f"the left side has order {len(left)} ({describe(left)}), "
            f"the right side order {len(right)} ({describe(right)})"
        )
    return f"the left side is {describe(left)}, the right side {describe(right)}"


def _at_smaller_literals(experiment: Experiment, explain: bool) -> Comparison | None:
    """A second look with small sizes in the place of large ones that the note fixes; None if it decides nothing.

    It refutes only where all are sizes of arrays and no number could be one of them: `\\operatorname{tr} I = 784` and
    `\\sum_{i=1}^{785} (-1)^i = -1` are no longer right then.
    """
    experiment.literals = smaller_literals(experiment.problem.dimensions)
    if not experiment.literals:
        return None
    try:
        with np.errstate(all="ignore"):
            result = _compared(experiment, explain)
    except (OracleError, ValueError, MemoryError):
        return None
    if result.equal:
        fixed = ", ".join(str(literal) for literal in experiment.literals)
        return replace(
            result, notes=(*result.notes, f"smaller sizes in the place of {fixed}"), stand_ins=True
        )
    if result.equal is None or not are_sizes_of_arrays(experiment.literals, experiment.problem.nodes):
        return None
    smaller = ", ".join(f"{size} in the place of {literal}" for literal, size in experiment.literals.items())
    reason = f"{result.reason}, with {smaller}" if result.reason else f"with {smaller}"
    return replace(result, reason=reason, stand_ins=True)
