"""A counterexample that a person can redo: sizes, values, one entry, what it should be and what was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from ..algebra import describe
from .arithmetic.duals import Floats
from .comparing.problem import Problem
from .comparing.sides import Sides
from .dependence import free_indices
from .evaluation import Evaluator
from .interpreter import evaluate_over_indices
from .sampling import Sample

Nested: TypeAlias = Any
"""A number, or nested lists of numbers."""


@dataclass(frozen=True)
class Counterexample:
    """`entry` counts from 1; free indices come before the axes. `shapes` are those of both sides in words."""

    sizes: Mapping[str, int]
    seed: int
    values: Mapping[str, Nested]
    entry: tuple[int, ...]
    expected: float | int
    written: float | int | None
    shapes: tuple[str, str]

    def to_dict(self) -> dict[str, Any]:
        return {
            "sizes": dict(self.sizes),
            "seed": self.seed,
            "values": dict(self.values),
            "entry": list(self.entry),
            "expected": self.expected,
            "written": self.written,
            "shapes": {"left": self.shapes[0], "right": self.shapes[1]},
        }


def counterexample_at(problem: Problem, sample: Sample, sides: Sides, place: int) -> Counterexample:
    """The entry that differs most in one of the samples."""
    left, right = sides.left[place], sides.right[place]
    entry = np.unravel_index(int(np.argmax(np.abs(left - right))), left.shape)
    return Counterexample(
        dict(sample.sizes),
        sample.seed,
        drawn_values(sample, place),
        tuple(int(i) + 1 for i in entry),
        plain_number(left[entry]),
        plain_number(right[entry]),
        _shapes(problem),
    )


def entry_of_left(problem: Problem, at: Evaluator) -> Counterexample | None:
    """The largest entry of the left side, where the right side has another shape; None if it is not finite."""
    value = evaluate_over_indices(at, problem.left, free_indices(problem.left))[0]
    if not np.isfinite(value).all():
        return None
    entry = np.unravel_index(int(np.argmax(np.abs(value))), value.shape) if value.ndim else ()
    return Counterexample(
        dict(at.sample.sizes),
        at.sample.seed,
        drawn_values(at.sample, 0),
        tuple(int(i) + 1 for i in entry),
        plain_number(value[entry]),
        None,
        _shapes(problem),
    )


def drawn_values(sample: Sample, place: int) -> dict[str, Nested]:
    """The values of the symbols that were used, tangents as `dX`."""
    return {
        name: nested(array[place]) for name, array in sorted(sample.drawn_items(), key=lambda item: item[0])
    }


def nested(a: Floats) -> Nested:
    return [nested(row) for row in a] if a.ndim else plain_number(a)


def plain_number(x: Floats | float) -> float | int:
    """An integer where it is one, else six digits after the point."""
    value = float(x)
    return round(value) if abs(value - round(value)) < 1e-9 and abs(value) < 1e9 else round(value, 6)


def _shapes(problem: Problem) -> tuple[str, str]:
    return describe(problem.left.shape), describe(problem.right.shape)
