"""Values of the node kinds against plain NumPy."""

from __future__ import annotations

import numpy as np
import pytest

from matderiv.algebra import (
    Add,
    AxisPermutation,
    CommutationMatrix,
    Contraction,
    DiagonalMatrix,
    Differential,
    Dimension,
    DirectionalDerivative,
    Elementwise,
    Entry,
    EntrySum,
    Expression,
    FromEntries,
    FunctionDerivative,
    FunctionSymbol,
    Hadamard,
    Identity,
    Index,
    IndexForm,
    IndexIndicator,
    IndexSum,
    Indicator,
    Inverse,
    Kronecker,
    MatrixLiteral,
    Member,
    Named,
    Ones,
    Reshape,
    SingleEntryMatrix,
    Size,
    Substitution,
    Symbol,
    Tangent,
    Trace,
    Vec,
    Zeros,
)
from matderiv.algebra.functions import Apply
from matderiv.oracle import Sample, TooLargeError, evaluate

from .notation import (
    T,
    at,
    gradient,
    jacobian,
    m,
    matrix,
    minus,
    n,
    number,
    power,
    product,
    scalar,
    sum_over,
    total,
    vector,
)

SIZES = {"n": 3, "m": 4, "N": 5}
N = Dimension.of("N")
x, y, X, W, A = vector("x"), vector("y", m), matrix("X"), matrix("W", m, n), matrix("A")
i, j, k = Index("i", n), Index("j", n), Index("k", m)


@pytest.fixture
def sample() -> Sample:
    return Sample(SIZES, seed=11)


def value(expression: Expression, sample: Sample) -> np.ndarray:
    result = evaluate(expression, sample)
    assert result.shape == tuple(size.evaluate(SIZES) for size in expression.shape)
    return result


def equal(expression: Expression, expected: object, sample: Sample) -> None:
    np.testing.assert_allclose(value(expression, sample), expected, rtol=1e-12, atol=1e-12)


def test_products_of_all_shapes(sample: Sample) -> None:
    a, w, z, v = (value(e, sample) for e in (A, W, x, y))
    s = scalar("s")
    c = value(s, sample)
    equal(product(W, A, x), w @ a @ z, sample)
    equal(product(T(y), W), (v @ w)[None, :], sample)
    equal(product(T(y), W, x), v @ w @ z, sample)
    equal(product(y, T(x)), np.outer(v, z), sample)
    equal(product(s, W, s, x), c * c * w @ z, sample)
    equal(product(T(x), s, A, x, T(x)), (c * (z @ a @ z) * z)[None, :], sample)


def test_kronecker_and_vec(sample: Sample) -> None:
    w, z = value(W, sample), value(x, sample)
    equal(Kronecker(W, A), np.kron(w, value(A, sample)), sample)
    equal(Kronecker(x, y), np.kron(z, value(y, sample)), sample)
    equal(Kronecker(T(x), Identity(m)), np.kron(z[None, :], np.eye(4)), sample)
    equal(Vec(W), w.T.ravel(), sample)
    equal(Vec(W, "row"), w.ravel(), sample)
    equal(product(CommutationMatrix(m, n), Vec(W)), w.ravel(), sample)
    equal(product(Kronecker(T(x), Identity(m)), Vec(W)), w @ z, sample)


def test_blocks_axes_and_indicators(sample: Sample) -> None:
    w, z, v = (value(e, sample) for e in (W, x, y))
    one = Dimension.of(1)
    equal(MatrixLiteral(((W, y), (T(x), number(2)))), np.block([[w, v[:, None]], [z, 2]]), sample)
    equal(AxisPermutation(W, (1, 0)), w.T, sample)
    equal(Reshape(T(x), (n,)), z, sample)
    equal(Reshape(x, (one, n)), z[None, :], sample)
    equal(Contraction(W, A, ((1, 0),)), w @ value(A, sample), sample)
    equal(Indicator(W, ">", Zeros((m, n))), (w > 0).astype(float), sample)
    equal(Size(n * m), 12.0, sample)
    equal(product(T(Ones((n,))), x), z.sum(), sample)
    equal(DiagonalMatrix(T(x)), np.diag(z), sample)


def test_entries_sums_and_arrays(sample: Sample) -> None:
    a, z = value(A, sample), value(x, sample)
    b = value(X, sample)
    equal(Entry(A, at(2, 3)), a[1, 2], sample)
    equal(Entry(A, (None, IndexForm.of(2))), a[:, 1], sample)
    equal(Entry(A, (IndexForm.of(2), None)), a[1:2], sample)
    equal(FromEntries((i,), Entry(A, at(i, i))), np.diag(a), sample)
    equal(FromEntries((j, i), Entry(A, at(i, j))), a.T, sample)
    equal(FromEntries((i,), sum_over(j, product(Entry(A, at(i, j)), Entry(x, at(j))))), a @ z, sample)
    squares = product(Entry(product(A, X), at(i, j)), Entry(x, at(j)))
    equal(sum_over(i, sum_over(j, squares)), ((a @ b) @ z).sum(), sample)
    equal(sum_over(i, number(1)), 3.0, sample)
    equal(FromEntries((i, j), IndexIndicator(at(i)[0], "=", at(j)[0])), np.eye(3), sample)
    equal(FromEntries((i, j), IndexIndicator(at(i)[0], "<", at(j)[0])), np.triu(np.ones((3, 3)), 1), sample)
    equal(SingleEntryMatrix(at(2, 1), (m, n)), np.eye(12)[3].reshape(4, 3), sample)


def test_entries_of_expressions_that_vary_with_the_index(sample: Sample) -> None:
    a, z = value(A, sample), value(x, sample)
    scaled = product(Entry(x, at(i)), A)
    equal(FromEntries((i, j), Entry(scaled, at(i, j))), z[:, None] * a, sample)
    equal(FromEntries((i,), Entry(scaled, at(i, i))), z * np.diag(a), sample)


def test_limits_of_sums_and_shifted_entries(sample: Sample) -> None:
    z = value(x, sample)
    until = IndexSum(j, Entry(x, at(j)), IndexForm.of(1), at(i)[0])
    equal(FromEntries((i,), until), np.cumsum(z), sample)
    shifted = IndexForm(((i, 1),), Dimension.of(-1))
    equal(IndexSum(i, Entry(x, (shifted,)), IndexForm.of(2), IndexForm((), n)), z[:2].sum(), sample)
    reversed_ = IndexForm(((i, -1),), n + 1)
    equal(FromEntries((i,), Entry(x, (reversed_,))), z[::-1], sample)


def test_families_of_vectors(sample: Sample) -> None:
    xs = Symbol("x_i", (N, n), family_axes=1)
    sample_index = Index("i", N)
    member = Member(xs, at(sample_index))
    data = value(xs, sample)
    equal(sum_over(sample_index, product(member, T(member))), data.T @ data, sample)
    w = vector("w")
    body = sum_over(sample_index, power(product(T(w), member), 2))
    equal(gradient(body, w), 2 * data.T @ data @ value(w, sample), sample)


def test_the_derivative_by_one_member_of_a_family(sample: Sample) -> None:
    xs = Symbol("x_i", (N, n), family_axes=1)
    outer, inner = Index("k", N), Index("i", N)
    body = sum_over(inner, product(T(Member(xs, at(inner))), A, Member(xs, at(inner))))
    a, data = value(A, sample), value(xs, sample)
    result = evaluate(gradient(body, Member(xs, at(outer))), sample)
    np.testing.assert_allclose(result, data @ (a + a.T).T)


def test_the_derivative_by_one_entry(sample: Sample) -> None:
    a, z = value(A, sample), value(x, sample)
    form = product(T(x), A, x)
    result = evaluate(gradient(form, Entry(A, at(i, j))), sample)
    np.testing.assert_allclose(result, np.outer(z, z))
    hessian = evaluate(gradient(form, Entry(x, at(i)), Entry(x, at(j))), sample)
    np.testing.assert_allclose(hessian, a + a.T)
    row = evaluate(gradient(form, Entry(A, (IndexForm.of(2), None))), sample)
    np.testing.assert_allclose(row, z[1] * z[None, :])


def test_layouts(sample: Sample) -> None:
    from matderiv.algebra import Derivative

    w, z, a = value(W, sample), value(x, sample), value(A, sample)
    g = (a + a.T) @ z
    form = product(T(x), A, x)
    equal(Derivative(form, (x,), "numerator"), g[None, :], sample)
    equal(Derivative(form, (x,), "denominator"), g, sample)
    equal(Derivative(product(W, x), (x,), "numerator"), w, sample)
    equal(Derivative(product(W, x), (x,), "mixed"), w, sample)
    equal(Derivative(product(W, x), (x,), "denominator"), w.T, sample)
    equal(Derivative(product(T(x), T(W)), (x,), "mixed"), w, sample)
    equal(Derivative(product(T(x), T(W)), (x,), "denominator"), w.T, sample)
    bilinear = product(T(y), W, x)
    equal(Derivative(bilinear, (W,), "numerator"), np.outer(z, value(y, sample)), sample)
    equal(Derivative(bilinear, (W,), "mixed"), np.outer(value(y, sample), z), sample)
    row = Symbol("r", (Dimension.of(1), n))
    equal(Derivative(product(row, x), (row,), "mixed"), z[None, :], sample)
    equal(Derivative(product(row, x), (row,), "numerator"), z, sample)
    equal(Derivative(product(scalar("t"), W), (scalar("t"),), "numerator"), w, sample)


def test_variables_that_are_transposed_stacked_or_inverted(sample: Sample) -> None:
    b, z = value(X, sample), value(x, sample)
    c = vector("c")
    d = value(c, sample)
    body = product(T(c), X, x)
    equal(gradient(body, T(X)), np.outer(z, d), sample)
    equal(gradient(product(X, x), T(x)), b, sample)
    equal(gradient(Vec(product(A, X)), Vec(X)), np.kron(np.eye(3), value(A, sample)), sample)
    # By Y = X⁻¹: cᵀ X x = cᵀ Y⁻¹ x.
    equal(gradient(body, Inverse(X)), -np.outer(b.T @ d, b @ z), sample)
    twice = value(jacobian(body, Inverse(X), Inverse(X)), sample)
    u, v = b.T @ d, b @ z
    expected = np.einsum("i,jk,l->ijkl", u, b, v)
    np.testing.assert_allclose(twice, expected + expected.transpose(2, 3, 0, 1), atol=1e-12)


def test_intermediates_cut_derivatives(sample: Sample) -> None:
    z_symbol = vector("z", m)
    z = Named(z_symbol, product(W, x))
    loss = Apply(FunctionSymbol("L", ((m,),), ()), (z,))
    delta = value(gradient(loss, z), sample)
    equal(gradient(loss, z_symbol), delta, sample)
    equal(gradient(loss, W), np.outer(delta, value(x, sample)), sample)
    equal(gradient(z, x), value(W, sample), sample)
    equal(gradient(z, z), np.eye(4), sample)


def test_differentials_use_the_tangents_of_the_variables(sample: Sample) -> None:
    b, d = value(X, sample), value(Tangent(X), sample)
    equal(Differential(power(X, 2), (X,)), d @ b + b @ d, sample)
    equal(Differential(Differential(power(X, 2), (X,)), (X,)), 2 * d @ d, sample)
    equal(Differential(product(A, X), (X, A)), value(A, sample) @ d + value(Tangent(A), sample) @ b, sample)
    equal(
        DirectionalDerivative(Inverse(X), X, A),
        -np.linalg.inv(b) @ value(A, sample) @ np.linalg.inv(b),
        sample,
    )
    entry = Entry(X, at(1, 2))
    equal(Tangent(entry), d[0, 1], sample)


def test_tangents_keep_the_structure_of_their_symbol(sample: Sample) -> None:
    s, q = matrix("S", n, n, "symmetric"), matrix("Q", n, n, "orthogonal")
    ds, dq, at_q = value(Tangent(s), sample), value(Tangent(q), sample), value(q, sample)
    np.testing.assert_allclose(ds, ds.T)
    np.testing.assert_allclose(at_q.T @ dq, -(at_q.T @ dq).T, atol=1e-12)


def test_substitution_and_derivatives_at_a_point(sample: Sample) -> None:
    point = vector("x_0")
    body = gradient(Trace(product(x, T(x), A)), x)
    expected = (value(A, sample) + value(A, sample).T) @ value(point, sample)
    equal(Substitution(body, x, point), expected, sample)
    f = FunctionSymbol("f", ((n,),), ())
    equal(
        FunctionDerivative(f, (0,), (point,), "mixed"),
        value(Substitution(gradient(Apply(f, (x,)), x), x, point), sample),
        sample,
    )
    equal(FunctionDerivative(f, (0, 0), (x,), "mixed"), value(gradient(Apply(f, (x,)), x, x), sample), sample)


def test_abstract_functions_are_generic(sample: Sample) -> None:
    f = FunctionSymbol("f", ((n,),), (m,))
    second = value(FunctionDerivative(f, (0, 0), (x,), "axes"), sample)
    assert np.linalg.matrix_rank(second[0]) == 3
    other = value(Apply(FunctionSymbol("g", ((n,),), (m,)), (x,)), sample)
    assert not np.allclose(other, value(Apply(f, (x,)), sample))
    g = FunctionSymbol("phi", ((),), ())
    argument = product(A, x)
    chain = Hadamard(Elementwise(g, argument, 1), Ones((n,)))
    equal(gradient(EntrySum(Elementwise(g, argument)), x), value(A, sample).T @ value(chain, sample), sample)


def test_conventions_for_a_symmetric_variable() -> None:
    s = matrix("S", n, n, "positive definite")
    sample = Sample(SIZES, seed=3)
    body = Trace(product(A, s))
    g = value(A, sample).T
    both = g + g.T
    np.testing.assert_allclose(evaluate(gradient(body, s), sample), g)
    np.testing.assert_allclose(evaluate(gradient(body, s), sample, "part"), both / 2)
    np.testing.assert_allclose(evaluate(gradient(body, s), sample, "entries"), both - g * np.eye(3))


def test_a_derivative_by_an_expression_cuts_where_it_stands(sample: Sample) -> None:
    residual = minus(product(W, x), y)
    body = product(T(residual), residual)
    equal(gradient(body, residual), 2 * value(residual, sample), sample)


def test_what_needs_gigabytes_is_refused_before_it_is_allocated() -> None:
    tower: Expression = Identity(n)
    for _ in range(20):
        tower = Kronecker(tower, X)
    with pytest.raises(TooLargeError):
        evaluate(Trace(tower), Sample({"n": 3}))


def test_a_sum_of_many_terms(sample: Sample) -> None:
    equal(Add((x,) * 2000), 2000 * value(x, sample), sample)
    equal(total(x, x), 2 * value(x, sample), sample)
