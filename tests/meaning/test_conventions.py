"""What notes say about their notation."""

from __future__ import annotations

import pytest

from matderiv.meaning.scopes.scope import Conventions
from tests.meaning.understood import scope_behind


def conventions(note: str) -> Conventions:
    return scope_behind(note).conventions


COLUMN = (("scalar by vector", "denominator"),)
SHAPE = (("scalar by vector", "denominator"), ("scalar by matrix", "denominator"))
JACOBIAN = (("vector by vector", "numerator"),)
TURNED = (("vector by vector", "denominator"),)


@pytest.mark.parametrize(
    ("sentence", "layout", "layouts"),
    [
        ("We use numerator layout.", "numerator", ()),
        ("We work in denominator layout throughout.", "denominator", ()),
        ("Layout: numerator. So derivatives are rows.", "numerator", ()),
        ("This is not the denominator layout.", None, ()),
        ("We use denominator layout for a vector by a vector.", None, TURNED),
        ("Vector-by-vector derivatives are in denominator layout.", None, TURNED),
        ("Gradients are column vectors.", None, COLUMN),
        ("The gradient by $p$, a column vector, is", None, COLUMN),
        ("Each gradient has the shape of its variable.", None, SHAPE),
        ("The derivative of a scalar by $X$ has the shape of $X$.", None, SHAPE),
        ("With $\\nabla_A$ in the shape of $A$:", None, SHAPE),
        ("The derivative of a scalar by a matrix is arranged like the matrix itself.", None, SHAPE),
        ("Its rows belong to the output and the Jacobian is in the usual arrangement.", None, JACOBIAN),
        ("The shape of the weight matrix is given.", None, ()),
        ("A matrix has a shape.", None, ()),
    ],
)
def test_layouts_in_words(sentence: str, layout: str | None, layouts: tuple[tuple[str, str], ...]) -> None:
    found = conventions(sentence)

    assert (found.layout, found.layouts) == (layout, layouts)


@pytest.mark.parametrize(
    ("note", "layouts"),
    [
        (r"$\left(\frac{\partial y}{\partial x}\right)_{ij} = \partial y_j/\partial x_i$", TURNED),
        (r"$f'(x)_{ij} = \partial f_i/\partial x_j$", JACOBIAN),
        (r"$(\nabla_X f)_{ij} = \partial f/\partial x_{ij}$", (("scalar by matrix", "denominator"),)),
        (r"$(\frac{df}{dX})_{ij} = \frac{df}{dX_{ji}}$", (("scalar by matrix", "numerator"),)),
        (
            r"Let $x\in\mathbb{R}^m$. $\frac{\partial f}{\partial x} \in \mathbb{R}^{1\times m}$",
            (("scalar by vector", "numerator"),),
        ),
        (
            r"$X\in\mathbb{R}^{p\times q}$ and $\frac{\partial g}{\partial X}$ is a $q\times p$ matrix.",
            (("scalar by matrix", "numerator"),),
        ),
        (
            r"$u\in\mathbb{R}^k$, $x\in\mathbb{R}^n$ and $\frac{\partial u}{\partial x}$ is an $n\times k$ matrix.",
            TURNED,
        ),
        (
            r"$x\in\mathbb{R}^n$ and $\frac{\partial f}{\partial x}$ is a row vector.",
            (("scalar by vector", "numerator"),),
        ),
    ],
)
def test_layouts_in_formulas(note: str, layouts: tuple[tuple[str, str], ...]) -> None:
    assert conventions(note).layouts == layouts


@pytest.mark.parametrize(
    ("sentence", "field", "value"),
    [
        ("A prime denotes transposition.", "prime", "transpose"),
        ("where $x'$ is $x$ transposed", "prime", "transpose"),
        ("A prime denotes the derivative.", "prime", "derivative"),
        ("Repeated indices are summed over (Einstein convention).", "summation", True),
        ("No summation over repeated indices is implied.", "summation", False),
        ("$\\operatorname{vec}$ stacks the columns of a matrix.", "vec_order", "column"),
        ("Here vec stacks the rows.", "vec_order", "row"),
        ("Only the free entries vary.", "symmetric", "entries"),
        ("All $n^2$ entries of $X$ count as independent.", "symmetric", "unconstrained"),
        ("Squares of vectors are elementwise.", "elementwise_powers", True),
        ("$\\|M\\|_2^2$ is the sum of the squares of all entries.", "matrix_two_norm_is_frobenius", True),
        ("The symbol $\\circ$ is the elementwise product.", "circle_is_hadamard", True),
        ("where $|\\cdot|$ around a matrix is the determinant", "bars", "determinant"),
        ("it returns the column vector of the diagonal entries", "diagonal_of_matrix", "vector"),
    ],
)
def test_other_conventions(sentence: str, field: str, value: object) -> None:
    assert getattr(conventions(sentence), field) == value


def test_a_convention_behind_a_display_does_not_hold_before_it() -> None:
    note = "So $$a = b$$ and, in numerator layout, $$c = d.$$"

    assert conventions(note).layout == "numerator"
