"""Samples have the properties that a note declares: each alone, and every two that can be had together."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from matderiv.algebra import Dimension, Symbol
from matderiv.algebra.properties import PROPERTIES, with_implied
from matderiv.oracle import Sample
from matderiv.oracle.arithmetic.duals import Floats
from matderiv.oracle.sampling.conditions import TESTS
from matderiv.oracle.sampling.draws import STYLES

N, M, ONE = Dimension.of("n"), Dimension.of("m"), Dimension.of(1)
SHAPES = {
    "number": (),
    "vector": (N,),
    "row": (ONE, N),
    "tall matrix": (M, N),
    "wide matrix": (N, M),
    "square matrix": (N, N),
}
SIZES = {"n": 4, "m": 6}

OF_SQUARES = {"symmetric", "skew", "diagonal", "lower triangular", "upper triangular"} | {
    "positive definite",
    "positive semidefinite",
    "invertible",
    "positive determinant",
}
OF_ENTRIES = {
    "positive",
    "nonnegative",
    "nonzero",
    "without zero entries",
    "signs",
    "binary",
    "integer",
    "constant",
}
OF_VECTORS = {"probability vector", "one-hot", "unit"}
OF_TALL = {"orthogonal", "full column rank"}

UNTESTED = {"constant", "simple eigenvalue"}
"""What says nothing of a value by itself."""


def has(a: Floats, name: str) -> bool:
    """Whether all samples (the first axis) have a property."""
    match name:
        case "probability vector":
            return bool((a > 0).all() and np.allclose(a.sum(axis=-1), 1))
        case "one-hot":
            return bool(np.isin(a, (0, 1)).all() and (a.sum(axis=-1) == 1).all())
        case "signs":
            return bool(np.isin(a, (-1, 1)).all())
        case "binary":
            return bool(np.isin(a, (0, 1)).all())
        case "integer":
            return bool((a == np.round(a)).all())
        case "invertible" if a.ndim < 3:
            return bool((a != 0).all())
        case "positive definite" | "positive semidefinite" | "positive determinant" if a.ndim < 3:
            return bool((a > 0).all())
        case "full column rank" | "full row rank" | "invertible":
            return bool((np.linalg.matrix_rank(a) == min(a.shape[-2:])).all())
    return name in UNTESTED or bool(TESTS[name](a).all())


def shapes_of(name: str) -> set[str]:
    if name in OF_ENTRIES:
        return set(SHAPES)
    if name in OF_VECTORS:
        return {"vector", "row"}
    if name in OF_TALL:
        return {"tall matrix", "square matrix"}
    return {"wide matrix", "square matrix"} if name == "full row rank" else {"square matrix"}


def drawn(shape: str, properties: frozenset[str], style: str, seed: int = 3) -> Floats:
    symbol = Symbol("X", SHAPES[shape], properties)
    return Sample(SIZES, seed=seed, count=3, style=style).symbol(symbol)


def test_every_property_has_shapes_and_a_test() -> None:
    known = OF_SQUARES | OF_ENTRIES | OF_VECTORS | OF_TALL | {"full row rank", "simple eigenvalue"}
    assert known == PROPERTIES
    assert (
        set(TESTS) | {"probability vector", "one-hot", "signs", "binary", "integer"} >= PROPERTIES - UNTESTED
    )


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", sorted(PROPERTIES - UNTESTED))
def test_a_sample_has_the_property(name: str, style: str) -> None:
    for shape in shapes_of(name):
        for each in with_implied(frozenset({name})):
            for seed in range(3):
                value = drawn(shape, frozenset({name}), style, seed)
                assert has(value, each), (shape, each, value)


TOGETHER = [
    ("diagonal", "orthogonal"),
    ("diagonal", "positive definite"),
    ("diagonal", "invertible"),
    ("symmetric", "invertible"),
    ("symmetric", "orthogonal"),
    ("symmetric", "positive"),
    ("symmetric", "positive determinant"),
    ("symmetric", "binary"),
    ("orthogonal", "positive determinant"),
    ("lower triangular", "invertible"),
    ("lower triangular", "positive determinant"),
    ("upper triangular", "positive determinant"),
    ("positive definite", "positive"),
    ("unit", "positive"),
    ("unit", "nonnegative"),
    ("full column rank", "nonnegative"),
]


@pytest.mark.parametrize("style", STYLES[:-1])
@pytest.mark.parametrize("names", TOGETHER, ids=" and ".join)
def test_some_sample_has_both(names: tuple[str, ...], style: str) -> None:
    for shape in set.intersection(*map(shapes_of, names)):
        value = drawn(shape, frozenset(names), style)
        for name in names:
            assert has(value, name), (shape, name, value)


def test_no_sample_lacks_one_of_two_properties() -> None:
    """What cannot be drawn is NaN, so that nothing is concluded from it."""
    for first, second in combinations(sorted(PROPERTIES - UNTESTED - {"integer"}), 2):
        for shape in shapes_of(first) & shapes_of(second):
            for style in STYLES:
                value = drawn(shape, frozenset({first, second}), style)
                usable = value[np.isfinite(value.reshape(3, -1)).all(axis=1)]
                if len(usable):
                    lacking = [name for name in (first, second) if name in TESTS and not has(usable, name)]
                    assert not lacking, (shape, style, first, second)
