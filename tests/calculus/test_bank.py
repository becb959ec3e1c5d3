"""Every problem of the bank: all forms of its derivative agree with finite differences."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from matderiv.algebra import Symbol
from matderiv.calculus import differentiate

from .bank import Problem, problems
from .differences import finite_differences, random_point
from .forms import assert_adjoint, assert_forms

CASES = Path(__file__).parents[1] / "cases" / "bank.json"


def by_free_entries(derivative: np.ndarray) -> np.ndarray:
    """From all entries as independent to the free entries of a symmetric matrix."""
    return derivative + derivative.T - np.diag(np.diag(derivative))


@pytest.mark.parametrize("problem", problems(), ids=lambda problem: problem.name)
@pytest.mark.parametrize("seed", [1, 2])
def test_all_forms(problem: Problem, seed: int) -> None:
    variables = [variable for variable in problem.variables if isinstance(variable, Symbol)]
    point = random_point([problem.expression, *variables], seed)
    tensor = differentiate(problem.expression, variables, problem.symmetric)
    expected = finite_differences(problem.expression, variables, point)
    if problem.symmetric == "entries":
        expected = by_free_entries(expected)
    tolerance = 1e-6 if len(variables) == 1 else 1e-4
    assert_forms(tensor, expected, point, tolerance)
    if len(variables) == 1:
        assert_adjoint(tensor, expected, point)


def test_the_bank_is_complete() -> None:
    cases = json.loads(CASES.read_text(encoding="utf-8"))["problems"]
    assert [case["id"] for case in cases] == [problem.name for problem in problems()]
