"""Formulas as one line of text."""

import pytest

from matderiv.notation import latex_to_unicode

LINES = [
    (r"A^\top x", "Aᵀ x"),
    (r"\Sigma^{-1} (x - \mu)", "Σ⁻¹ (x − μ)"),
    (r"X^{-\top}", "X⁻ᵀ"),
    (r"\|\mathbf{x} - a\|_2^2", "‖𝐱 − a‖₂²"),
    (r"\|X\|_F", "‖X‖_F"),
    (r"\frac{1}{2} x^T A x", "½ xᵀ A x"),
    (r"\frac{x - a}{\|x - a\|_2}", "(x − a)/‖x − a‖₂"),
    (r"\frac{2}{7} x + \frac{y}{2 z}", "(2/7) x + y/(2 z)"),
    (r"\frac{\partial f_i}{\partial W_{kl}}", "∂fᵢ/∂Wₖₗ"),
    (r"\delta_{ik} x_l", "δᵢₖ xₗ"),
    (r"x^\top \otimes I_m", "xᵀ ⊗ Iₘ"),
    (r"\log\det(X)", "log det(X)"),
    (r"\operatorname{tr}(X^{-1}\,dX)", "tr(X⁻¹ dX)"),
    (r"\bar{f}\,\mathbf{x}^\top", "f̄ 𝐱ᵀ"),
    (r"\sum_{i=1}^{n} x_i", "∑ᵢ₌₁ⁿ xᵢ"),
    (r"\begin{bmatrix} a & b \\ c & d \end{bmatrix}", "[a, b; c, d]"),
    (r"{W^{(1)}}^\top \delta", "W⁽¹⁾ᵀ δ"),
    (r"\left(\frac{1}{2} X\right)^{-1}", "(½ X)⁻¹"),
    (r"\mathbf{1}_n", "𝟏ₙ"),
    (r"\sqrt{x^\top x}", "√(xᵀ x)"),
    (r"\frac{", "/"),
    ("^", ""),
]


@pytest.mark.parametrize(("latex", "line"), LINES)
def test_line(latex: str, line: str) -> None:
    assert latex_to_unicode(latex) == line
