"""Each rule of differentiation against finite differences, in all forms."""

from __future__ import annotations

from fractions import Fraction

import pytest

from matderiv.algebra import (
    AxisPermutation,
    Contraction,
    Determinant,
    DiagonalMatrix,
    DiagonalOf,
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
    IndexProduct,
    IndexSum,
    Indicator,
    InnerProduct,
    Kronecker,
    LogSumExp,
    MatrixFunction,
    MatrixLiteral,
    Maximum,
    Member,
    Norm,
    Number,
    Ones,
    Power,
    Product,
    Pseudoinverse,
    Softmax,
    Symbol,
    Trace,
    Transpose,
    Vec,
    Zeros,
)
from matderiv.algebra.function_table import ELEMENTWISE
from matderiv.calculus import differentiate

from .build import F, sym
from .differences import finite_differences, random_point
from .forms import assert_adjoint, assert_forms

M, N, P, Q = (Dimension.of(name) for name in "mnpq")
x, y, a = sym("x", "n"), sym("y", "m"), sym("a", "n")
X, Y, Z = sym("X", "m", "n"), sym("Y", "n", "n"), sym("Z", "n", "n", properties="positive definite")
A, B = sym("A", "m", "n"), sym("B", "n", "n")
S = sym("S", "n", "n", properties="symmetric")
t = sym("t")
r = sym("r", 1, "n")
i, j = Index("i", N), Index("j", M)


def number(value: int) -> Expression:
    return Number(Fraction(value))


def fro(f: F) -> F:
    return F(Norm(f.e, "frobenius"))


def entry(f: F, *forms: IndexForm | None) -> Expression:
    return Entry(f.e, forms)


def at(index: Index, shift: int = 0) -> IndexForm:
    return IndexForm(((index, 1),), Dimension.of(shift))


def whole(size: Dimension) -> tuple[IndexForm, IndexForm]:
    return IndexForm.of(1), IndexForm((), size)


steps = Product((entry(x, at(i)), Elementwise("sin", entry(x, at(i, -1)))))
samples = Symbol("s", (Dimension.of("N"), N), family_axes=1)
sample = Index("k", Dimension.of("N"))
residual = F(entry(sym("b", "N"), at(sample))) - F(Product((Transpose(x.e), Member(samples, (at(sample),)))))

CASES: dict[str, tuple[Expression, F]] = {
    **{
        f"elementwise {name}": (
            Elementwise(name, Elementwise("sigmoid", x.e) if name.startswith(("arc", "log", "sqrt")) else x.e),
            x,
        )
        for name in ELEMENTWISE
    },
    **{f"matrix elementwise {name}": (Elementwise(name, X.e), X) for name in ("exp", "tanh", "gelu", "erf")},
    **{f"norm {kind}": (Norm((A @ x).e, kind), x) for kind in ("1", "2", "inf")},
    **{f"norm {kind}": (Norm(X.T.e, kind), X) for kind in ("frobenius", "nuclear", "spectral")},
    "norm to a power": (Power(Norm(x.e, "2"), number(3)), x),
    "scalar exponential": (Elementwise("exp", (-fro(X) ** 2).e), X),
    "power of a scalar": (Power((x.T @ Z @ x).e, Number(Fraction(3, 2))), x),
    "power in the exponent": (Power((x.T @ Z @ x).e, t.e), t),
    "elementwise power": (ElementwisePower(Elementwise("exp", x.e), t.e), x),
    "elementwise power, exponent": (ElementwisePower(Elementwise("exp", x.e), t.e), t),
    "matrix power": (Power(Y.e, number(3)), Y),
    "negative matrix power": (Power(Y.e, number(-2)), Y),
    "trace of a power": (Trace(Power((Y @ B).e, number(5))), Y),
    "determinant of a product": (Determinant((A @ Y @ A.T).e), A),
    "inverse of a product": ((Y @ B).I.e, Y),
    "inverse under a trace": (Trace((B @ Y.I @ B).e), Y),
    "pseudoinverse": (Pseudoinverse(X.T.e), X),
    "matrix exponential in t": (MatrixFunction("exp", (t @ B).e), t),
    "matrix logarithm under a trace": (Trace(MatrixFunction("log", (Y @ Y.T).e)), Y),
    "matrix root under a trace": (Trace(MatrixFunction("sqrt", (X @ X.T).e)), X),
    "matrix cosine under a trace": (Trace(MatrixFunction("cos", Y.e)), Y),
    "eigenvalue": (Eigenvalue((X.T @ X + Z).e, -1), X),
    "eigenvector": (Product((Eigenvector(S.e, 1), Transpose(Eigenvector(S.e, 1)))), S),
    "diagonal matrix": (Product((A.e, DiagonalMatrix(x.e), B.e)), x),
    "diagonal of a product": (DiagonalOf((B @ Y @ B.T).e), Y),
    "maximum": (Maximum(x.e, a.e), x),
    "indicator": (Hadamard(Indicator(x.e, ">", a.e), x.e), x),
    "softmax of a vector": (Softmax((B @ x).e), x),
    "softmax of rows": (Softmax((X @ B).e, "row"), X),
    "softmax of columns": (Softmax(X.e, "column"), X),
    "softmax of all entries": (Softmax(X.e), X),
    "log-sum-exp": (LogSumExp((A @ x).e), x),
    "sum of entries": (EntrySum((X @ B).e), X),
    "inner product": (InnerProduct((X @ B).e, X.e), X),
    "Hadamard": (Hadamard((X @ B).e, X.e), X),
    "Kronecker left": (Kronecker(X.e, A.e), X),
    "Kronecker with itself": (Kronecker(Y.e, Y.e), Y),
    "Kronecker of vectors": (Kronecker(x.e, (A @ x).e), x),
    "Kronecker under a trace": (Trace(Kronecker((Y @ B).e, Y.e)), Y),
    "trace form of Kronecker": ((F(Vec(X.e)).T @ F(Kronecker(Y.e, (A @ A.T).e)) @ F(Vec(A.e))).e, X),
    "vec": (Vec((A @ Y).e), Y),
    "vec by rows": (Vec((A @ Y).e, "row"), Y),
    "vec of a transpose": (Vec(X.T.e), X),
    "matrix times vec": (Product((Symbol("K", (P, M * N)), Vec(X.e))), X),
    "blocks": (MatrixLiteral((((Y @ B).e, x.e), (Transpose(x.e), (t @ t).e))), Y),
    "blocks by a vector": (MatrixLiteral((((Y @ B).e, x.e), (Transpose((B @ x).e), t.e))), x),
    "written out": (MatrixLiteral(((entry(x, at(i).of(1)),), ((t @ t).e,), (t.e,))), t),
    "column of a matrix": (entry(X, None, IndexForm.of(2)), X),
    "row of a matrix": (entry(X, IndexForm.of(2), None), X),
    "entry of a matrix": (entry(X, IndexForm.of(2), IndexForm.of(1)), X),
    "array of entries": (FromEntries((j, i), Elementwise("sin", entry(X, at(j), at(i)))), X),
    "shifted entries": (FromEntries((i,), entry(x, IndexForm(((i, -1),), N + 1))), x),
    "sum over neighbours": (IndexSum(i, steps, IndexForm.of(2), IndexForm((), N)), x),
    "sum over samples": (IndexSum(sample, (residual**2).e, *whole(Dimension.of("N"))), x),
    "product over an index": (IndexProduct(i, entry(x, at(i)), *whole(N)), x),
    "contraction": (Contraction(X.e, (A @ Y).e, ((0, 0),)), Y),
    "contraction to a scalar": (Contraction(X.e, X.e, ((0, 0), (1, 1))), X),
    "permutation": (AxisPermutation(Contraction(X.e, X.e, ()), (2, 0, 3, 1)), X),
    "row": ((r @ B).e, r),
    "row form": ((r @ B @ r.T).e, r),
    "row by a matrix": ((r @ Y).e, Y),
    "outer product of rows": ((r.T @ r).e, r),
    "scalar by a row": (Norm(r.e, "2"), r),
    "matrix by a scalar": ((t @ (t @ A + A)).e, t),
    "row by a scalar": ((t @ t @ r).e, t),
    "constant": ((A @ x).e, t),
    "layer": (Elementwise("tanh", (X @ x + y).e), X),
    "batch": (Power(Norm(Elementwise("relu", (X @ B + F(Ones((M,))) @ a.T).e), "frobenius"), number(2)), a),
    "normalised": ((x / F(Norm(x.e, "2"))).e, x),
    "Rayleigh quotient": (((x.T @ S @ x) / (x.T @ x)).e, x),
    "zeros": ((F(Zeros((M,))) + A @ x).e, x),
    "identity": ((F(Identity(N)) @ Y @ F(Identity(N))).e, Y),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_rule(name: str) -> None:
    expression, f = CASES[name]
    variable = f.e
    assert isinstance(variable, Symbol)
    point = random_point([expression, variable], seed=5)
    tensor = differentiate(expression, [variable])
    expected = finite_differences(expression, [variable], point)
    assert_forms(tensor, expected, point, 1e-5)
    assert_adjoint(tensor, expected, point, 1e-5)


HESSIANS: dict[str, tuple[Expression, F, F]] = {
    "log-sum-exp": (LogSumExp((A @ x).e), x, x),
    "norm": (Norm((A @ x - y).e, "2"), x, x),
    "mixed": ((y.T @ F(Elementwise("sin", (X @ x).e))).e, x, X),
    "bilinear": ((y.T @ X @ x).e, X, x),
    "matrix quadratic": (Trace((X @ B @ X.T).e), X, X),
    "determinant": (Determinant(Y.e), Y, Y),
    "elementwise": (EntrySum(Elementwise("sin", X.e)), X, X),
    "two rows of softmax": (InnerProduct(Softmax(X.e, "row"), A.e), X, X),
    "by a scalar": (Determinant((B + t @ Y).e), t, t),
    "scalar and matrix": (Determinant((B + t @ Y).e), t, Y),
    "vector value": (Hadamard((B @ x).e, x.e), x, x),
    "sum over samples": (IndexSum(sample, Elementwise("exp", residual.e), *whole(Dimension.of("N"))), x, x),
    "Kronecker": (Trace(Kronecker((Y @ B).e, Y.e)), Y, Y),
}


@pytest.mark.parametrize("name", HESSIANS)
def test_second_derivative(name: str) -> None:
    expression, first, second = HESSIANS[name]
    variables = [f.e for f in (first, second) if isinstance(f.e, Symbol)]
    point = random_point([expression, *variables], seed=3)
    tensor = differentiate(expression, variables)
    assert_forms(tensor, finite_differences(expression, variables, point), point, 1e-4)
