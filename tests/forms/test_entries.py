"""Derivatives written out entry by entry, in the layout of the note."""
# ruff: noqa: E501 - matrices are read best on one line

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace

import numpy as np
import pytest

import matderiv
from matderiv.algebra import Dimension, Expression, Symbol
from matderiv.algebra.expression import field_names
from matderiv.derivation import Derivation
from matderiv.forms import derive_forms
from tests.calculus.differences import finite_differences, random_point, symbols_of
from tests.calculus.evaluate import evaluate
from tests.calculus.random_expressions import Generator, M, N
from tests.forms.problems import FakeProblem

GIVEN = (r"A \in \mathbb{R}^{m\times n}", r"x \in \mathbb{R}^n", r"X \in \mathbb{R}^{m\times n}")


def entries(tex: str, *wrt: str, given: tuple[str, ...] = GIVEN, **options: str) -> Derivation:
    return matderiv.derive(tex, list(wrt), given, forms=["entries"], **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("tex", "wrt", "layout", "expected"),
    [
        (
            r"\|A x\|^2",
            "x",
            "denominator",
            r"\begin{bmatrix} \frac{\partial f}{\partial x_1} \\ \vdots \\ \frac{\partial f}{\partial x_n} \end{bmatrix}",
        ),
        (
            r"\|A x\|^2",
            "x",
            "numerator",
            r"\begin{bmatrix} \frac{\partial f}{\partial x_1} & \cdots & \frac{\partial f}{\partial x_n} \end{bmatrix}",
        ),
        (
            r"\sin(A x)",
            "x",
            "denominator",
            r"\begin{bmatrix} \frac{\partial f_1}{\partial x_1} & \cdots & \frac{\partial f_m}{\partial x_1} \\ "
            r"\vdots & \ddots & \vdots \\ "
            r"\frac{\partial f_1}{\partial x_n} & \cdots & \frac{\partial f_m}{\partial x_n} \end{bmatrix}",
        ),
        (
            r"\operatorname{tr}(X^\top X)",
            "X",
            "numerator",
            r"\begin{bmatrix} \frac{\partial f}{\partial X_{11}} & \cdots & \frac{\partial f}{\partial X_{m1}} \\ "
            r"\vdots & \ddots & \vdots \\ "
            r"\frac{\partial f}{\partial X_{1n}} & \cdots & \frac{\partial f}{\partial X_{mn}} \end{bmatrix}",
        ),
    ],
)
def test_partial_derivatives_with_dots(tex: str, wrt: str, layout: str, expected: str) -> None:
    found = entries(tex, wrt, layout=layout)
    assert found.forms[0].latex == expected
    assert found.check.verdict == "verified"


def test_the_hessian_has_squares_on_its_diagonal() -> None:
    found = entries(r"\|A x\|^2", "x", "x")
    assert found.forms[0].latex == (
        r"\begin{bmatrix} \frac{\partial^2 f}{\partial x_1^2} & \cdots & "
        r"\frac{\partial^2 f}{\partial x_1 \, \partial x_n} \\ \vdots & \ddots & \vdots \\ "
        r"\frac{\partial^2 f}{\partial x_n \, \partial x_1} & \cdots & \frac{\partial^2 f}{\partial x_n^2} \end{bmatrix}"
    )
    assert found.check.verdict == "verified"


def test_the_general_entry_stands_beside_them() -> None:
    form = entries(r"x^\top x", "x").to_dict()["forms"][0]
    assert form["entry"] == {"left": r"\frac{\partial f}{\partial x_i}", "latex": "2 x_i"}
    assert form["note"] == r"the general entry: $\frac{\partial f}{\partial x_i} = 2 x_i$"


@pytest.mark.parametrize(
    ("tex", "wrt", "given", "expected"),
    [
        (
            r"x^\top A x",
            "x",
            (r"A \in \mathbb{R}^{2\times 2}", r"x \in \mathbb{R}^2"),
            r"\begin{bmatrix} 2 A_{11} x_1 + (A_{12} + A_{21}) x_2 \\ (A_{21} + A_{12}) x_1 + 2 A_{22} x_2 \end{bmatrix}",
        ),
        (
            "A x",
            "x",
            (r"A \in \mathbb{R}^{2\times 3}", r"x \in \mathbb{R}^3"),
            r"\begin{bmatrix} A_{11} & A_{12} & A_{13} \\ A_{21} & A_{22} & A_{23} \end{bmatrix}",
        ),
        (
            r"\exp(x)",
            "x",
            (r"x \in \mathbb{R}^2",),
            r"\begin{bmatrix} \exp(x_1) & 0 \\ 0 & \exp(x_2) \end{bmatrix}",
        ),
        (
            r"x^\top x",
            "x",
            (r"x \in \mathbb{R}^5",),
            r"\begin{bmatrix} \frac{\partial f}{\partial x_1} \\ \vdots \\ \frac{\partial f}{\partial x_5} \end{bmatrix}",
        ),
    ],
)
def test_small_sizes_are_worked_out(tex: str, wrt: str, given: tuple[str, ...], expected: str) -> None:
    found = entries(tex, wrt, given=given)
    assert found.forms[0].latex == expected
    assert found.check.verdict == "verified"


def test_what_has_no_entries_says_so() -> None:
    assert "order three" in entries("A x", "A").forms[0].note
    assert "no entries" in entries("t^2", "t", given=(r"t \in \mathbb{R}",)).forms[0].note


@pytest.mark.parametrize("seed", range(60))
def test_entries_of_random_expressions_are_what_finite_differences_say(seed: int) -> None:
    expression, variable = drawn(seed)
    (form,) = derive_forms(FakeProblem(expression, (variable,)), ["entries"])
    if not form.exists or form.expression is None:
        pytest.skip(form.note)
    point = random_point([expression], seed, {})
    with np.errstate(all="ignore"):
        expected = np.squeeze(finite_differences(expression, [variable], point))
        found = np.squeeze(evaluate(form.expression, point))
    if not np.max(np.abs(expected), initial=0) < 1e4:
        pytest.skip("too large for finite differences")
    assert found.shape == expected.shape
    assert np.allclose(found, expected, atol=1e-5 * max(1.0, float(np.max(np.abs(expected)))), rtol=0)


def drawn(seed: int) -> tuple[Expression, Symbol]:
    """A random expression with small sizes, and a symbol in it."""
    generator = Generator(seed)
    choose = generator.random.choice
    expression = generator.expression(choose([(), (), (M,), (N,)]), choose([1, 2]))
    small = with_sizes(expression, {"m": Dimension.of(2), "n": Dimension.of(3), "p": Dimension.of(2)})
    assert isinstance(small, Expression)
    symbols = symbols_of([small])
    if len({symbol.name for symbol in symbols}) in (0, *range(len(symbols))):
        pytest.skip("a constant, or two symbols of one name")
    return small, choose(symbols)


def with_sizes(value: object, sizes: dict[str, Dimension]) -> object:
    """An expression with numbers in place of size names."""
    if isinstance(value, Dimension):
        return value.substitute(sizes)
    if isinstance(value, tuple):
        return tuple(with_sizes(item, sizes) for item in value)
    if isinstance(value, Expression):
        names = field_names(type(value))
    elif is_dataclass(value):
        names = tuple(field.name for field in fields(value))
    else:
        return value
    changes = {name: with_sizes(getattr(value, name), sizes) for name in names}
    return replace(value, **changes)  # type: ignore[type-var]
