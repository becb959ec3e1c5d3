"""Derivatives that users of SymPy asked for in its issues, each checked against finite differences."""

from __future__ import annotations

import pytest
import sympy
from sympy import (
    Determinant,
    HadamardProduct,
    Identity,
    MatrixSymbol,
    OneMatrix,
    Q,
    Symbol,
    Trace,
    exp,
    eye,
    log,
    symbols,
)

import matderiv

from .numerics import assert_derivative

k, m, n = symbols("k m n", integer=True, positive=True)
q, t = symbols("q t")
A, B, X = (MatrixSymbol(name, 3, 3) for name in "ABX")
Ak, Bk, Xk = (MatrixSymbol(name, k, k) for name in "ABX")
x, w = MatrixSymbol("x", n, 1), MatrixSymbol("w", n, 1)
M = MatrixSymbol("M", m, n)


def test_15136_trace_of_a_power_times_a_matrix() -> None:
    """https://github.com/sympy/sympy/issues/15136"""
    assert_derivative(Trace(Xk**2 * Bk), Xk)


def test_15614_traces_of_products() -> None:
    """https://github.com/sympy/sympy/issues/15614"""
    assert assert_derivative(Trace(X * A), X) == A.T
    assert_derivative(Trace(X.T * A * X), X)
    assert_derivative(A, A)


def test_15667_a_trace_times_a_matrix() -> None:
    """https://github.com/sympy/sympy/issues/15667"""
    assert_derivative(Trace(A) * A, A)


def test_23492_a_sum_with_an_explicit_matrix_and_a_sum_of_traces() -> None:
    """https://github.com/sympy/sympy/issues/23492"""
    assert_derivative(A + Identity(3), A)
    assert_derivative(A + eye(3), A)
    assert_derivative(A * eye(3), A)
    assert assert_derivative(Trace(A) + Trace(A**2), A) == 2 * A.T + Identity(3)


def test_24725_a_trace_by_a_scalar_and_a_sum_with_a_scalar() -> None:
    """https://github.com/sympy/sympy/issues/24725"""
    residual = x - q * OneMatrix(n, 1)
    assert_derivative(Trace(residual.T * residual), q)
    assert assert_derivative(Trace(x.T * w) + q, w) == x


def test_25118_an_invariant_less_a_number() -> None:
    """https://github.com/sympy/sympy/issues/25118"""
    F = MatrixSymbol("F", 3, 3)
    assert assert_derivative(Trace(F.T * F) - 3, F) == 2 * F


def test_26561_a_squared_trace_plus_one() -> None:
    """https://github.com/sympy/sympy/issues/26561"""
    E = MatrixSymbol("E", 3, 3)
    assert_derivative(Trace(E) ** 2 + 0, E)
    assert_derivative(Trace(E) ** 2 + 1, E)
    assert assert_derivative(Trace(E) + 1, E) == Identity(3)


def test_27406_a_sum_of_squared_norms() -> None:
    """https://github.com/sympy/sympy/issues/27406"""
    assert assert_derivative(Trace(Ak.T * Ak) + Trace(Bk.T * Bk), Ak) == 2 * Ak


def test_30527_the_square_of_the_trace_of_a_difference() -> None:
    """https://github.com/sympy/sympy/issues/30527"""
    assert_derivative(sympy.trace(Identity(3) - A) ** 2, A)
    assert_derivative((sympy.trace(Identity(3) - A) ** 2).expand(), A)


def test_15649_the_determinant() -> None:
    """https://github.com/sympy/sympy/issues/15649"""
    assert_derivative(Determinant(Xk), Xk)
    assert_derivative(Determinant(A * X * B), X)


def test_28838_multiples_and_reciprocals_of_a_determinant() -> None:
    """https://github.com/sympy/sympy/issues/28838"""
    assert_derivative(q * Determinant(X), X)
    assert_derivative(1 / Determinant(X), X)
    assert_derivative(q + Determinant(X), X)


def test_28640_the_determinant_of_a_symbolic_power() -> None:
    """https://github.com/sympy/sympy/issues/28640"""
    j = Symbol("j", integer=True, positive=True)
    assert_derivative(Determinant(A**j), A)


def test_28618_the_logarithm_of_a_determinant() -> None:
    """https://github.com/sympy/sympy/issues/28618"""
    assert assert_derivative(log(A.det()), A) == A.T.inv()


def test_15650_a_symbolic_power() -> None:
    """https://github.com/sympy/sympy/issues/15650"""
    power = Symbol("p", integer=True, positive=True)
    assert_derivative(A**power, A)


def test_21062_functions_of_every_entry() -> None:
    """https://github.com/sympy/sympy/issues/21062"""
    assert_derivative(x.applyfunc(exp), x)
    assert_derivative((M * x).applyfunc(exp), x)


def test_17972_functions_of_every_entry_of_a_product() -> None:
    """https://github.com/sympy/sympy/issues/17972"""
    C, D = MatrixSymbol("C", m, n), MatrixSymbol("D", n, k)
    product = (C * D).applyfunc(exp)
    assert_derivative(Trace(product.T * product), C)


def test_17229_entries_by_their_matrix() -> None:
    """https://github.com/sympy/sympy/issues/17229"""
    N = MatrixSymbol("N", 3, 3)
    assert_derivative(N[1, 1], N)
    assert_derivative(N[0, 2] ** 2, N)


def test_15651_products_with_explicit_matrices() -> None:
    """https://github.com/sympy/sympy/issues/15651"""
    numbers = sympy.ImmutableMatrix([[1, 2, 0], [0, 3, 5], [7, 0, 4]])
    assert_derivative(numbers * X, X)
    assert_derivative(Trace(numbers * X), X)


def test_14305_a_matrix_by_itself() -> None:
    """https://github.com/sympy/sympy/issues/14305"""
    found = matderiv.derive(A, A).to_sympy()
    i, j, r, s = sorted(found.free_symbols, key=str)
    assert found == sympy.KroneckerDelta(i, r) * sympy.KroneckerDelta(j, s)


def test_10989_a_line_by_its_parameter_and_by_its_vectors() -> None:
    """https://github.com/sympy/sympy/issues/10989"""
    v, r = MatrixSymbol("v", 3, 1), MatrixSymbol("r", 3, 1)
    line = v * t + r
    assert assert_derivative(line, t) == v
    assert assert_derivative(line, r) == Identity(3)
    assert_derivative(line, v)


def test_23364_a_product_of_multiples_by_their_factor() -> None:
    """https://github.com/sympy/sympy/issues/23364"""
    P = MatrixSymbol("P", 4, 4)
    assert_derivative(q * P * q * P, q)
    assert_derivative((q * P) * (q * P), q)


def test_24859_an_entry_of_a_sum_by_a_scalar() -> None:
    """https://github.com/sympy/sympy/issues/24859"""
    assert assert_derivative(sympy.matrices.expressions.matexpr.MatrixElement(A + t * B, 0, 0), t) == B[0, 0]


@pytest.mark.parametrize("convention", ["unconstrained", "part"])
def test_23492_with_a_symmetric_matrix(convention: str) -> None:
    """https://github.com/sympy/sympy/issues/23492, as a quadratic form of a symmetric matrix"""
    S = MatrixSymbol("S", n, n)
    found = matderiv.derive(x.T * S * x, x, [Q.symmetric(S)], symmetric=convention)
    assert found.to_sympy() == 2 * S * x


def test_24725_elementwise_products() -> None:
    """https://github.com/sympy/sympy/issues/24725, with a mask of the residual"""
    assert_derivative(HadamardProduct(x, w).T * OneMatrix(n, 1), x)
