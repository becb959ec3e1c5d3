"""What is inserted looks as the author writes: transposes, traces, bold letters, fractions, and their own macros."""

from __future__ import annotations

import pytest

from tests.ide.note import note

MATRIX = "Insert the derivative (matrix form)"
DIFFERENTIAL = "Insert the derivative (differential)"

MACROS = r"""$$
\newcommand{\bX}{\mathbf{X}} \newcommand{\bA}{\mathbf{A}} \newcommand{\bx}{\mathbf{x}} \newcommand{\bb}{\mathbf{b}}
\newcommand{\T}{^\top} \DeclareMathOperator{\tr}{tr} \newcommand{\norm}[1]{\left\|#1\right\|}
$$
"""
BOLD = r"Let $\bX, \bA \in \mathbb{R}^{n\times n}$ and $\bx, \bb \in \mathbb{R}^n$; $\tr(\bA\T\bA) = \norm{\bA}_F^2$."
PLAIN = r"Let $X, A \in \mathbb{R}^{n\times n}$ and $x, b \in \mathbb{R}^n$."

NOTES = [
    (PLAIN + r" So $x^T x = \operatorname{Tr}(x x^T)$.", r"\frac{\partial\, x^T A x}{\partial x}", MATRIX, "A^T"),
    (PLAIN + r" So $x^{\mathsf T} x$.", r"\frac{\partial\, b^{\mathsf T} A x}{\partial x}", MATRIX, r"A^{\mathsf T} b"),
    (PLAIN, r"\frac{\partial\, b^\intercal A x}{\partial x}", MATRIX, r"A^\intercal b"),
    (PLAIN, r"\frac{\mathrm d\, x^\top A x}{\mathrm d x}", DIFFERENTIAL, r"\mathrm{d}x"),
    (PLAIN + r" With $\mathrm{Tr}(A)$.", r"\frac{\partial \ln\det X}{\partial X}", DIFFERENTIAL, r"\mathrm{Tr}"),
    (MACROS + BOLD, r"\frac{\partial\, \bx\T \bA \bx}{\partial \bx}", MATRIX, r"(\bA + \bA\T) \bx"),
    (MACROS + BOLD, r"\frac{\partial\, \norm{\bA \bx - \bb}^2}{\partial \bx}", MATRIX, r"2 \bA\T (\bA \bx - \bb)"),
    (MACROS + BOLD, r"\frac{\partial \tr(\bA \bX)}{\partial \bX}", MATRIX, r"\bA\T"),
    (MACROS + BOLD, r"\frac{\partial \tr(\bA \bX \bX)}{\partial \bX}", DIFFERENTIAL, r"\tr("),
    (MACROS + BOLD, r"\frac{\partial \norm{\bx}}{\partial \bx}", MATRIX, r"\norm{\bx}"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "derivative", "title", "expected"), NOTES)
def test_the_result_is_written_as_the_note_writes(
    before: str, derivative: str, title: str, expected: str
) -> None:
    text = note(f"{before}\n\n$$‸{derivative}$$\n").chosen(title)
    assert text.startswith(before)
    inserted = text[len(before) :].replace(derivative, "", 1)
    assert expected in inserted
    assert r"\mathbf" not in inserted


def test_the_hover_shows_plain_latex_which_everything_renders() -> None:
    derivative = r"\frac{\partial\, \bx\T \bA \bx}{\partial \bx}"
    text = note(f"{MACROS}{BOLD}\n\n$$‸{derivative}$$\n").hover("matrix")
    assert r"\mathbf{A}" in text
    assert r"\bA +" not in text
