"""Laws that hold for all expressions."""

from __future__ import annotations

import numpy as np
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from matderiv.algebra import Differential, Expression, InnerProduct, Tangent
from matderiv.oracle import Sample, check_claim, compare, evaluate
from matderiv.oracle.repairs import REPAIRS

from .notation import claim, gradient, jacobian, number, product, total
from .strategies import X, expressions, x
from .test_tangents import numeric_derivative

scalars, vectors, matrices = expressions()
ANY = st.one_of(scalars, vectors, matrices)
QUICK = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
SAMPLE = Sample({"n": 3}, seed=5)


@given(ANY)
@QUICK
def test_an_expression_equals_itself_and_not_its_double(e: Expression) -> None:
    assert compare(e, e).equal is not False
    doubled = compare(e, product(number(2), e), explain=False)
    assert doubled.equal is not True or doubled.trivial


@given(ANY, st.sampled_from([x, X]))
@QUICK
def test_tangents_agree_with_differences(e: Expression, variable: Expression) -> None:
    exact = evaluate(jacobian(e, variable), SAMPLE)
    assume(np.isfinite(exact).all() and np.abs(exact).max(initial=0.0) < 1e4)
    numeric = numeric_derivative(e, variable, SAMPLE)
    size = max(
        1.0, float(np.abs(exact).max(initial=0.0)), float(np.abs(evaluate(e, SAMPLE)).max(initial=0.0))
    )
    np.testing.assert_allclose(exact, numeric, atol=1e-5 * size)


@given(scalars)
@QUICK
def test_the_differential_is_the_inner_product_with_the_gradient(f: Expression) -> None:
    right = InnerProduct(gradient(f, X), Tangent(X))
    assert compare(Differential(f, (X,)), right).equal is not False


@given(vectors, vectors)
@QUICK
def test_derivatives_are_linear(u: Expression, v: Expression) -> None:
    left = gradient(total(u, v), x)
    assert compare(left, total(gradient(u, x), gradient(v, x))).equal is not False


@given(matrices, matrices)
@QUICK
def test_the_transpose_of_a_product(P: Expression, Q: Expression) -> None:
    from matderiv.algebra import Transpose

    assert compare(Transpose(product(P, Q)), product(Transpose(Q), Transpose(P))).equal is not False


@given(ANY)
@QUICK
def test_repairs_conform_and_never_raise(e: Expression) -> None:
    for repair in REPAIRS:
        for repaired in repair(e, e):
            assert repaired.mistake
            assert repaired.expression.shape is not None


@given(ANY, ANY)
@settings(parent=QUICK, max_examples=25)
def test_a_verdict_is_always_given(left: Expression, right: Expression) -> None:
    verdict = check_claim(claim(left, right))
    assert verdict.verdict in {"verified", "conditional", "refuted", "unchecked"}
    assert bool(verdict.holds_if) == (verdict.verdict == "conditional")
    if verdict.verdict != "verified":
        assert verdict.reason
