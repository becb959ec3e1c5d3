"""Questions in SymPy's objects: assumptions, refusals, and the way back."""

from __future__ import annotations

import pytest
import sympy
from sympy import MatrixSymbol, Q, Symbol, symbols

import matderiv

n = symbols("n", integer=True, positive=True)
A, S = MatrixSymbol("A", n, n), MatrixSymbol("Sigma", n, n)
x, mu = MatrixSymbol("x", n, 1), MatrixSymbol("mu", n, 1)


def test_assumptions_shorten_the_result() -> None:
    assert matderiv.derive(x.T * A * x, x, [Q.symmetric(A)]).to_sympy() == 2 * A * x
    assert matderiv.derive(x.T * A * x, x, ["A symmetric"]).to_sympy() == 2 * A * x


def test_a_gaussian_in_its_mean() -> None:
    quadratic = ((x - mu).T * S.inv() * (x - mu))[0, 0] / 2
    result = matderiv.derive(quadratic, mu, [Q.positive_definite(S)])
    assert result.check.verdict == "verified"
    assert set(result.sympy_symbols.values()) == {x, mu, S}
    assert r"\Sigma" in result.sympy_symbols


def test_two_variables_give_the_second_derivative() -> None:
    result = matderiv.derive(x.T * A * x, [x, x])
    assert sympy.simplify(result.to_sympy() - (A + A.T)).doit() == sympy.ZeroMatrix(n, n)


def test_own_functions_of_every_entry() -> None:
    result = matderiv.derive(x.applyfunc(lambda z: z**3 + sympy.sin(z)), x, forms=["matrix", "index"])
    assert result.check.verdict == "verified"
    assert result.to_sympy().shape == (n, n)


def test_names_of_several_letters_and_with_subscripts() -> None:
    weight, x_1 = MatrixSymbol("weight", n, n), MatrixSymbol("x_1", n, 1)
    result = matderiv.derive(weight * x_1, x_1)
    assert result.check.verdict == "verified"
    assert result.to_sympy() == weight


def test_scalars_that_are_declared_positive() -> None:
    t = Symbol("t", positive=True)
    assert matderiv.derive(sympy.log(t) * sympy.Trace(A), A).check.verdict == "verified"


@pytest.mark.parametrize(
    "expression", [sympy.Integral(symbols("t"), symbols("t")), sympy.besselj(0, symbols("t"))]
)
def test_what_is_not_understood_is_refused(expression: sympy.Expr) -> None:
    with pytest.raises(matderiv.ProblemError, match="is not understood"):
        matderiv.derive(expression, symbols("t"))


def test_variables_are_symbols() -> None:
    with pytest.raises(matderiv.ProblemError, match="differentiate by a Symbol"):
        matderiv.derive(x.T * x, x.T)
    with pytest.raises(matderiv.ProblemError, match=r"Q\.symmetric"):
        matderiv.derive(x.T * x, x, [3])


def test_a_form_that_was_not_derived_is_not_given() -> None:
    with pytest.raises(ValueError, match="derive the matrix or the index form"):
        matderiv.derive(x.T * x, x, forms=["numpy"]).to_sympy()
