"""The two questions that the project started from, as notes of our own: what comes out of each claim."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.notes.examples import NOTES, claim, claims_of

ROW, ROW_TEX = "backpropagation-through-a-row.md", "backpropagation-through-a-row.tex"

VERIFIED = [
    # the index chain, with the summation convention
    ("derivative-of-Wx.md", r"\frac{\partial f_i}{\partial W_{mn}} &= \frac{\partial W_{ij}}", "none"),
    ("derivative-of-Wx.md", r"\,x_j \cr &= \delta_{im}\delta_{jn} \,x_j", "none"),
    ("derivative-of-Wx.md", r"\delta_{im}\delta_{jn} \,x_j \cr &= \delta_{im}\,x_n", "none"),
    ("derivative-of-Wx.tex", r"\frac{\partial f_i}{\partial W_{mn}} &= \frac{\partial W_{ij}}", "none"),
    ("derivative-of-Wx.tex", r"\,x_j \cr &= \delta_{im}\delta_{jn} \,x_j", "none"),
    ("derivative-of-Wx.tex", r"\delta_{im}\delta_{jn} \,x_j \cr &= \delta_{im}\,x_n", "none"),
    # the chain with vec
    ("derivative-of-Wx.md", r"W\,x \cr &= I\,W\,x", "none"),
    ("derivative-of-Wx.md", r"I\,W\,x \cr &= (x^T\otimes I)\,{\rm vec}(W)", "none"),
    ("derivative-of-Wx.md", r"{\rm vec}(W) \cr &= (x^T\otimes I)\,w", "none"),
    ("derivative-of-Wx.md", r"\frac{\partial f}{\partial w} &= (x^T\otimes I)", "numerator"),
    ("derivative-of-Wx.tex", r"W{\bf x} = I W{\bf x}", "none"),
    ("derivative-of-Wx.tex", r"I W{\bf x} = ({\bf x}^T\otimes I)\,{\rm vec}(W)", "none"),
    ("derivative-of-Wx.tex", r"{\rm vec}(W) = ({\bf x}^T\otimes I)\,w", "none"),
    ("derivative-of-Wx.tex", r"\frac{\partial f}{\partial w} &= {\bf x}^T\otimes I", "numerator"),
    # backpropagation through a row: the middle steps contract over z
    (ROW, r"{\partial W} = \frac{\partial L}{\partial z} \frac{\partial z}", "denominator"),
    (ROW, r"\frac{\partial z}{\partial W} = \frac{\partial L}{\partial z} \frac{\partial (", "denominator"),
    (ROW, r"+b)}{\partial W} = \mathbf{x}^T", "denominator"),
    (ROW_TEX, r"{\partial W} = \frac{\partial L}{\partial z}\frac{\partial z}", "denominator"),
    (ROW_TEX, r"\frac{\partial z}{\partial W} = \frac{\partial L}{\partial z}\frac{\partial (", "denominator"),
    (ROW_TEX, r"+b)}{\partial W} = {\bf x}^T\cdot", "denominator"),
    # x depends on W
    ("a-dependent-vector.md", r"W\,dF(W)[dW]\,\mathbf{x}_0", "none"),
    ("a-dependent-vector.md", r"W\,dF(W)\,\mathbf{x}_0", "none"),
    ("a-dependent-vector.tex", r"W\,dF(W)[dW]\,{\bf x}_0", "none"),
    # a function of a vector
    ("linearization.md", r"\frac{\partial f}{\partial \mathbf{x}} = \nabla f^T", "numerator"),
    ("linearization.md", r"\nabla f^T = \begin{pmatrix}", "none"),
    ("linearization.md", r"L(\mathbf{x}) = f(\mathbf{x}_0) + \nabla f(\mathbf{x}_0)^T", "none"),
    ("linearization.md", r"df = \left(\frac{\partial}{\partial \mathbf{x}}\right)^\top f", "none"),
    ("linearization.tex", r"\frac{\partial f}{\partial \bf{x}} = \nabla f^T", "numerator"),
    ("linearization.tex", r"\nabla f^T = \begin{pmatrix}", "none"),
    ("linearization.tex", r"L({\bf x}) = f({\bf x}_0) + \nabla f", "none"),
    ("linearization.tex", r"df = \underbrace{\qty{\frac{\partial}{\partial \bf{x}}}^\top f}", "none"),
    # a function of a matrix
    ("linearization.md", r"\frac{\partial g}{\partial \mathbf{X}} = \begin{bmatrix}", "numerator"),
    ("linearization.md", r"\langle A, B\rangle = \operatorname{tr}(A^\top B)", "none"),
    ("linearization.md", r"dg = \operatorname{tr}\left(\frac{\partial g}{\partial \mathbf{X}}", "numerator"),
    ("linearization.md", r"dg = \operatorname{tr}\left((\nabla g)^\top d\mathbf{X}\right)", "none"),
    ("linearization.md", r"= \sum_{i,j}\frac{\partial g}{\partial x_{ij}}\,dx_{ij}", "none"),
    ("linearization.md", r"dg = \operatorname{tr}\left( \underbrace{ \begin{bmatrix}", "none"),
    ("linearization.tex", r"\frac{\partial g}{\partial \bf{X}} = \begin{bmatrix}", "numerator"),
    ("linearization.tex", r"\langle A, B\rangle = {\rm tr}(A^\top B)", "none"),
    ("linearization.tex", r"dg &= \tr\qty{\frac{\partial g}{\partial \bf{X}}", "numerator"),
    ("linearization.tex", r"&= \tr\qty{(\nabla g)^\top d{\bf X}}", "numerator"),
    ("linearization.tex", r"&= \sum_{i,j}\frac{\partial g}{\partial x_{ij}}\,dx_{ij}", "none"),
    ("linearization.tex", r"dg = \tr\qty{\underbrace{\begin{bmatrix}", "none"),
]  # fmt: skip

ORDERS = (r"tensor n×n×m", "vector n", "order 3", "order 1")
TRACE = (
    r"g(\mathbf{X}_0) + "
    r"\operatorname{tr}\left(\frac{\partial g}{\partial \mathbf{X}} (\mathbf{X} - \mathbf{X}_0)\right)"
)
ENTRY = r"\delta_{ik} \mathbf{x}_l"

WRONG = [
    # (note, claim, verdict, what the reason says, what is offered)
    ("derivative-of-Wx.md", r"(\mathbf{x}^T\mathbf{1}_m)\mathbf{1}_n", "refuted", ORDERS, ENTRY),
    ("derivative-of-Wx.tex", r"\mathbf{1_{n}}", "refuted", ORDERS, ENTRY),
    (ROW, r"\frac{\partial L}{\partial z}\,\mathbf{x}^T", "ill-shaped",
     ("row 1×p", "vector n"), r"\mathbf{x}^T \frac{\partial L}{\partial z}"),
    (ROW_TEX, r"\frac{\partial L}{\partial z}\,{\bf x}^T", "ill-shaped",
     ("row 1×p", "vector n"), r"\mathbf{x}^T \frac{\partial L}{\partial z}"),
    ("a-dependent-vector.md", r"+ W\frac{\partial F(W)}{\partial W}\mathbf{x}_0", "ill-shaped",
     ("W (n×m)", "tensor m×n×n×m"), ENTRY),
    ("a-dependent-vector.tex", r"+ W \cfrac{\partial F(W) }{ \partial W}\mathbf{x}_{0}", "ill-shaped",
     ("W (n×m)", "tensor m×n×n×m"), ENTRY),
    ("a-dependent-vector.md", r"V\frac{\partial G(V)}{\partial V}\mathbf{u}_0", "ill-shaped",
     (r"in the definition of \mathbf{u}", "G(V) (m×n)", r"\mathbf{u}_0 (vector m)",
      r"G(V)\in\mathbb{R}^{m\times n}", r"\mathbf{u}_0\in\mathbb{R}^{m}"), None),
    ("a-dependent-vector.tex", r"V \cfrac{\partial G(V) }{ \partial V}{\bf u}_{0}", "ill-shaped",
     (r"in the definition of \mathbf{u}", "G(V) (m×n)", r"{\bf u}_0 (vector m)"), None),
    ("linearization.md", r"\frac{\partial f}{\partial x_1}(\mathbf{x}-\mathbf{x}_0)", "ill-shaped",
     ("scalar", "vector m", r"f:\mathbb{R}^m\to\mathbb{R}"),
     r"f(\mathbf{x}_0) + \frac{\partial f}{\partial \mathbf{x}} (\mathbf{x} - \mathbf{x}_0)"),
    ("linearization.tex", r"\frac{\partial f}{\partial {x_1}}({\bf x} - {\bf x_0})", "ill-shaped",
     ("scalar", "vector n", r"f:\R^n\to\R"),
     r"f(\mathbf{x}_0) + \frac{\partial f}{\partial \mathbf{x}} (\mathbf{x} - \mathbf{x}_0)"),
    ("linearization.md", r"\frac{\partial g}{\partial \mathbf{X}}(\mathbf{X}-\mathbf{X}_0)", "ill-shaped",
     ("scalar", "q×q", r"g:\mathbb{R}^{p\times q}\to\mathbb{R}"),
     TRACE),
    ("linearization.tex", r"\frac {\partial g}{\partial \mathbf {X}}({\bf{X}} - {\bf{X_0}})", "ill-shaped",
     ("scalar", "n×n", r"g:\R^{m\times n}\to\R"),
     TRACE),
]  # fmt: skip


@pytest.mark.parametrize(("name", "fragment", "layout"), VERIFIED)
def test_what_is_right_is_verified_and_its_layout_named(name: str, fragment: str, layout: str) -> None:
    found = claim(name, fragment)
    assert (found.verdict, found.layout) == ("verified", layout), found.reason


@pytest.mark.parametrize(("name", "fragment", "verdict", "words", "offered"), WRONG)
def test_what_is_wrong_is_explained_and_the_right_formula_offered(
    name: str, fragment: str, verdict: str, words: tuple[str, ...], offered: str | None
) -> None:
    found = claim(name, fragment)
    assert found.verdict == verdict, found.reason
    for word in words:
        assert word in found.reason
    if offered is not None:
        assert found.suggestion is not None
        assert found.suggestion.latex.startswith(offered)


@pytest.mark.parametrize("name", NOTES)
def test_every_claim_of_the_notes_stands_in_the_tables(name: str) -> None:
    verdicts = Counter(each.verdict for each in claims_of(name))
    right = sum(row[0] == name for row in VERIFIED)
    assert verdicts["verified"] == right
    assert verdicts["ill-shaped"] + verdicts["refuted"] == sum(row[0] == name for row in WRONG)
    assert verdicts["unchecked"] == verdicts["conditional"] == 0


def test_a_vector_in_the_place_of_a_tensor_gets_one_true_entry() -> None:
    found = claim("derivative-of-Wx.md", r"(\mathbf{x}^T\mathbf{1}_m)\mathbf{1}_n")
    assert found.counterexample is not None
    assert len(found.counterexample["shapes"]) == 2
    assert len(found.counterexample["entry"]) == 3
    assert found.counterexample["expected"] is not None
