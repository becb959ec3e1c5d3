"""Verdicts on claims built by hand: right ones, wrong ones, and those that are true under a condition only."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from matderiv.algebra import (
    Add,
    Apply,
    Condition,
    Determinant,
    DiagonalMatrix,
    Differential,
    Dimension,
    Elementwise,
    Entry,
    Expression,
    FunctionDerivative,
    FunctionSymbol,
    Hadamard,
    Index,
    IndexForm,
    IndexIndicator,
    InnerProduct,
    Inverse,
    Kronecker,
    Member,
    Named,
    Negate,
    Norm,
    Number,
    Ones,
    Softmax,
    Symbol,
    Tangent,
    Trace,
    Vec,
    Zeros,
)
from matderiv.meaning.claim import Claim, Expansion, Reading, ShapeFault
from matderiv.oracle import Options, check_claim

from .notation import (
    T,
    at,
    claim,
    gradient,
    jacobian,
    log,
    m,
    matrix,
    minus,
    n,
    number,
    p,
    power,
    product,
    scalar,
    sum_over,
    total,
    vector,
)

x, y, b = vector("x"), vector("y"), vector("b", m)
A, X, W, B = matrix("A"), matrix("X"), matrix("W", m, n), matrix("B", n, n)
S = matrix("S", n, n, "positive definite")
form = product(T(x), A, x)
residual = minus(product(W, x), b)

RIGHT: dict[str, tuple[Expression, Expression]] = {
    "quadratic form": (gradient(form, x), product(total(A, T(A)), x)),
    "least squares": (gradient(power(Norm(residual, "2"), 2), x), product(number(2), T(W), residual)),
    "log det": (gradient(log(Determinant(X)), X), T(Inverse(X))),
    "inverse": (Differential(Inverse(X), (X,)), Negate(product(Inverse(X), Tangent(X), Inverse(X)))),
    "trace of a product": (gradient(Trace(product(A, X)), X), T(A)),
    "vec of a product": (
        gradient(Vec(product(A, X, B)), Vec(X)),
        Kronecker(T(B), A),
    ),
    "softmax Jacobian": (
        gradient(Softmax(x), x),
        minus(DiagonalMatrix(Softmax(x)), product(Softmax(x), T(Softmax(x)))),
    ),
    "norm": (gradient(Norm(x, "2"), x), product(power(Norm(x, "2"), -1), x)),
    "Gaussian in its covariance": (
        gradient(total(log(Determinant(S)), product(T(x), Inverse(S), x)), S),
        minus(Inverse(S), product(Inverse(S), x, T(x), Inverse(S))),
    ),
    "least squares solution needs more rows than columns": (
        gradient(InnerProduct(product(T(W), W), X), W),
        product(W, total(X, T(X))),
    ),
    "projection": (
        product(W, Inverse(product(T(W), W)), T(W), W),
        W,
    ),
}

WRONG: dict[str, tuple[Expression, Expression, str]] = {
    "sign": (gradient(form, x), Negate(product(total(A, T(A)), x)), "wrong sign"),
    "factor": (
        gradient(power(Norm(residual, "2"), 2), x),
        product(T(W), residual),
        "missing factor 2",
    ),
    "transpose": (
        gradient(Trace(product(T(X), A, X, B)), X),
        total(product(A, X, B), product(T(A), X, B)),
        "missing transpose on B",
    ),
    "order": (
        gradient(Trace(product(A, X, B)), X),
        product(T(B), T(A)),
        "wrong order",
    ),
    "Hadamard": (
        Differential(Hadamard(A, X), (X,)),
        product(A, Tangent(X)),
        "Hadamard",
    ),
    "softmax": (gradient(Softmax(x), x), DiagonalMatrix(Softmax(x)), "softmax Jacobian"),
    "operand": (gradient(product(T(x), A, y), x), product(A, x), "x written where y belongs"),
    "norm": (gradient(power(Norm(x, "2"), 4), x), product(number(4), Norm(x, "2"), x), "norm not squared"),
    "power": (
        Differential(Inverse(S), (S,)),
        Negate(product(power(S, -2), Tangent(S))),
        "merged",
    ),
    "trace": (
        Differential(log(Determinant(X)), (X,)),
        Determinant(product(Inverse(X), Tangent(X))),
        "",
    ),
}


@pytest.mark.parametrize("name", RIGHT)
def test_right_claims_are_verified(name: str) -> None:
    verdict = check_claim(claim(*RIGHT[name]))
    assert verdict.verdict == "verified", verdict.reason
    assert verdict.holds_if == ()
    assert verdict.max_error is not None
    assert verdict.max_error < 1e-9


@pytest.mark.parametrize("name", WRONG)
def test_wrong_claims_are_not_verified_and_the_mistake_is_named(name: str) -> None:
    left, right, mistake = WRONG[name]
    verdict = check_claim(claim(left, right))
    assert verdict.verdict in {"refuted", "conditional"}
    assert mistake in verdict.mistake
    if verdict.repair is not None:
        assert check_claim(claim(left, verdict.repair)).verdict == "verified"


def test_a_counterexample_can_be_redone_by_hand() -> None:
    verdict = check_claim(claim(gradient(product(T(x), y), x), product(number(3), y)))
    assert verdict.verdict == "refuted"
    shown = verdict.counterexample
    assert shown is not None
    assert shown.sizes == {"n": 2}
    written = shown.values["y"][shown.entry[0] - 1]
    assert (shown.expected, shown.written) == (written, 3 * written)
    assert all(isinstance(value, int) for value in shown.values["y"])


def test_two_sides_of_different_order_are_refuted_with_both_shapes_and_a_true_entry() -> None:
    verdict = check_claim(claim(jacobian(product(W, x), W), product(T(x), Ones((n,)), Ones((m,)))))
    assert verdict.verdict == "refuted"
    assert verdict.counterexample is not None
    assert verdict.counterexample.written is None
    assert verdict.counterexample.shapes == ("tensor m×m×n", "vector m")
    values = verdict.counterexample.values["x"]
    assert verdict.counterexample.expected == values[verdict.counterexample.entry[2] - 1]
    assert "order 3" in verdict.mistake


def test_a_missing_trace_on_the_left_is_named() -> None:
    verdict = check_claim(claim(gradient(product(A, B), A), T(B)))
    assert verdict.verdict == "refuted"
    assert "missing trace" in verdict.mistake


@pytest.mark.parametrize(
    ("left", "right", "condition"),
    [
        (gradient(form, x), product(number(2), A, x), "A is symmetric"),
        (gradient(log(Determinant(X)), X), Inverse(X), "X is symmetric"),
        (Differential(power(X, 2), (X,)), product(number(2), X, Tangent(X)), "X is diagonal"),
        (Differential(power(X, 2), (X,)), product(number(3), X, Tangent(X)), None),
        (product(A, B), product(B, A), "A and B commute"),
        (product(T(A), A, x), x, "A is orthogonal"),
        (gradient(Norm(x, "2"), x), x, "x has length 1"),
    ],
)
def test_claims_that_hold_under_a_condition(
    left: Expression, right: Expression, condition: str | None
) -> None:
    verdict = check_claim(claim(left, right))
    if condition is None:
        assert verdict.verdict == "refuted"
    else:
        assert (verdict.verdict, verdict.holds_if) == ("conditional", (condition,))
        assert condition in verdict.mistake


def test_a_batch_of_one() -> None:
    N = Dimension.of("N")
    data, index = Symbol("x_i", (N, n), family_axes=1), Index("i", N)
    w = vector("w")
    loss = sum_over(index, product(T(w), Member(data, at(index))))
    mean = product(power(scalar_size(N), -1), sum_over(index, Member(data, at(index))))
    verdict = check_claim(claim(gradient(loss, w), mean))
    assert verdict.verdict == "refuted"
    assert verdict.mistake.startswith("missing factor N")
    of_size_four = product(number(4), power(scalar_size(N), -1), sum_over(index, Member(data, at(index))))
    assert check_claim(claim(gradient(loss, w), of_size_four)).verdict == "refuted"


def scalar_size(size: Dimension) -> Expression:
    from matderiv.algebra import Size

    return Size(size)


def test_readings_are_tried_in_order() -> None:
    allowed = Reading("numerator", gradient(form, x), product(number(3), x))
    other = Reading(
        "denominator", gradient(form, x), product(total(A, T(A)), x), condition="denominator layout"
    )
    verdict = check_claim(Claim(0, 0, "", "derivative", (allowed, other)))
    assert verdict.verdict == "conditional"
    assert verdict.layout == "denominator"
    assert verdict.holds_if == ("denominator layout",)
    assert verdict.rule == "other-layout"
    second = Reading("denominator", other.left, other.right)
    verdict = check_claim(Claim(0, 0, "", "derivative", (allowed, second)))
    assert (verdict.verdict, verdict.layout) == ("verified", "denominator")


FAULT = ShapeFault("sum", ((), (n, n)), ("g(X_0)", "G(X - X_0)"), ((0, 6), (9, 19)), "")


def test_a_claim_is_ill_shaped_only_if_every_allowed_reading_is() -> None:
    broken = Reading("numerator", None, None, FAULT)
    verdict = check_claim(Claim(0, 0, "", "linearization", (broken,)))
    assert verdict.verdict == "ill-shaped"
    assert "g(X_0) (scalar)" in verdict.reason
    assert "n×n" in verdict.reason
    assert "missing trace" in verdict.mistake
    formed = Reading("denominator", form, number(3))
    verdict = check_claim(Claim(0, 0, "", "derivative", (broken, formed)))
    assert verdict.verdict == "refuted"
    holds = Reading("denominator", form, form)
    assert check_claim(Claim(0, 0, "", "derivative", (broken, holds))).verdict == "verified"


def test_what_cannot_be_read_is_unchecked_with_its_reason() -> None:
    verdict = check_claim(Claim(0, 0, "", "derivative", (), unreadable="declare the shape of W"))
    assert (verdict.verdict, verdict.reason) == ("unchecked", "declare the shape of W")


def test_identities_are_accused_only_if_asked() -> None:
    wrong = Claim(0, 0, "", "identity", (Reading("none", Trace(A), Trace(B)),))
    assert check_claim(wrong).verdict == "unchecked"
    assert check_claim(wrong, Options(strict=True)).verdict == "refuted"
    right = Claim(0, 0, "", "identity", (Reading("none", Trace(product(A, B)), Trace(product(B, A))),))
    assert check_claim(right).verdict == "verified"


def test_approximate_equations_are_never_refuted() -> None:
    verdict = check_claim(claim(form, product(T(x), x), approximate=True))
    assert verdict.verdict == "unchecked"


def test_the_symmetric_conventions() -> None:
    left, right = gradient(Trace(product(A, S)), S), minus(total(A, T(A)), Hadamard(A, identity()))
    verdict = check_claim(claim(left, right))
    assert verdict.verdict == "conditional"
    assert "free entries" in verdict.holds_if[0]
    declared = Claim(0, 0, "", "derivative", (Reading("mixed", left, right, symmetric="entries"),))
    assert check_claim(declared).verdict == "verified"
    unconstrained = Claim(0, 0, "", "derivative", (Reading("mixed", left, T(A), symmetric="entries"),))
    verdict = check_claim(unconstrained)
    assert verdict.verdict == "conditional"
    assert "independently" in verdict.holds_if[0]


def identity() -> Expression:
    from matderiv.algebra import Identity

    return Identity(n)


def test_free_indices_are_quantified() -> None:
    i, j, k = Index("i", m), Index("j", m), Index("k", n)
    left = gradient(Entry(product(W, x), at(i)), Entry(W, at(j, k)))
    delta = IndexIndicator(at(i)[0], "=", at(j)[0])
    assert check_claim(claim(left, product(delta, Entry(x, at(k))))).verdict == "verified"
    without_delta = check_claim(claim(left, Entry(x, at(k))))
    assert (without_delta.verdict, without_delta.holds_if) == ("refuted", ())
    verdict = check_claim(claim(left, product(number(2), delta, Entry(x, at(k)))))
    assert verdict.verdict == "refuted"
    assert verdict.counterexample is not None
    assert len(verdict.counterexample.entry) == 3


def test_shifted_indices_are_compared_where_they_exist() -> None:
    length = Dimension.of("T")
    h, t = Symbol("h", (length, n), family_axes=1), Index("t", length)
    before = IndexForm(((t, 1),), Dimension.of(-1))
    state = Member(h, (before,))
    left = gradient(product(A, state), state)
    assert check_claim(claim(left, A)).verdict == "verified"
    assert check_claim(claim(product(T(state), state), InnerProduct(state, state))).verdict == "verified"
    assert check_claim(claim(product(A, state), Member(h, at(t)))).verdict == "refuted"


def test_conditions_force_the_sizes() -> None:
    tall = matrix("Q", p, m, "full column rank")
    gram = product(T(tall), tall)
    assert (
        check_claim(claim(product(Inverse(gram), gram), product(gram, Inverse(gram)))).verdict == "verified"
    )
    shifted = total(X, A)
    condition = (Condition(shifted, "positive determinant"),)
    right = T(Inverse(shifted))
    verdict = check_claim(claim(gradient(log(Determinant(shifted)), X), right, conditions=condition))
    assert verdict.verdict == "verified"


def test_a_condition_on_every_entry_of_something_that_only_the_condition_names() -> None:
    length = Dimension.of("T")
    condition = Condition(Entry(vector("u", length), at(Index("t", Dimension.of("S")))), "nonzero")
    result = check_claim(claim(gradient(form, x), product(total(A, T(A)), x), conditions=(condition,)))
    assert result.verdict == "verified"


@pytest.mark.parametrize("property_", ["diagonal", "symmetric", "skew", "lower triangular"])
@pytest.mark.parametrize("convention", ["part", "entries"])
def test_structures_of_rectangular_matrices(property_: str, convention: str) -> None:
    """Some exist for them (a matrix of singular values), others are contradictions and change nothing."""
    rectangular = matrix("D", m, n, property_)
    left = gradient(product(T(b), rectangular, x), rectangular)
    reading = Reading("mixed", left, product(b, T(x)), symmetric=convention)
    found = check_claim(Claim(0, 0, "", "derivative", (reading,)))
    assert (found.verdict == "verified") == (property_ in ("symmetric", "skew"))


def test_domains_of_logarithms_and_roots() -> None:
    entries = Elementwise("log", x)
    left = gradient(product(T(Ones((n,))), entries), x)
    assert check_claim(claim(left, Elementwise("exp", Negate(entries)))).verdict == "verified"
    y_hat = vector("p", n, "probability vector")
    t = vector("t", n, "one-hot")
    loss = Negate(product(T(t), Elementwise("log", y_hat)))
    assert check_claim(claim(gradient(loss, t), Negate(Elementwise("log", y_hat)))).verdict == "verified"


def test_upstream_gradients_through_a_named_intermediate() -> None:
    z = Named(vector("z", m), total(product(W, x), b))
    loss = Apply(FunctionSymbol("L", ((m,),), ()), (z,))
    delta = gradient(loss, z)
    assert check_claim(claim(gradient(loss, W), product(delta, T(x)))).verdict == "verified"
    verdict = check_claim(claim(gradient(loss, T(W)), product(delta, T(x))))
    assert verdict.verdict == "refuted"
    assert check_claim(claim(gradient(loss, b), delta)).verdict == "verified"


f = FunctionSymbol("f", ((n,),), ())
theta, delta = vector("\\theta"), vector("\\delta")
value, g = Apply(f, (theta,)), FunctionDerivative(f, (0,), (theta,), "mixed")
hessian = FunctionDerivative(f, (0, 0), (theta,), "mixed")
half = Number(Fraction(1, 2))


def taylor(second: Expression, order: int, **details: object) -> Claim:
    left = Apply(f, (total(theta, delta),))
    right = Add((value, product(T(delta), g), product(half, T(delta), second, delta)))
    return claim(left, right, expansion=Expansion(delta, Zeros((n,)), order), **details)


def test_taylor_claims_are_compared_by_derivatives_at_the_point() -> None:
    assert check_claim(taylor(hessian, 2, approximate=True)).verdict == "verified"
    wrong = check_claim(taylor(product(g, T(g)), 2, approximate=True))
    assert wrong.verdict == "refuted"
    assert "order 2" in wrong.reason
    assert "Hessian" in wrong.mistake
    assert check_claim(taylor(product(g, T(g)), 1, approximate=True)).verdict == "verified"


def test_an_expansion_written_as_an_equation_is_conditional() -> None:
    verdict = check_claim(taylor(hessian, 2))
    assert verdict.verdict == "conditional"
    assert "second order" in verdict.holds_if[0]


def test_decimals_hold_to_the_digits_written() -> None:
    ln2 = Number(Fraction(693, 1000), digits=3)
    wrong = Number(Fraction(695, 1000), digits=3)
    two = Elementwise("log", number(2))
    assert check_claim(claim(product(two, x), product(ln2, x))).verdict == "verified"
    assert check_claim(claim(product(two, x), product(wrong, x))).verdict == "refuted"
    exact = Number(Fraction(1, 2), digits=1)
    assert check_claim(claim(product(exact, x), product(number("12/25"), x))).verdict == "refuted"


def test_what_is_too_large_is_unchecked() -> None:
    tower: Expression = X
    for _ in range(25):
        tower = Kronecker(tower, X)
    assert check_claim(claim(Trace(tower), Trace(X))).verdict == "unchecked"
    assert "too large" in check_claim(claim(Trace(tower), Trace(X))).reason
    vast = check_claim(claim(power(X, 999999999), X))
    assert vast.verdict == "unchecked"
    small = check_claim(claim(power(scalar("t"), 999999999), number(0)))
    assert small.verdict == "unchecked"


def test_a_long_sum_is_no_problem() -> None:
    assert check_claim(
        claim(gradient(Add((form,) * 3000), x), product(number(3000), total(A, T(A)), x))
    ).verdict == ("verified")


def test_verdicts_are_the_json_contract_and_repeatable() -> None:
    wrong = claim(gradient(form, x), product(A, y))
    first, second = check_claim(wrong).to_dict(), check_claim(wrong).to_dict()
    assert json.dumps(first) == json.dumps(second)
    fields = {"verdict", "layout", "holds_if", "reason", "counterexample", "suggestion", "mistake"}
    assert set(first) == fields | {"method", "sizes", "max_error", "rule"}


def test_a_literal_zero_has_every_shape() -> None:
    assert check_claim(claim(gradient(product(T(y), y), x), number(0))).verdict == "verified"
    assert check_claim(claim(gradient(product(T(x), x), x), number(0))).verdict == "refuted"


def test_large_sizes_of_a_note_are_replaced_by_small_ones() -> None:
    rows, columns = Dimension.of(300), Dimension.of(784)
    weights, data = matrix("W", rows, columns), vector("x", columns)
    left = jacobian(product(weights, data), Vec(weights))
    right = Kronecker(T(data), identity_of(rows))
    verdict = check_claim(claim(left, right))
    assert verdict.verdict == "verified"
    assert "300, 784" in verdict.reason
    wrong = check_claim(claim(left, product(number(2), right)))
    assert wrong.verdict == "refuted"
    assert "in the place of 300" in wrong.reason


def identity_of(size: Dimension) -> Expression:
    from matderiv.algebra import Identity

    return Identity(size)


def test_probabilities_under_two_logarithms() -> None:
    q = vector("q")
    ones = Ones((n,))
    body = product(T(ones), total(Elementwise("log", q), Elementwise("log", minus(ones, q))))
    verdict = check_claim(claim(gradient(body, q), minus(reciprocal(q), reciprocal(minus(ones, q)))))
    assert verdict.verdict == "verified"


def reciprocal(argument: Expression) -> Expression:
    from matderiv.algebra import ElementwisePower

    return ElementwisePower(argument, number(-1))


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("name", RIGHT)
def test_no_seed_refutes_a_right_claim(name: str, seed: int) -> None:
    assert check_claim(claim(*RIGHT[name]), Options(seed=seed)).verdict == "verified"
