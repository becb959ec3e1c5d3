"""Every differentiable node kind: its Jacobian and its second derivative against central differences."""

from __future__ import annotations

import math

import numpy as np
import pytest

from matderiv.algebra import (
    Add,
    Apply,
    AxisPermutation,
    CommutationMatrix,
    Contraction,
    Determinant,
    DiagonalMatrix,
    DiagonalOf,
    Differential,
    Dimension,
    DirectionalDerivative,
    DuplicationMatrix,
    Eigenvalue,
    Eigenvector,
    Elementwise,
    ElementwisePower,
    ElementwiseQuotient,
    EliminationMatrix,
    EntrySum,
    Expression,
    FrechetDerivative,
    FromEntries,
    FunctionDerivative,
    FunctionSymbol,
    Hadamard,
    Identity,
    Index,
    IndexIndicator,
    IndexProduct,
    IndexValue,
    Indicator,
    InnerProduct,
    Inverse,
    Kronecker,
    LogSumExp,
    MathematicalConstant,
    MatrixFunction,
    MatrixLiteral,
    Maximum,
    Member,
    Named,
    Negate,
    Norm,
    Number,
    Ones,
    Power,
    PowerSeries,
    Pseudoinverse,
    Quotient,
    Reshape,
    SingleEntryMatrix,
    Size,
    Softmax,
    Substitution,
    Symbol,
    Tangent,
    Trace,
    Vec,
    Zeros,
    walk,
)
from matderiv.algebra.function_table import ELEMENTWISE, MATRIX_FUNCTIONS
from matderiv.algebra.indexing import Entry
from matderiv.oracle import Sample, evaluate
from matderiv.oracle.rules import RULES

from .notation import T, at, jacobian, m, matrix, n, number, power, product, sum_over, vector

SIZES = {"n": 3, "m": 4}
x, X, W, A = vector("x"), matrix("X"), matrix("W", m, n), matrix("A")
i, j = Index("i", n), Index("j", n)
P = Add((product(X, T(X)), Identity(n)))
z = Named(vector("z", m), product(W, x))
family = Symbol("V", (m, n), frozenset(), 1)
f = FunctionSymbol("f", ((n,), (n, n)), (m,))

CASES: dict[str, tuple[Expression, Symbol]] = {
    "quadratic form": (product(T(x), A, x), x),
    "linear map by its matrix": (product(W, x), W),
    "outer product": (product(x, T(x)), x),
    "row": (product(T(x), A), x),
    "inverse": (Inverse(X), X),
    "pseudoinverse": (Pseudoinverse(W), W),
    "determinant": (Determinant(X), X),
    "trace of a cube": (Trace(power(X, 3)), X),
    "negative power": (power(X, -2), X),
    "scalar power": (Power(product(T(x), x), number("3/2")), x),
    "scalar exponent": (Power(product(T(x), x), EntrySum(x)), x),
    "entrywise power": (ElementwisePower(x, number(3)), x),
    "entrywise quotient": (ElementwiseQuotient(product(A, x), x), x),
    "quotient": (Quotient(product(A, x), product(T(x), x)), x),
    "Hadamard": (Hadamard(product(A, x), x), x),
    "Kronecker": (Kronecker(X, W), X),
    "Kronecker of vectors": (Kronecker(x, T(x)), x),
    "inner product": (InnerProduct(X, product(X, A)), X),
    "contraction": (Contraction(X, Kronecker(X, x), ((1, 1),)), X),
    "vec": (Vec(product(X, A, X)), X),
    "row-major vec": (Vec(product(X, A), "row"), X),
    "diag of a matrix": (DiagonalOf(product(X, X)), X),
    "diag of a vector": (DiagonalMatrix(Hadamard(x, x)), x),
    "block matrix": (MatrixLiteral(((X, x), (T(x), product(T(x), x)))), x),
    "softmax": (Softmax(product(A, x)), x),
    "softmax of rows": (Softmax(W, "row"), W),
    "softmax of columns": (Softmax(W, "column"), W),
    "softmax of all": (Softmax(W), W),
    "log-sum-exp": (LogSumExp(product(A, x)), x),
    "maximum": (Maximum(product(A, x), x), x),
    "norm": (Norm(product(A, x), "2"), x),
    "1-norm": (Norm(x, "1"), x),
    "maximum norm": (Norm(product(A, x), "inf"), x),
    "Frobenius norm": (Norm(W, "frobenius"), W),
    "nuclear norm": (Norm(W, "nuclear"), W),
    "spectral norm": (Norm(T(W), "spectral"), W),
    "largest eigenvalue": (Eigenvalue(P, -1), X),
    "projector on an eigenvector": (product(Eigenvector(P, 0), T(Eigenvector(P, 0))), X),
    "abstract function": (Apply(f, (product(A, x), product(x, T(x)))), x),
    "sum over indices": (
        sum_over(i, sum_over(j, product(Entry(X, at(i, j)), Entry(X, at(j, i)), Entry(x, at(i))))),
        X,
    ),
    "product over an index": (IndexProduct(i, Entry(x, at(i)), at(1)[0], at(3)[0]), x),
    "minus": (Negate(product(W, x)), x),
    "named quantity": (product(T(z), z), x),
    "other order of axes": (AxisPermutation(Kronecker(X, x), (1, 0)), X),
    "other shape": (Reshape(product(X, A), (n * n,)), X),
    "array from its entries": (
        FromEntries((i, j), product(Entry(x, at(i)), Entry(X, at(j, i)), IndexValue(at(j)[0]))),
        X,
    ),
    "member of a family": (Elementwise("exp", Member(family, at(2))), family),
    "terms apart from the diagonal": (
        sum_over(i, sum_over(j, product(IndexIndicator(at(i)[0], "≠", at(j)[0]), Entry(X, at(i, j))))),
        X,
    ),
    "with an indicator": (product(Indicator(product(T(x), A, x), ">", number(-99)), product(T(x), x)), x),
    "derivative of an abstract function": (FunctionDerivative(f, (0,), (product(A, x), X), "axes"), x),
    "power series": (PowerSeries(FunctionSymbol("g", ((n, n),), (n, n)), Elementwise("tanh", X)), X),
    "derivative of a matrix function": (FrechetDerivative("exp", product(X, A), X), X),
    "derivative in a derivative": (jacobian(power(product(T(x), A, x), 2), x), x),
    "derivative in a direction": (DirectionalDerivative(product(T(x), A, x), x, Hadamard(x, x)), x),
    "differential": (Differential(product(T(x), X, x), (x,)), X),
    "substitution": (Substitution(product(T(x), A, x), x, product(X, x)), X),
    **{f"elementwise {name}": (Elementwise(name, x), x) for name in ELEMENTWISE},
    **{f"matrix {name}": (MatrixFunction(name, P), X) for name in MATRIX_FUNCTIONS},
}
STYLES = {"elementwise arcsin": "small", "elementwise arccos": "small"}
POSITIVE = {"elementwise log", "elementwise sqrt"}


WITHOUT_VARIABLES = {
    *(Symbol, Number, MathematicalConstant, Size, Identity, Ones, Zeros, Tangent, IndexValue, IndexIndicator),
    *(CommutationMatrix, DuplicationMatrix, EliminationMatrix, SingleEntryMatrix),
}
"""Node kinds that are what they are, whatever moves."""


def test_every_node_kind_depends_on_the_variable_in_some_case() -> None:
    """A new kind of node needs a case here, in which its rule for tangents is met."""
    moved = {
        type(node)
        for body, variable in CASES.values()
        for node in walk(body)
        if any(isinstance(part, Symbol) and part.name == variable.name for part in walk(node))
    }
    assert set(RULES) - moved - WITHOUT_VARIABLES == set()


def numeric_derivative(body: Expression, variable: Symbol, sample: Sample) -> np.ndarray:
    """Central differences with one Richardson step; axes of the value, then of the variable."""
    start = np.array(evaluate(variable, sample), dtype=float)
    columns = []
    for entry in np.ndindex(start.shape):
        quotients = []
        for step in (2e-3, 1e-3):
            ends = []
            for sign in (1, -1):
                moved = start.copy()
                moved[entry] += sign * step
                ends.append(evaluate(body, moved_to(sample, variable, moved)))
            quotients.append((ends[0] - ends[1]) / (2 * step))
        columns.append((4 * quotients[1] - quotients[0]) / 3)
    stacked = np.stack(columns, axis=-1)
    return stacked.reshape(*stacked.shape[:-1], *start.shape)


def moved_to(sample: Sample, variable: Symbol, value: np.ndarray) -> Sample:
    return Sample(sample.sizes, sample.seed, 1, sample.style, {variable.name: value})


def sample_for(name: str, seed: int) -> Sample:
    style = "positive" if name in POSITIVE else STYLES.get(name, "generic")
    return Sample(SIZES, seed=seed, style=style)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("seed", [1, 2])
def test_the_jacobian_agrees_with_differences(name: str, seed: int) -> None:
    body, variable = CASES[name]
    sample = sample_for(name, seed)
    exact = evaluate(jacobian(body, variable), sample)
    assert exact.shape == tuple(size.evaluate(SIZES) for size in (*body.shape, *variable.shape))
    np.testing.assert_allclose(exact, numeric_derivative(body, variable, sample), rtol=2e-6, atol=2e-7)


@pytest.mark.parametrize("name", CASES)
def test_the_second_derivative_agrees_with_differences_of_the_first(name: str) -> None:
    body, variable = CASES[name]
    sample = sample_for(name, 3)
    exact = evaluate(jacobian(body, variable, variable), sample)
    numeric = numeric_derivative(jacobian(body, variable), variable, sample)
    np.testing.assert_allclose(exact, numeric, rtol=5e-6, atol=5e-6)


def test_third_derivatives_come_out_too() -> None:
    sample = Sample(SIZES, seed=4)
    body = Trace(power(X, 3))
    third = evaluate(jacobian(body, X, X, X), sample)
    second = jacobian(body, X, X)
    np.testing.assert_allclose(third, numeric_derivative(second, X, sample), atol=1e-6)


def test_an_elementwise_function_of_higher_order_is_the_derivative() -> None:
    sample = Sample(SIZES, seed=5)
    z = evaluate(x, sample)
    s = 1 / (1 + np.exp(-z))
    np.testing.assert_allclose(evaluate(Elementwise("sigmoid", x, 1), sample), s * (1 - s))
    np.testing.assert_allclose(evaluate(Elementwise("sigmoid", x, 2), sample), s * (1 - s) * (1 - 2 * s))
    np.testing.assert_allclose(evaluate(Elementwise("abs", x, 2), sample), np.zeros(3))


def test_complex_step_agrees_for_analytic_functions() -> None:
    sample = Sample(SIZES, seed=6)
    a, z = evaluate(A, sample), evaluate(x, sample)
    step = 1e-30
    columns = [(np.exp(np.sin(a @ (z + 1j * step * e)))).imag / step for e in np.eye(3)]
    body = Elementwise("exp", Elementwise("sin", product(A, x)))
    np.testing.assert_allclose(evaluate(jacobian(body, x), sample), np.stack(columns, -1), rtol=1e-14)


def test_functions_of_matrices_without_symmetry() -> None:
    sample = Sample(SIZES, seed=7)
    a = evaluate(X, sample)
    series = sum(np.linalg.matrix_power(a, k) / math.factorial(k) for k in range(40))
    np.testing.assert_allclose(evaluate(MatrixFunction("exp", X), sample), series, rtol=1e-10)
    two = Dimension.of(2)
    assert MatrixFunction("exp", Identity(two)).shape == (two, two)
