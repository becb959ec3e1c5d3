"""The derivative problems of `tests/cases/bank.json` as typed expressions: id, expression, variables, convention."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from matderiv.algebra import (
    Determinant,
    DiagonalMatrix,
    Dimension,
    Eigenvalue,
    ElementwiseQuotient,
    Entry,
    Expression,
    FromEntries,
    Index,
    IndexForm,
    InnerProduct,
    Kronecker,
    MatrixFunction,
    Named,
    Negate,
    Norm,
    Number,
    Ones,
    Product,
    Quotient,
    Softmax,
    Symbol,
    Trace,
)

from .build import F, sym


@dataclass(frozen=True)
class Problem:
    name: str
    expression: Expression
    variables: tuple[Expression, ...]
    symmetric: str = "unconstrained"


def tr(f: F) -> F:
    return F(Trace(f.e))


def det(f: F) -> F:
    return F(Determinant(f.e))


def log(f: F) -> F:
    return f.call("log")


def norm(f: F, kind: str) -> F:
    return F(Norm(f.e, kind))


def ones(size: str) -> F:
    return F(Ones((Dimension.of(size),)))


def half(f: F) -> F:
    return F(Product((Quotient(Number(Fraction(1)), Number(Fraction(2))), *f.e.factors)))  # type: ignore[attr-defined]


m, n, p, q = "m", "n", "p", "q"
a, x, b_n = sym("a", n), sym("x", n), sym("b", n)
A, B, C, D = sym("A", m, n), sym("B", p, m), sym("C", n, n), sym("D", m, m)
An, Bn = sym("A", n, n), sym("B", n, n)
As = sym("A", n, n, properties="symmetric")
b = sym("b", m)
X, Xn = sym("X", m, n), sym("X", n, n)
Xi = sym("X", n, n, properties="invertible")
Xp = sym("X", n, n, properties="positive definite")
Xs = sym("X", n, n, properties="symmetric")
xp = sym("x", n, properties="positive")
y = sym("y", m, properties="signs")
w = sym("w", n)
S = sym("\\Sigma", n, n, properties="positive definite")
mu = sym("\\mu", n)
t = sym("t")
T, U, V = sym("T", m, n), sym("U", m, p), sym("V", n, p)
Wp, bp, Z = sym("W", n, p), sym("b", p), sym("\\bar Z", m, p)


def problems() -> list[Problem]:
    made: list[Problem] = []

    def add(name: str, f: F, *variables: F, symmetric: str = "unconstrained") -> None:
        made.append(Problem(name, f.e, tuple(v.e for v in variables), symmetric))

    add("lin1", a.T @ x, x)
    add("quad", x.T @ An @ x, x)
    add("quadsym", x.T @ As @ x, x)
    add("ls", norm(A @ x - b, "2") ** 2, x)
    A_nm, s_m, W_s = sym("A", n, m), sym("s", m), sym("W", n, n, properties="symmetric")
    r = x - A_nm @ s_m
    add("wlsA", r.T @ W_s @ r, A_nm)
    add("norm", norm(x - a, "2"), x)
    add("cubic", F(Product(((x.T @ An @ x).e, (x.T @ Bn @ x).e))), x)
    add("Ax", A @ x, x)
    add("affine2", B @ (A @ x + b) + sym("c", p), x)
    add("sinx", x.call("sin"), x)
    exp_sum = ones(m).T @ (A @ x).call("exp")
    add("expsum", exp_sum, x)
    add("softmax", F(Softmax(x.e)), x)
    XX = sym("X", m, n)
    loss = ones(m).T @ log(ones(m) + (-(y & (XX @ w))).call("exp"))
    add("logreg", loss, w)
    add("logregH", loss, w, w)
    add("had1", a.T @ (x & x), x)
    add("haddiv", F(ElementwiseQuotient(a.e, xp.e)), xp)
    add("entropy", -(xp.T @ log(xp)), xp)
    add("norm1", norm(x, "1"), x)
    h = sym("\\bar h", m)
    add("chain", h.T @ A @ x, x)
    add("invquad", ((a.T @ x) ** 2) / (x.T @ x), x)
    add("trX", tr(Xn), Xn)
    add("trAXB", tr(sym("A", p, m) @ X @ sym("B", n, p)), X)
    add("trX2", tr(Xn**2), Xn)
    X_nm = sym("X", n, m)
    add("trXtBX", tr(X_nm.T @ Bn @ X_nm), X_nm)
    add("trAXBXtC", tr(sym("A", p, n) @ X_nm @ sym("B", m, m) @ X_nm.T @ sym("C", n, p)), X_nm)
    add("frob", norm(X, "frobenius"), X)
    add("trsum", tr(X.T @ X) + tr(A.T @ X) + sym("c"), X)
    add("trX4", tr(Xn**4), Xn)
    add("trsin", F(Trace(MatrixFunction("sin", Xn.e))), Xn)
    add("trexp", F(Trace(MatrixFunction("exp", Xn.e))), Xn)
    add("aXtb", a.T @ X.T @ b, X)
    residual = X @ b_n + sym("c", m)
    add("XbDXc", residual.T @ D @ residual, X)
    fit = norm(T - U @ V.T, "frobenius") ** 2
    add("mf", fit, U)
    layer = F(InnerProduct(Z.e, (X @ Wp + ones(m) @ bp.T).e))
    add("backprop", layer, Wp)
    add("backpropb", layer, bp)
    Q, K, V_nq = sym("Q", m, p), sym("K", n, p), sym("V", n, q)
    add("attn", ones(m).T @ F(Softmax((Q @ K.T).e, "row")) @ V_nq @ ones(q), V_nq)
    add("det", det(Xi), Xi)
    add("detk", det(Xi**3), Xi)
    add("logdet", log(det(Xp)), Xp)
    X_f = sym("X", n, m, properties="full column rank")
    add("logdetXtX", log(det(X_f.T @ X_f)), X_f)
    A_f = sym("A", n, m, properties="full column rank")
    add("lddiag", log(det(A_f.T @ F(DiagonalMatrix(xp.e)) @ A_f)), xp)
    add("ainvXb", a.T @ Xi.I @ b_n, Xi)
    add("trXAinv", tr((Xi + An).I), Xi)
    Cp, Am = sym("C", n, n, properties="positive definite"), sym("A", m, m, properties="symmetric")
    add("trXtCXinvA", tr((X_f.T @ Cp @ X_f).I @ Am), X_f)
    minus_half = F(Negate(Quotient(Number(Fraction(1)), Number(Fraction(2)))))
    add("gaussmu", minus_half @ (x - mu).T @ S.I @ (x - mu) - half(F(Product((log(det(S)).e,)))), mu)
    add("eig", F(Eigenvalue(As.e, 1)), As)
    add("invt", (An + t @ Bn).I, t)
    add("dett", det(An + t @ Bn), t)
    W_mn = sym("W", m, n)
    add("Wx_W", W_mn @ x, W_mn)
    add("Xt_X", X.T, X)
    add("Xinv_X", Xi.I, Xi)
    add("kron_X", F(Kronecker(sym("A", p, q).e, X.e)), X)
    add("xxT_x", x @ x.T, x)
    A_mn = sym("A", m, n)
    add("XAx_X", X_nm @ A_mn @ X_nm @ sym("x", m), X_nm)
    add("lsH", norm(A @ x - b, "2") ** 2, x, x)
    add("expsumH", exp_sum, x, x)
    add("logdetH", log(det(Xp)), Xp, Xp)
    add("mfH", fit, U, U)
    add("symtrAX", tr(An @ Xs), Xs, symmetric="entries")
    add("toeptrAT", tr(An @ F(toeplitz())), F(diagonals()))
    return made


def diagonals() -> Symbol:
    return Symbol("t", (Dimension.of(2) * Dimension.of(n) - 1,))


def toeplitz() -> Expression:
    """The matrix with the entries t_{i-j+n}."""
    size = Dimension.of(n)
    i, j = Index("i", size), Index("j", size)
    body = Entry(diagonals(), (IndexForm(((i, 1), (j, -1)), size),))
    return Named(Symbol("T", (size, size)), FromEntries((i, j), body))
