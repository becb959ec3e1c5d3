"""Derivatives of random expressions, by the calculus and by the oracle, against JAX in double precision."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from matderiv.algebra import Derivative, Expression, FromEntries, Index, Symbol, walk
from matderiv.calculus import NotDifferentiable, differentiate
from matderiv.oracle import Sample, evaluate
from tests.calculus.random_expressions import SYMBOLS, Generator, M, N, P

jax = pytest.importorskip("jax")
from .translation import UntranslatedError, value  # noqa: E402 - needs JAX

pytestmark = pytest.mark.jax

SIZES = {"m": 3, "n": 4, "p": 2}
LARGEST = 1e6


def drawn(seed: int) -> tuple[Expression, list[Symbol]]:
    """An expression and its variable, twice for some scalars."""
    generator = Generator(seed)
    choose = generator.random.choice
    expression = generator.expression(choose([(), (), (), (M,), (N,), (M, N), (N, N)]), choose([1, 2, 2, 3]))
    variable = SYMBOLS[choose([(), (M,), (N,), (P,), (M, N), (N, N), (P, P)])]
    twice = not expression.shape and choose([True, False])
    return expression, [variable, variable] if twice else [variable]


def by_jax(expression: Expression, variables: list[Symbol], sample: Sample) -> np.ndarray:
    symbols = {node for node in walk(expression) if isinstance(node, Symbol)} | set(variables)
    shapes = {symbol: sample.dimensions(symbol.shape) for symbol in symbols}
    at = {s.name: jax.numpy.asarray(np.reshape(sample.symbol(s), shape)) for s, shape in shapes.items()}

    def function(argument: Any) -> Any:
        return jax.numpy.asarray(value(expression, {**at, variables[0].name: argument}, SIZES))

    derivative = jax.jacobian(function) if len(variables) == 1 else jax.hessian(function)
    return np.asarray(derivative(at[variables[0].name]))


def by_calculus(expression: Expression, variables: list[Symbol], sample: Sample) -> np.ndarray | None:
    tensor = differentiate(expression, variables)
    names = [f"i_{number}" for number in range(len(tensor.index_sizes))]
    entries = tensor.to_indices(names)
    if entries is None:
        return None
    indices = tuple(Index(name, size) for name, size in zip(names, tensor.index_sizes, strict=True))
    return np.asarray(evaluate(FromEntries(indices, entries) if indices else entries, sample))


@pytest.mark.parametrize("seed", range(1000, 1060))
def test_random_expression(seed: int) -> None:
    expression, variables = drawn(seed)
    sample = Sample(SIZES, seed=seed)
    try:
        expected = by_jax(expression, variables, sample)
    except UntranslatedError as error:
        pytest.skip(f"not translated: {error}")
    if not np.max(np.abs(expected), initial=0) < LARGEST:
        pytest.skip("too large, or not differentiable there")
    scale = 1e-8 * max(1.0, float(np.max(np.abs(expected), initial=0)))
    oracle = np.asarray(evaluate(Derivative(expression, tuple(variables), "axes"), sample))
    np.testing.assert_allclose(oracle.reshape(expected.shape), expected, atol=scale)
    try:
        found = by_calculus(expression, variables, sample)
    except NotDifferentiable as error:
        pytest.skip(error.reason)
    if found is not None:
        np.testing.assert_allclose(found.reshape(expected.shape), expected, atol=scale)
