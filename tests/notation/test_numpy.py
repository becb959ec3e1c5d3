"""Generated source against NumPy written by hand, at sizes that differ from each other."""

import inspect
import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from matderiv.algebra import (
    ONE,
    Add,
    CommutationMatrix,
    Contraction,
    Determinant,
    DiagonalMatrix,
    Dimension,
    Eigenvalue,
    Eigenvector,
    Elementwise,
    ElementwisePower,
    Entry,
    EntrySum,
    Expression,
    FromEntries,
    Hadamard,
    Identity,
    Index,
    IndexForm,
    IndexIndicator,
    IndexSum,
    Inverse,
    Kronecker,
    MatrixFunction,
    MatrixLiteral,
    Member,
    Named,
    Negate,
    Norm,
    Number,
    Ones,
    Power,
    Product,
    Quotient,
    Size,
    Softmax,
    Symbol,
    Trace,
    Transpose,
    Vec,
)
from matderiv.notation import numpy_function
from matderiv.notation.numpy_source.identifiers import Identifiers, identifier
from tests.notation.running import run, values_of

L, M, N = Dimension.of("L"), Dimension.of("m"), Dimension.of("n")
A = Symbol("A", (M, N))
S = Symbol("S", (N, N))
X = Symbol("X", (N, N))
x = Symbol(r"\mathbf{x}", (N,))
y = Symbol("y", (N,))
b = Symbol("b", (M,))
r = Symbol("r", (ONE, N))
t = Symbol(r"\lambda", ())
samples = Symbol("w", (L, N), frozenset(), 1)
i, j, k = Index("i", M), Index("j", N), Index("k", N)
s = Index("s", L)


def number(value: str | int) -> Number:
    return Number(Fraction(value))


def at(*indices: Index | int) -> tuple[IndexForm, ...]:
    return tuple(IndexForm.of(index) for index in indices)


def over(index: Index, body: Expression) -> IndexSum:
    return IndexSum(index, body, IndexForm.of(1), IndexForm((), index.size))


def exponential(matrix: Any) -> Any:
    term = total = np.eye(len(matrix))
    for order in range(1, 60):
        term = term @ matrix / order
        total = total + term
    return total


Evaluation = Callable[..., Any]

CASES: list[tuple[Expression, Evaluation]] = [
    (
        Product((number(2), Transpose(A), Add((Product((A, x)), Negate(b))))),
        lambda A, x, b: 2 * A.T @ (A @ x - b),
    ),
    (Product((Product((Transpose(x), y)), x)), lambda x, y: (x @ y) * x),
    (Product((Transpose(x), y, x)), lambda x, y: (x @ y) * x),
    (Product((Transpose(x), S)), lambda x, S: (x @ S)[None, :]),
    (Product((b, Transpose(x), S)), lambda b, x, S: np.outer(b, x @ S)),
    (Product((r, S)), lambda r, S: r @ S),
    (Transpose(r), lambda r: r[0]),
    (Product((Transpose(Inverse(X)), y, Transpose(x))), lambda X, x, y: np.outer(np.linalg.inv(X).T @ y, x)),
    (Product((A, Inverse(X), S)), lambda A, X, S: A @ np.linalg.inv(X) @ S),
    (Product((Transpose(x), Inverse(X))), lambda x, X: (x @ np.linalg.inv(X))[None, :]),
    (Product((A, Inverse(X))), lambda A, X: A @ np.linalg.inv(X)),
    (Product((Transpose(A), DiagonalMatrix(b), A)), lambda A, b: A.T @ np.diag(b) @ A),
    (Product((DiagonalMatrix(x), DiagonalMatrix(y))), lambda x, y: np.diag(x * y)),
    (Kronecker(Transpose(x), Identity(M)), lambda x, A: np.kron(x[None, :], np.eye(len(A)))),
    (Kronecker(x, Transpose(b)), lambda x, b: np.outer(x, b)),
    (Kronecker(Transpose(x), b), lambda x, b: np.outer(b, x)),
    (Kronecker(x, b), lambda x, b: np.kron(x, b)),
    (Product((CommutationMatrix(M, N), Vec(A))), lambda A: A.ravel()),
    (Trace(Product((A, S, Transpose(A)))), lambda A, S: np.trace(A @ S @ A.T)),
    (Trace(Product((S, x, Transpose(y)))), lambda S, x, y: y @ S @ x),
    (Determinant(Power(X, number(2))), lambda X: np.linalg.det(X) ** 2),
    (Elementwise("log", Determinant(Product((Transpose(A), A)))), lambda A: np.linalg.slogdet(A.T @ A)[1]),
    (MatrixFunction("exp", X), lambda X: exponential(X)),
    (MatrixFunction("sin", X), lambda X: exponential(1j * X).imag),
    (MatrixFunction("sqrt", Product((X, X))), lambda X: X),
    (Eigenvalue(Add((S, Transpose(S))), 1), lambda S: np.linalg.eigvalsh(S + S.T)[1]),
    (
        Product(
            (Eigenvector(Add((S, Transpose(S))), -1), Transpose(Eigenvector(Add((S, Transpose(S))), -1)))
        ),
        lambda S: np.outer(*2 * [np.linalg.eigh(S + S.T)[1][:, -1]]),
    ),
    (
        MatrixLiteral(((S, x), (Transpose(y), t))),
        lambda S, x, y, lambda_: np.block([[S, x[:, None]], [y, lambda_]]),
    ),
    (Elementwise("sigmoid", x, 1), lambda x: np.exp(-x) / (1 + np.exp(-x)) ** 2),
    (Elementwise("gelu", x), lambda x: np.array([v * (1 + math.erf(v / math.sqrt(2))) / 2 for v in x])),
    (Elementwise("softplus", x), lambda x: np.log1p(np.exp(x))),
    (Softmax(A, "row"), lambda A: np.exp(A) / np.exp(A).sum(axis=1, keepdims=True)),
    (ElementwisePower(x, number(-2)), lambda x: 1 / x**2),
    (Quotient(x, Norm(x, "2")), lambda x: x / math.sqrt(x @ x)),
    (Norm(A, "nuclear"), lambda A: np.linalg.svd(A)[1].sum()),
    (EntrySum(Hadamard(A, A)), lambda A: (A * A).sum()),
    (
        Quotient(Product((Ones((M,)), Transpose(x))), Size(M)),
        lambda x, A: np.outer(np.ones(len(A)), x) / len(A),
    ),
    (Named(Symbol("z", (M,)), Product((A, x))), lambda A, x: A @ x),
    (Contraction(A, X, ((1, 0),)), lambda A, X: A @ X),
    (
        FromEntries((i, j, k), Product((IndexIndicator(*at(j), "=", *at(k)), Entry(b, at(i))))),
        lambda b, x: np.einsum("jk,i->ijk", np.eye(len(x)), b),
    ),
    (Entry(A, (IndexForm.of(2), None)), lambda A: A[1:2, :]),
    (over(j, Product((Entry(x, at(j)), Entry(y, at(j))))), lambda x, y: x @ y),
    (over(j, Product((Entry(x, at(j)), Elementwise("exp", Entry(y, at(j)))))), lambda x, y: x @ np.exp(y)),
    (over(j, Entry(X, at(j, j))), lambda X: np.trace(X)),
    (
        over(s, Product((Member(samples, at(s)), Transpose(Member(samples, at(s)))))),
        lambda w: sum(np.outer(v, v) for v in w),
    ),
    (
        FromEntries((j, k), Add((Entry(X, at(k, j)), Product((Entry(x, at(j)), Entry(y, at(k))))))),
        lambda X, x, y: X.T + np.outer(x, y),
    ),
    (FromEntries((i, j), Entry(x, at(j))), lambda x, A: np.ones((len(A), 1)) * x),
    (FromEntries((j,), Entry(Product((S, x)), at(j))), lambda S, x: S @ x),
    (FromEntries((j,), over(k, Product((Entry(S, at(j, k)), Entry(x, at(k)))))), lambda S, x: S @ x),
    (Product((r, x)), lambda r, x: r[0] @ x),
]


SYMBOLS = [A, S, X, x, y, b, r, t, samples]
SIZES = {"m": 3, "n": 4, "L": 5}


def by_hand(evaluate: Evaluation) -> Any:
    values = {identifier(latex): value for latex, value in values_of(SYMBOLS, SIZES).items()}
    return evaluate(*(values[name] for name in inspect.signature(evaluate).parameters))


@pytest.mark.parametrize(("expression", "evaluate"), CASES, ids=range(len(CASES)))
def test_source_gives_the_value(expression: Expression, evaluate: Evaluation) -> None:
    found = run(numpy_function(expression, SYMBOLS), values_of(SYMBOLS, SIZES))
    assert np.shape(found) == tuple(size.evaluate(SIZES) for size in expression.shape)
    np.testing.assert_allclose(found, by_hand(evaluate), rtol=1e-9, atol=1e-12)


def test_names_of_parameters() -> None:
    names = [
        "\\Sigma",
        "\\lambda",
        "W^{(1)}",
        "\\bar h",
        "\\mathbf{x}",
        "x",
        "x_{\\text{in}}",
        "w^*",
        "1",
        "\\hat{y}",
    ]
    identifiers = Identifiers()
    assert [identifiers.of(name) for name in names] == [
        "Sigma",
        "lambda_",
        "W_1",
        "h_bar",
        "x",
        "x_2",
        "x_in",
        "w_star",
        "v_1",
        "y_hat",
    ]


def test_a_size_comes_from_the_arguments_or_is_one() -> None:
    band = Symbol("t", (N * 2 - 1,))
    assert "n = (t.shape[0] + 1) // 2" in numpy_function(Product((EntrySum(band), Identity(N)))).source
    flat = Symbol("v", (M * N,))
    assert "m = v.shape[0] // n" in numpy_function(Product((EntrySum(flat), Ones((M, N)))), (x,)).source
    assert numpy_function(Identity(N)).symbols == {"n": "n"}
    assert numpy_function(Identity(M), (x, A)).symbols == {"A": "A"}


def test_products_meet_vectors_first() -> None:
    assert "A.T @ (A @ x)" in numpy_function(Product((Product((Transpose(A), A)), x))).source
    assert "np.outer(b, x @ S)" in numpy_function(Product((b, Product((Transpose(x), S))))).source


def test_what_occurs_twice_is_computed_once() -> None:
    source = numpy_function(Add((Product((Inverse(X), S)), Product((S, Inverse(X)))))).source
    assert source.count("np.linalg.inv") == 1


def test_sums_are_distributed_where_that_is_cheaper() -> None:
    def source(*factors: Expression) -> str:
        return numpy_function(Product(factors)).source

    U, V = Symbol("U", (M, L)), Symbol("V", (N, L))
    assert "S @ x + S.T @ x" in source(Add((S, Transpose(S))), x)
    assert "x @ S + x @ S.T" in source(Transpose(x), Add((S, Transpose(S))))
    assert "U @ (V.T @ V) - A @ V" in source(Add((Product((U, Transpose(V))), Negate(A))), V)
    assert "x + S @ x" in source(Add((Identity(N), S)), x)
    assert "(S + S.T) @ X" in source(Add((S, Transpose(S))), X)
    assert "A.T @ (A @ x - b)" in source(Transpose(A), Add((Product((A, x)), Negate(b))))


def test_what_a_distributed_sum_multiplies_is_computed_once() -> None:
    source = numpy_function(Product((Add((S, Transpose(S))), Elementwise("exp", x)))).source
    assert source.count("np.exp") == 1


def test_sums_of_diagonal_matrices_scale() -> None:
    total = Add((Product((number(2), DiagonalMatrix(x))), Negate(DiagonalMatrix(y))))
    assert "(2 * x - y) * (S @ x)" in numpy_function(Product((total, S, x))).source
    assert "(2 * x - y)[:, None] * S" in numpy_function(Product((total, S))).source


def test_chains_that_end_in_the_transpose_of_their_beginning() -> None:
    gram = Product((Transpose(S), DiagonalMatrix(x), Transpose(A), A, DiagonalMatrix(x), S))
    assert "t_1.T @ t_1" in numpy_function(gram).source
    assert "t_1 @ t_1" in numpy_function(Product((Transpose(x), Transpose(A), A, x))).source


def test_diagonal_matrices_that_occur_twice_are_never_formed() -> None:
    scale = DiagonalMatrix(Elementwise("exp", x))
    source = numpy_function(Product((Transpose(A), A, scale, S, scale, y))).source
    assert "np.diag" not in source
    assert source.count("np.exp") == 1
