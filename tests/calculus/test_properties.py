"""What holds of every derivative: layouts are transposes of each other, Hessians are symmetric, structures project."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from matderiv.algebra import Expression, Shape, Symbol, transform_bottom_up
from matderiv.algebra.shape import rows_and_columns
from matderiv.calculus import DerivativeTensor, NotDifferentiable, differentiate

from .differences import finite_differences, random_point
from .evaluate import Array, Point, evaluate
from .random_expressions import SYMBOLS, Generator, M, N

SIZES = {"m": 3, "n": 4, "p": 2}
LARGEST = 1e4
SEEDS = range(40)


def value(expression: Expression, point: Point) -> Array:
    with np.errstate(all="ignore"):
        return np.asarray(evaluate(expression, point), float)


def matrix(expression: Expression, point: Point) -> Array:
    """The value as an array of two axes: a vector is a column."""
    return value(expression, point).reshape(point.size(rows_and_columns(expression.shape)))


def drawn(
    seed: int, shape: Shape, variable: Symbol, times: int = 1
) -> tuple[Expression, DerivativeTensor, Point]:
    """A random expression with its derivative; skips what has none, or what is too large to be compared."""
    expression = Generator(seed).expression(shape, 2)
    point = random_point([expression, variable], seed, SIZES)
    try:
        tensor = differentiate(expression, [variable] * times)
    except NotDifferentiable as error:
        pytest.skip(error.reason)
    if not np.max(np.abs(value(expression, point)), initial=0) < LARGEST:
        pytest.skip("too large")
    return expression, tensor, point


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("shape", "by"), [((), (M, N)), ((M,), (N,)), ((), (N,))])
def test_layouts_are_transposes_of_each_other(seed: int, shape: Shape, by: Shape) -> None:
    _, tensor, point = drawn(seed, shape, SYMBOLS[by])
    numerator, denominator = tensor.to_matrix("numerator"), tensor.to_matrix("denominator")
    assert (numerator is None) == (denominator is None)
    if numerator is None or denominator is None:
        pytest.skip("no matrix form")
    assert np.allclose(matrix(numerator, point), matrix(denominator, point).T, equal_nan=True)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("by", [(N,), (M, N)])
def test_hessians_are_symmetric(seed: int, by: Shape) -> None:
    _, tensor, point = drawn(500 + seed, (), SYMBOLS[by], times=2)
    stacked = tensor.to_vec() if len(by) == 2 else tensor.to_matrix()
    if stacked is None:
        pytest.skip("no such form")
    hessian = value(stacked, point)
    if not np.max(np.abs(hessian), initial=0) < LARGEST:
        pytest.skip("too large")
    assert np.allclose(hessian, hessian.T, atol=1e-6 * max(1.0, float(np.max(np.abs(hessian)))))


def _diagonal(gradient: Array) -> Array:
    return np.diag(np.diag(gradient))


PROJECTIONS = {
    ("symmetric", "part"): lambda g: (g + g.T) / 2,
    ("symmetric", "entries"): lambda g: g + g.T - _diagonal(g),
    ("skew", "part"): lambda g: (g - g.T) / 2,
    ("skew", "entries"): lambda g: g - g.T,
    ("diagonal", "part"): _diagonal,
    ("diagonal", "entries"): _diagonal,
    ("lower triangular", "part"): np.tril,
    ("upper triangular", "entries"): np.triu,
}


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize(("structure", "convention"), PROJECTIONS)
def test_structured_variables(seed: int, structure: str, convention: str) -> None:
    plain = SYMBOLS[N, N]
    variable = replace(plain, properties=frozenset({structure}))

    def with_structure(node: Expression) -> Expression:
        return variable if node == plain else node

    expression = transform_bottom_up(Generator(900 + seed).expression((), 2), with_structure)
    point = random_point([expression, variable], seed, SIZES)
    values = dict(point.values)
    values[variable] = _value_with(structure, values[variable])
    point = replace(point, values=values)
    with np.errstate(all="ignore"):
        gradient = finite_differences(expression, [variable], point)
    if not np.max(np.abs(gradient), initial=0) < LARGEST:
        pytest.skip("too large")
    found = differentiate(expression, [variable], convention).to_matrix()
    if found is None:
        pytest.skip("no matrix form")
    expected = PROJECTIONS[structure, convention](gradient)
    assert np.allclose(value(found, point), expected, atol=1e-5 * max(1.0, float(np.max(np.abs(gradient)))))


def _value_with(structure: str, drawn_value: Array) -> Array:
    shape = {
        "symmetric": lambda a: (a + a.T) / 2,
        "skew": lambda a: (a - a.T) / 2,
        "diagonal": _diagonal,
        "lower triangular": np.tril,
        "upper triangular": np.triu,
    }
    return shape[structure](drawn_value)
