"""Notation that the tables of the field use: what is right is verified, what is wrong beside it is not."""

from __future__ import annotations

import pytest

import matderiv

PAIRS = [
    # (words before, right, wrong)
    (
        "",
        r"\frac{\partial\operatorname{tr}(AX^n)}{\partial X} = \sum_{i=0}^{n-1}(X^iAX^{n-i-1})^\top",
        r"\frac{\partial\operatorname{tr}(AX^n)}{\partial X} = \sum_{i=0}^{n-1}(X^iAX^{n-i})^\top",
    ),
    (
        "The single-entry matrix $J^{ij}$ is one at $(i,j)$ and zero elsewhere.",
        r"\frac{\partial(X^\top BX)}{\partial X_{ij}} = X^\top BJ^{ij}+J^{ji}BX",
        r"\frac{\partial(X^\top BX)}{\partial X_{ij}} = X^\top BJ^{ij}+BJ^{ij}X",
    ),
    (
        "Let $g$ be a matrix function.",
        r"\frac{\partial g(xA)}{\partial x} = Ag'(xA)",
        r"\frac{\partial g(xA)}{\partial x} = A^\top g'(xA)",
    ),
    (
        "The matrix $A$ is not a function of $x$.",
        r"\frac{\partial A}{\partial x} = 0",
        r"\frac{\partial A}{\partial x} = A",
    ),
    (
        "",
        r"d|X| = \operatorname{tr}(\operatorname{adj}(X)\,dX)",
        r"d|X| = \operatorname{tr}(\operatorname{cof}(X)\,dX)",
    ),
    ("", r"\frac{\partial|A||X|}{\partial X} = |A||X|X^{-\top}", r"\frac{\partial|A||X|}{\partial X} = |A|X^{-\top}"),
    (
        "",
        r"\begin{aligned}\frac{\partial x^\top x}{\partial x} ={}& x+x\end{aligned}",
        r"\begin{aligned}\frac{\partial x^\top x}{\partial x} ={}& x+x^2\end{aligned}",
    ),
    (
        "A prime denotes the transpose.",
        r"\frac{\partial(a'X^{-1}b)}{\partial X} = -(X')^{-1}ab'(X')^{-1}",
        r"\frac{\partial(a'X^{-1}b)}{\partial X} = -(X')^{-1}ba'(X')^{-1}",
    ),
    (
        "We use numerator layout. If $dy = \\operatorname{tr}(A\\,dX)$ then",
        r"\frac{dy}{dX} = A",
        r"\frac{dy}{dX} = 2A",
    ),
    (
        "Let $z = Wx+b$ with $x\\in\\mathbb{R}^n$ and $W\\in\\mathbb{R}^{m\\times n}$; the loss $L$\n"
        "depends on $W$ only through $z$.",
        r"\frac{\partial L}{\partial W} = \frac{\partial L}{\partial z}x^\top",
        r"\frac{\partial L}{\partial W} = 2\frac{\partial L}{\partial z}x^\top",
    ),
    (
        "Let $X$ be a symmetric nonsingular $n\\times n$ matrix and $D_n$ the duplication matrix.",
        r"\frac{\partial\log|X|}{\partial(\operatorname{vech}(X))^\top} = (\operatorname{vec}X^{-1})^\top D_n",
        r"\frac{\partial\log|X|}{\partial(\operatorname{vech}(X))^\top} = 2(\operatorname{vec}X^{-1})^\top D_n",
    ),
    (
        "Let $\\mathbf{u} = \\mathbf{u}(\\mathbf{x})$. We use numerator layout.",
        r"\frac{\partial\mathbf{f}(\mathbf{g}(\mathbf{u}))}{\partial\mathbf{x}} = \frac{\partial\mathbf{f}(\mathbf{g})}"
        r"{\partial\mathbf{g}}\frac{\partial\mathbf{g}(\mathbf{u})}{\partial\mathbf{u}}"
        r"\frac{\partial\mathbf{u}}{\partial\mathbf{x}}",
        r"\frac{\partial\mathbf{f}(\mathbf{g}(\mathbf{u}))}{\partial\mathbf{x}} = \frac{\partial\mathbf{f}(\mathbf{g})}"
        r"{\partial\mathbf{g}}\frac{\partial\mathbf{u}}{\partial\mathbf{x}}",
    ),
]  # fmt: skip


def _verdicts(words: str, formula: str) -> set[str]:
    return {claim.verdict for claim in matderiv.check(f"{words}\n\n$${formula}$$\n").files[0].claims}


@pytest.mark.parametrize(("words", "right", "wrong"), PAIRS)
def test_the_right_one_is_verified_and_the_wrong_one_is_not(words: str, right: str, wrong: str) -> None:
    assert _verdicts(words, right) == {"verified"}
    assert "verified" not in _verdicts(words, wrong)


def test_sizes_that_the_source_leaves_out_are_a_condition() -> None:
    note = r"$$\frac{\partial\det(AXB)}{\partial X} = \det(AXB)(X^{-1})^\top$$"
    (claim,) = matderiv.check(note).files[0].claims
    assert claim.verdict == "conditional"
    assert "square" in claim.holds_if[0]
