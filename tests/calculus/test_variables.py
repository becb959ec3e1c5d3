"""What a derivative can be taken by, abstract functions, and conventions for structured variables."""

from __future__ import annotations

import numpy as np
import pytest

from matderiv.algebra import (
    Apply,
    Condition,
    Derivative,
    Determinant,
    Dimension,
    DirectionalDerivative,
    Elementwise,
    Entry,
    Expression,
    FunctionDerivative,
    FunctionSymbol,
    Index,
    IndexForm,
    IndexSum,
    Inverse,
    Member,
    Named,
    Norm,
    Power,
    Product,
    Substitution,
    Symbol,
    Tangent,
    Trace,
    Transpose,
)
from matderiv.calculus import NotDifferentiable, differentiate

from .build import F, sym
from .differences import random_point
from .evaluate import evaluate
from .show import show

M, N, P = (Dimension.of(name) for name in "mnp")
x, y, b = sym("x", "n"), sym("y", "m"), sym("b", "m")
X, A, W = sym("X", "n", "n"), sym("A", "n", "n"), sym("W", "m", "n")
S = sym("X", "n", "n", properties="symmetric")
t = sym("t")


def matrix(
    e: Expression, *variables: Expression, layout: str = "mixed", symmetric: str = "unconstrained"
) -> str:
    result = differentiate(e, variables, symmetric).to_matrix(layout)
    assert result is not None
    return show(result)


def entry(e: Expression, *variables: Expression, names: str) -> str:
    return show(differentiate(e, variables).to_indices(list(names)))


i, j, k = (Index(name, size) for name, size in (("i", M), ("j", M), ("k", N)))


def test_by_the_transpose() -> None:
    assert matrix((W @ x).e, Transpose(x.e)) == "W"
    assert matrix(Trace((A @ X).e), Transpose(X.e)) == "A"


def test_by_the_inverse() -> None:
    assert matrix(Trace((A @ X.I).e), X.I.e) == "A^T"
    assert matrix(Elementwise("log", Determinant(X.e)), X.I.e) == "-X^T"


def test_by_an_entry() -> None:
    by = Entry(W.e, (IndexForm.of(j), IndexForm.of(k)))
    value = Entry((W @ x + b).e, (IndexForm.of(i),))
    assert entry(value, by, names="") == "[i=j] x[k]"


def test_by_a_column() -> None:
    column = Entry(W.e, (None, IndexForm.of(2)))
    assert matrix((y.T @ W @ x).e, column) == "x[2] y"


def test_by_a_named_quantity_cuts_there() -> None:
    z = Symbol("z", (M,))
    named = F(Named(z, (W @ x + b).e))
    loss = F(Norm((named - y).e, "2")) ** 2
    assert matrix(loss.e, z) == "2 (z - y)"
    assert matrix(loss.e, named.e) == "2 (z - y)"
    assert matrix(loss.e, W.e) == "2 (z - y) x^T"


def test_by_a_member_of_a_family() -> None:
    family = Symbol("x", (Dimension.of("N"), N), family_axes=1)
    a, c = Index("a", Dimension.of("N")), Index("c", Dimension.of("N"))
    member = Member(family, (IndexForm.of(a),))
    total = IndexSum(
        a, Power(Norm(member, "2"), (2 * t).e.factors[0]), IndexForm.of(1), IndexForm((), Dimension.of("N"))
    )
    assert matrix(total, Member(family, (IndexForm.of(c),))) == "2 x_{c}"


def test_sum_over_samples_stays_a_sum() -> None:
    samples = Dimension.of("N")
    family = Symbol("x", (samples, N), family_axes=1)
    index = Index("i", samples)
    target = Entry(Symbol("y", (samples,)), (IndexForm.of(index),))
    w = sym("w", "n")
    residual = F(target) - w.T @ F(Member(family, (IndexForm.of(index),)))
    total = IndexSum(index, (residual**2).e, IndexForm.of(1), IndexForm((), samples))
    assert matrix(total, w.e) == "-2 (Σ_{i=1..N} ((y[i] - w^T x_{i}) x_{i}))"
    assert matrix(total, w.e, w.e) == "2 (Σ_{i=1..N} (x_{i} x_{i}^T))"


def test_chain_rule_for_abstract_functions() -> None:
    loss = FunctionSymbol("L", ((M,),), ())
    z = Named(Symbol("z", (M,)), (W @ x + b).e)
    assert matrix(Apply(loss, (z,)), W.e) == "D(0,)L(z) x^T"
    assert matrix(Apply(loss, (z,)), x.e) == "W^T D(0,)L(z)"
    assert matrix(Apply(loss, (z,)), b.e) == "D(0,)L(z)"
    assert matrix(Apply(loss, (z,)), x.e, x.e) == "W^T D(0, 0)L(z) W"


def test_jacobian_of_a_composition() -> None:
    f, g = FunctionSymbol("f", ((M,),), (P,)), FunctionSymbol("g", ((N,),), (M,))
    inner = Apply(g, (x.e,))
    assert matrix(Apply(f, (inner,)), x.e) == "D(0,)f(Apply(x)) D(0,)g(x)"
    assert matrix(Apply(f, (inner,)), x.e, layout="denominator") == "D(0,)g(x)^T D(0,)f(Apply(x))^T"


def test_elementwise_function_of_the_note() -> None:
    phi = FunctionSymbol("phi", ((),), ())
    assert matrix(Elementwise(phi, (W @ x).e), x.e) == "diag(phi'(W x)) W"
    assert matrix(Elementwise(phi, (y.T @ W @ x).e), x.e, x.e) == "phi''(y^T W x) W^T y y^T W"


def test_derivative_of_a_gradient_in_a_layout() -> None:
    f = FunctionSymbol("f", ((N,),), ())
    gradient = FunctionDerivative(f, (0,), (x.e,), "mixed")
    assert matrix(gradient, x.e) == "D(0, 0)f(x)"


def test_dependent_quantity() -> None:
    """x = F(W) x_0: both terms of the differential."""
    function = FunctionSymbol("F", ((M, N),), (N, N))
    start = sym("x_0", "n")
    dependent = F(Named(x.e, Product((Apply(function, (W.e,)), start.e))))  # type: ignore[arg-type]
    applied = differentiate((W @ dependent).e, [W.e]).apply_to(Tangent(W.e))
    assert applied is not None
    assert show(applied) == "dW x + W (DirectionalDerivative(Apply(W), W, dW)) x_0"


def test_conventions_for_a_symmetric_variable() -> None:
    form = Trace((A @ S).e)
    assert matrix(form, S.e) == "A^T"
    assert matrix(form, S.e, symmetric="part") == "1/2 (A + A^T)"
    assert matrix(form, S.e, symmetric="entries") == "A^T + A - A⊙I"


def test_substitution_is_carried_out() -> None:
    start = sym("x_0", "n")
    at_start = Substitution((x.T @ A @ x).e, x.e, start.e)
    assert matrix(at_start, start.e) == "(A + A^T) x_0"


def test_derivatives_inside_an_expression() -> None:
    gradient = Derivative((x.T @ A @ x).e, (x.e,), "mixed")
    assert matrix(gradient, x.e) == "A + A^T"
    direction = sym("h", "n")
    directional = DirectionalDerivative((x.T @ A @ x).e, x.e, direction.e)
    assert matrix(directional, direction.e) == "(A + A^T) x"


def test_conditions_that_are_not_implied() -> None:
    positive = sym("P", "n", "n", properties="positive definite")
    assert differentiate(Elementwise("log", Determinant(positive.e)), [positive.e]).conditions == ()
    assert differentiate(X.I.e, [X.e]).conditions == (Condition(X.e, "invertible"),)
    assert Condition(x.e, "positive") in differentiate(Elementwise("log", x.e), [x.e]).conditions


@pytest.mark.parametrize("e", [Power(X.e, (t @ t).e), Power(X.e, (10**9 * t).e.factors[0])])
def test_what_has_no_closed_form_says_so(e: Expression) -> None:
    with pytest.raises(NotDifferentiable) as error:
        differentiate(e, [X.e])
    assert error.value.reason.endswith(".")


def test_only_symbols_and_their_parts_are_variables() -> None:
    with pytest.raises(NotDifferentiable):
        differentiate((x.T @ x).e, [(x + x).e])


def test_symbolic_power_under_a_trace() -> None:
    k_symbol = Symbol("k", (), frozenset({"integer"}))
    assert matrix(Trace(Power(X.e, k_symbol)), X.e) == "k (X^(k + -1))^T"


def test_a_deep_expression_is_differentiated_or_refused() -> None:
    e = x
    for _ in range(2000):
        e = F(Elementwise("sin", e.e))
    with pytest.raises(NotDifferentiable):
        differentiate(e.e, [x.e])


def test_inverse_of_a_symmetric_variable_at_a_point() -> None:
    tensor = differentiate(Trace(Inverse(S.e)), [S.e])
    result = tensor.to_matrix()
    assert result is not None
    point = random_point([S.e], 3)
    value = np.linalg.inv(point.values[S.e])
    assert np.allclose(evaluate(result, point), -(value @ value).T)
