"""Random expressions over the vocabulary: every form of their derivatives agrees with finite differences."""

from __future__ import annotations

import numpy as np
import pytest

from matderiv.algebra import Expression, Symbol
from matderiv.calculus import NotDifferentiable, differentiate

from .differences import finite_differences, random_point
from .evaluate import Point, evaluate
from .forms import assert_adjoint, assert_forms
from .random_expressions import SYMBOLS, Generator, M, N, P

SIZES = {"m": 3, "n": 4, "p": 2}
LARGEST = 1e4


def drawn(seed: int) -> tuple[Expression, list[Symbol], Point]:
    generator = Generator(seed)
    choose = generator.random.choice
    expression = generator.expression(choose([(), (), (), (M,), (N,), (M, N), (N, N)]), choose([1, 2, 2, 3]))
    variable = SYMBOLS[choose([(), (M,), (N,), (P,), (M, N), (N, N), (N, M), (P, P)])]
    twice = not expression.shape and len(variable.shape) < 2 and choose([True, False])
    variables = [variable, variable] if twice else [variable]
    return expression, variables, random_point([expression, *variables], seed, SIZES)


@pytest.mark.parametrize("seed", range(120))
def test_random_expression(seed: int) -> None:
    expression, variables, point = drawn(seed)
    with np.errstate(all="ignore"):
        expected = finite_differences(expression, variables, point)
        size = max(np.max(np.abs(array), initial=0) for array in (evaluate(expression, point), expected))
    if not size < LARGEST:
        pytest.skip("too large for finite differences")
    try:
        tensor = differentiate(expression, variables)
    except NotDifferentiable as error:
        pytest.skip(error.reason)
    assert_forms(tensor, expected, point, 1e-5 if len(variables) == 1 else 1e-3)
    if len(variables) == 1:
        assert_adjoint(tensor, expected, point, 1e-5)
