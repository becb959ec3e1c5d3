"""What a claim may cost: whatever sizes a note writes, no array is made that is over the budget."""

from __future__ import annotations

import tracemalloc

import pytest

import matderiv
from matderiv.algebra import Dimension, Elementwise, Expression
from matderiv.checking import CheckedClaim
from matderiv.oracle import Options, compare
from matderiv.oracle.evaluation import Limits

from .notation import jacobian, matrix, number, product, total, vector

MOST_BYTES = 300 << 20

TOO_LARGE = (
    r"Let $A\in\mathbb{R}^{n\times n}$. $\nabla_A \operatorname{tr}(A\otimes A\otimes A\otimes A\otimes A"
    r"\otimes A\otimes A\otimes A\otimes A) = 9\operatorname{tr}(A)^8 I$",
    r"Let $x\in\mathbb{R}^n$. $\nabla_x \sum_{i=1}^{1000000000} i\, x^\top x = 2x$",
    r"Let $A\in\mathbb{R}^{n\times n}$. $\nabla_A \sum_{i=1}^{99999}\sum_{j=1}^{99999} A_{11} A_{22} = 2A$",
    r"Let $x\in\mathbb{R}^{5000}$. $\frac{\partial x_i}{\partial x_j} = 999 x_i x_j$",
    r"Let $f:\mathbb{R}^{100000}\to\mathbb{R}^{100000}$, $x\in\mathbb{R}^{100000}$. $\nabla_x \|f(x)\|^2 = 99 x$",
)
WITH_STAND_INS = {
    "a Kronecker product": r"Let $A,B,X\in\mathbb{R}^{1000\times 1000}$. "
    r"$\frac{\partial\operatorname{vec}(AXB)}{\partial\operatorname{vec}(X)^\top} = FACTOR B^\top\otimes A$",
    "a Hessian": r"Let $y\in\mathbb{R}^{100000}$. $\nabla^2_y \|y\|^2 = FACTOR 2I$",
    "an outer product": r"Let $y\in\mathbb{R}^{100000}$. "
    r"$\nabla_y (\mathbf{1}^\top y)^2 = FACTOR 2\,\mathbf{1}\mathbf{1}^\top y$",
    "an inverse": r"Let $A\in\mathbb{R}^{2000\times 2000}$ be symmetric and invertible, $x\in\mathbb{R}^{2000}$. "
    r"$\nabla_x x^\top A^{-1} x = FACTOR 2A^{-1}x$",
    "a layer": r"Let $W\in\mathbb{R}^{1024\times 784}$, $x\in\mathbb{R}^{784}$, $b\in\mathbb{R}^{1024}$. "
    r"$\frac{\partial \|Wx+b\|^2}{\partial W} = FACTOR 2(Wx+b)x^\top$",
}


def verdict(note: str) -> CheckedClaim:
    tracemalloc.start()
    try:
        (claim,) = matderiv.check(note).files[0].claims
        assert tracemalloc.get_traced_memory()[1] < MOST_BYTES
    finally:
        tracemalloc.stop()
    return claim


@pytest.mark.parametrize("note", TOO_LARGE)
def test_what_is_too_large_is_said_and_never_allocated(note: str) -> None:
    claim = verdict(note)
    assert claim.verdict == "unchecked"
    assert "too large" in claim.reason


@pytest.mark.parametrize("name", WITH_STAND_INS)
def test_large_sizes_of_a_note_have_small_stand_ins(name: str) -> None:
    note = WITH_STAND_INS[name]
    right = verdict(note.replace("FACTOR", ""))
    assert right.verdict == "verified", right.reason
    wrong = verdict(note.replace("FACTOR", "3\\cdot"))
    assert (wrong.verdict, wrong.reason[:7]) == ("refuted", "with 4 "), wrong.reason


def test_a_number_that_may_be_a_size_is_not_accused() -> None:
    claim = verdict(
        r"Let $A\in\mathbb{R}^{2000\times 2000}$. $\nabla_A \operatorname{tr}(A)^2 = 2\cdot 2000 A$"
    )
    assert claim.verdict == "unchecked"


def test_the_values_of_all_nodes_together_are_bounded() -> None:
    n = Dimension.of(40)
    x, A = vector("x", n), matrix("A", n, n)
    layer: Expression = x
    terms = []
    for _ in range(12):
        layer = Elementwise("tanh", product(A, layer))
        terms.append(layer)
    body = total(*terms)
    hessian = jacobian(body, x, x)
    assert compare(hessian, hessian).equal is True
    few = Options(limits=Limits(held=500_000))
    found = compare(hessian, product(number(2), hessian), options=few)
    assert found.equal is None or found.stand_ins
