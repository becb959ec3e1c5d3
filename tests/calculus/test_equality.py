"""The canonical form: what it finds equal is equal, and it finds the identities of the field."""

from __future__ import annotations

import numpy as np
import pytest

from matderiv.algebra import Expression, Norm, Trace
from matderiv.calculus import equal_canonically, simplify_for_presentation

from .build import F, sym
from .differences import random_point
from .evaluate import evaluate
from .random_expressions import Generator, M, N
from .soundness import examine

x, y, A, B, X = sym("x", "n"), sym("y", "n"), sym("A", "n", "n"), sym("B", "n", "n"), sym("X", "n", "n")
S = sym("S", "n", "n", properties="symmetric")


def tr(f: F) -> F:
    return F(Trace(f.e))


IDENTITIES = [
    (tr(A @ B @ X), tr(X @ A @ B)),
    (tr(A @ X), tr(X.T @ A.T)),
    (x.T @ A @ y, y.T @ A.T @ x),
    (x.T @ S @ y, y.T @ S @ x),
    ((A + B) @ x, B @ x + A @ x),
    ((A @ x - y).T @ (A @ x - y), x.T @ A.T @ A @ x - 2 * y.T @ A @ x + y.T @ y),
    (F(Norm((x - y).e, "2")) ** 2, x.T @ x - 2 * x.T @ y + y.T @ y),
    ((A & B).T, A.T & B.T),
    ((A @ B + X).call("exp"), (X + A @ B).call("exp")),
    ((A + B).I, (B + A).I),
    (tr(A @ B @ A @ B), tr(B @ A @ B @ A)),
]


@pytest.mark.parametrize(("left", "right"), IDENTITIES)
def test_identities(left: F, right: F) -> None:
    assert equal_canonically(left.e, right.e)


DIFFERENT = [
    (tr(A @ B @ X), tr(A @ X @ B)),
    (x.T @ A @ y, y.T @ A @ x),
    (A @ B, B @ A),
    (A & B, A @ B),
    (tr(A @ A.T), tr(A @ A)),
    (tr(A) * tr(B), tr(A @ B)),
]


@pytest.mark.parametrize(("left", "right"), DIFFERENT)
def test_different_expressions(left: F, right: F) -> None:
    assert not equal_canonically(left.e, right.e)


def values(expressions: tuple[Expression, ...]) -> list[np.ndarray]:
    point = random_point(expressions, 11, {"m": 3, "n": 4, "p": 2})
    with np.errstate(all="ignore"):
        return [evaluate(expression, point) for expression in expressions]


@pytest.mark.parametrize("seed", range(60))
def test_presentation_keeps_the_value(seed: int) -> None:
    generator = Generator(seed)
    expression = generator.expression(generator.random.choice([(), (N,), (M, N), (N, N)]), 3)
    simple = simplify_for_presentation(expression)
    before, after = values((expression, simple))
    assert np.allclose(before, after, rtol=1e-9, atol=1e-9, equal_nan=True)


@pytest.mark.parametrize("seed", range(60))
def test_what_is_called_equal_is_equal(seed: int) -> None:
    """Short expressions over few symbols often coincide."""
    generator = Generator(1000 + seed)
    shape = generator.random.choice([(), (N,), (N, N)])
    drawn = [generator.expression(shape, 2) for _ in range(12)]
    for position, left in enumerate(drawn):
        for right in drawn[position + 1 :]:
            if equal_canonically(left, right):
                first, second = values((left, right))
                assert np.allclose(first, second, equal_nan=True)


def test_what_shares_a_canonical_form_has_one_value() -> None:
    """A sample; `python -m tests.calculus.soundness` draws 100,000."""
    report = examine(600, seed=5)
    assert report.unsound == []
    assert report.pairs > 100
