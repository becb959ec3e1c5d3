"""Ways to write derivatives: each is understood, the right statement verified and the wrong one not."""

from __future__ import annotations

import pytest

from matderiv import check

QUADRATIC = r"Let $f(x) = x^\top A x$ with $A \in \mathbb{R}^{n \times n}$ and $x, h, k \in \mathbb{R}^n$."
LINEAR = r"Let $f(x) = A x$ with $A \in \mathbb{R}^{m \times n}$ and $x \in \mathbb{R}^n$."
SCALAR = r"Let $f(x) = e^{3x}$ for a scalar $x$."
ARRAYS = r"Let $A, X \in \mathbb{R}^{m \times n}$ and $x, y \in \mathbb{R}^n$, $y_i > 0$."
RELU = r"Let $x \in \mathbb{R}^n$."
SQUARE = r"Let $A, X \in \mathbb{R}^{n \times n}$ be invertible, and $x \in \mathbb{R}^n$."

STATEMENTS = [
    (QUADRATIC, r"Df(x)[h] = x^\top (A + A^\top) h", r"Df(x)[h] = 2 x^\top A h"),
    (QUADRATIC, r"D^2f(x)[h, k] = h^\top (A + A^\top) k", r"D^2f(x)[h, k] = h^\top A k"),
    (QUADRATIC, r"f'(x)[h] = x^\top (A + A^\top) h", r"f'(x)[h] = 3 x^\top A h"),
    (QUADRATIC, r"H_f(x) = A + A^\top", "H_f(x) = 2A"),
    (QUADRATIC, r"\mathbf{H}f = A + A^\top", r"\mathbf{H}f = 3A"),
    (QUADRATIC, r"\mathcal{H}_f(x) = A + A^\top", r"\mathcal{H}_f(x) = 3A"),
    (QUADRATIC, r"\nabla_{xx} f = A + A^\top", r"\nabla_{xx} f = 3A"),
    (QUADRATIC, r"\nabla^2_{xx} f(x) = A + A^\top", r"\nabla^2_{xx} f(x) = 3A"),
    (QUADRATIC, r"\nabla^2_{x x^\top} f = A + A^\top", r"\nabla^2_{x x^\top} f = 3A"),
    (QUADRATIC, r"\frac{\partial^2 f}{\partial x \partial x^\top} = A + A^\top", r"\nabla\nabla^\top f = 3A"),
    (QUADRATIC, r"\partial_x f = (A + A^\top) x", r"\partial_x f = 3 A x"),
    (QUADRATIC, r"\partial_i f(x) = \sum_j (A_{ij} + A_{ji}) x_j", r"\partial_i f(x) = \sum_j A_{ij} x_j"),
    (LINEAR, "J_f(x) = A", "J_f(x) = 2A"),
    (LINEAR, r"\mathbf{J}_f = A", r"\mathbf{J}_f = 2A"),
    (LINEAR, r"\mathcal{J}_f(x) = A", r"\mathcal{J}_f(x) = 2A"),
    (LINEAR, "Df(x) = A", "Df(x) = 2A"),
    (SCALAR, "f'(x) = 3 e^{3x}", "f'(x) = e^{3x}"),
    (SCALAR, "f''(x) = 9 e^{3x}", "f''(x) = 3 e^{3x}"),
    (ARRAYS, r"d(A : X) = A : dX", r"d(A : X) = 2 A : dX"),
    (ARRAYS, r"\nabla_X \langle A, X \rangle = A", r"\nabla_X \langle A, X \rangle = 2A"),
    (
        ARRAYS,
        r"\nabla_x \mathbf{1}^\top (x \oslash y) = \mathbf{1} \oslash y",
        r"\nabla_x \mathbf{1}^\top (x \oslash y) = x \oslash y",
    ),
    (
        ARRAYS,
        r"\frac{\partial\, y^\top (X^\top A)_{:,i}}{\partial X_{:,j}} = y_j A_{:,i}",
        r"\frac{\partial\, y^\top (X^\top A)_{:,i}}{\partial X_{:,j}} = y_i A_{:,j}",
    ),
    *(
        (
            RELU,
            rf"\frac{{\partial\, \mathbf{{1}}^\top \operatorname{{ReLU}}(x)}}{{\partial x}} = {indicator}",
            rf"\frac{{\partial\, \mathbf{{1}}^\top \operatorname{{ReLU}}(x)}}{{\partial x}} = 2 \cdot {indicator}",
        )
        for indicator in (r"\mathbb{1}(x > 0)", r"\mathbb{1}[x > 0]", r"\mathbb{1}_{x > 0}", r"\mathbb{1}_{\{x>0\}}")
    ),
    (SQUARE, r"\frac{\partial \ln\det|A|}{\partial A} = A^{-\top}", r"\frac{\partial \ln\det|A|}{\partial A} = A"),
    (SQUARE, r"{\partial\, x^T A x \over \partial x} = (A + A^T) x", r"{\partial\, x^T A x \over \partial x} = 3Ax"),
    (SQUARE, r"\partial\, {\rm tr}(AX) / \partial X = A^T", r"\partial\, {\rm tr}(AX) / \partial X = 2A^T"),
    (SQUARE, r"\frac{\partial}{\partial X} \mathrm{Tr} AX = A^\top", r"\frac{\partial}{\partial X} \mathrm{Tr} AX = X"),
]  # fmt: skip


def verdict(note: str, claim: str) -> str:
    return check(f"{note}\n\n$$ {claim} $$\n").files[0].claims[-1].verdict


@pytest.mark.parametrize(("note", "right", "wrong"), STATEMENTS, ids=[right for _, right, _ in STATEMENTS])
def test_a_notation_is_understood(note: str, right: str, wrong: str) -> None:
    assert verdict(note, right) == "verified"
    assert verdict(note, wrong) != "verified"


@pytest.mark.parametrize("character", ["\u200b", "\ufeff", "\u2060", "\u00ad", "\u00a0", "\u2009"])
def test_characters_that_cannot_be_seen_are_spaces(character: str) -> None:
    claim = r"\nabla_x\, x^\top A x = (A + A^\top) x".replace(" ", f" {character}")
    assert verdict(QUADRATIC, claim + character) == "verified"


def test_labels_of_bookdown_are_no_part_of_a_formula() -> None:
    assert verdict(QUADRATIC, r"\nabla_x\, x^\top A x = (A + A^\top) x (\#eq:quadratic)") == "verified"


def test_what_holds_for_square_matrices_is_no_mistake_where_nobody_said_a_size() -> None:
    claim = r"\frac{\partial \det(AXB)}{\partial X} = \det(AXB)\, (X^{-1})^T"
    note = r"Let $X \in \mathbb{R}^{n\times n}$ be invertible."
    found = check(f"{note}\n\n$$ {claim} $$\n").files[0].claims[-1]
    assert (found.verdict, found.holds_if) == ("conditional", ("$A$ and $B$ are square",))
    assert verdict(note, claim.replace("= ", "= 2")) == "refuted"
    declared = note + r" Let $A \in \mathbb{R}^{m\times n}$ and $B \in \mathbb{R}^{n\times m}$."
    assert verdict(declared, claim) == "refuted"
