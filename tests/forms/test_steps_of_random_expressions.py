"""Every line of a derivation of a random expression is what finite differences say, before any check of the program."""

from __future__ import annotations

import numpy as np
import pytest

from matderiv.algebra import Expression, Symbol
from matderiv.calculus import NotDifferentiable
from matderiv.forms import Form, derive_forms
from matderiv.forms.form import Line
from tests.calculus.differences import finite_differences, random_point, symbols_of
from tests.calculus.evaluate import Point, evaluate
from tests.calculus.forms import vec
from tests.calculus.random_expressions import Generator, M, N
from tests.calculus.test_random import LARGEST, SIZES
from tests.forms.lines import Directions
from tests.forms.problems import FakeProblem


def drawn(seed: int) -> tuple[Expression, list[Symbol], Point]:
    """An expression, a symbol in it (twice for some scalars), and a point."""
    generator = Generator(seed)
    choose = generator.random.choice
    expression = generator.expression(choose([(), (), (), (M,), (N,), (M, N), (N, N)]), choose([2, 2, 3]))
    symbols = symbols_of([expression])
    if len({symbol.name for symbol in symbols}) in (0, *range(len(symbols))):
        pytest.skip("a constant, or two symbols of one name")
    variable = choose(symbols)
    twice = not expression.shape and len(variable.shape) < 2 and choose([True, False])
    variables = [variable] * (2 if twice else 1)
    return expression, variables, random_point([expression], seed, SIZES)


def derivation(expression: Expression, variables: list[Symbol]) -> Form:
    try:
        (form,) = derive_forms(FakeProblem(expression, tuple(variables)), ["steps"])
    except NotDifferentiable as error:
        pytest.skip(error.reason)
    if not form.exists:
        pytest.skip(form.note)
    return form


@pytest.mark.parametrize("seed", range(100))
def test_every_line(seed: int) -> None:
    expression, variables, point = drawn(seed)
    with np.errstate(all="ignore"):
        truth = finite_differences(expression, variables, point)
        size = max(np.max(np.abs(array), initial=0) for array in (evaluate(expression, point), truth))
    if not size < LARGEST:
        pytest.skip("too large for finite differences")
    form = derivation(expression, variables)
    directions = Directions(point, seed)
    for line in form.lines:
        found = without_ones(directions.value(line.expression))
        expected = without_ones(wanted(line, expression, variables, truth, point, directions))
        tolerance = 1e-5 if len(variables) == 1 else 1e-3
        if not np.all(np.isfinite(found)):
            pytest.skip("at a kink")
        scale = max(1.0, float(np.max(np.abs(expected), initial=0)))
        assert found.shape == expected.shape, line
        assert np.allclose(found, expected, atol=tolerance * scale, rtol=0), line


def without_ones(array: object) -> np.ndarray:
    return np.squeeze(np.asarray(array, dtype=float))


def wanted(
    line: Line,
    expression: Expression,
    variables: list[Symbol],
    truth: np.ndarray,
    point: Point,
    directions: Directions,
) -> object:
    if line.equals == "matrix":
        return truth
    if line.equals == "vec":
        return stacked(expression, variables, truth)
    assert line.value is not None
    return directions.value(line.value)


def stacked(expression: Expression, variables: list[Symbol], truth: np.ndarray) -> np.ndarray:
    """∂vec(value)/∂vec(variable)^⊤, for two variables of a scalar ∂²f/∂vec∂vec^⊤."""
    shapes = [expression.shape, *(variable.shape for variable in variables)]
    shapes = shapes[1:] if len(shapes) == 3 else shapes
    columns = vec(truth, len(shapes[1]), "column")
    return vec(np.moveaxis(columns, -1, 0), len(shapes[0]), "column").T
