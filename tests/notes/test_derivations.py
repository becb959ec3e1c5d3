"""What the derivative in the question is: from the note, and on the command line."""

from __future__ import annotations

import re

import pytest

import matderiv
from matderiv.cli import main
from tests.ide.note import CURSOR, Note, note
from tests.notes.examples import text_of

QUESTIONS = (
    ("derivative-of-Wx.md", r"\frac{dW\textbf{x}}{dW}"),
    ("derivative-of-Wx.tex", r"\frac{dW{\bf x}}{dW}"),
)
GIVEN = (r"W \in \mathbb{R}^{n\times m}", r"\mathbf{x}\in\mathbb{R}^{m}")


def at(name: str, fragment: str, inside: int = 3) -> Note:
    """The note with the cursor in the first occurrence of a fragment."""
    text = text_of(name)
    place = text.index(fragment) + inside
    return note(text[:place] + CURSOR + text[place:], "latex" if name.endswith(".tex") else "markdown")


@pytest.mark.parametrize(("name", "question"), QUESTIONS)
def test_the_hover_answers_the_question(name: str, question: str) -> None:
    found = at(name, question)
    text = found.hover("index", "vec", "differential")
    assert "tensor n×n×m (order 3), no layout" in text
    assert r"\delta_{ik} \mathbf{x}_l" in text
    assert r"\mathbf{x}^T \otimes I_n" in text
    assert "column-major" in text
    assert r"dW\,\mathbf{x}" in text
    assert r"\bar" in found.hover("pullback")
    assert r"\mathbf{x}^T" in found.hover("pullback")


@pytest.mark.parametrize(("name", "question"), QUESTIONS)
def test_actions_insert_the_answer(name: str, question: str) -> None:
    found = at(name, question)
    assert r"\delta_{ik} \mathbf{x}_l" in found.chosen("Insert the derivative (index form)")
    assert r"\mathbf{x}^T \otimes I_n" in found.chosen("Insert the derivative (vec form)")
    assert r"dW\,\mathbf{x}" in found.chosen("Insert the derivative (differential)")
    assert r"\bar f \mathbf{x}^T" in found.chosen("Insert the derivative (pullback)").replace("F", "f")


def test_the_command_line_answers_the_question(capsys: pytest.CaptureFixture[str]) -> None:
    given = [part for statement in GIVEN for part in ("--given", statement)]
    assert main(["derive", r"W\mathbf{x}", "--wrt", "W", *given]) == 0
    shown = capsys.readouterr().out
    for form in (
        r"\delta_{ik} \mathbf{x}_l",
        r"\mathbf{x}^\top \otimes I_n",
        r"dW\,\mathbf{x}",
        "column-major",
    ):
        assert form in shown
    assert r"\bar f \mathbf{x}^\top" in shown


def test_no_layout_and_letters_that_do_not_clash() -> None:
    given = (r"W \in \mathbb{R}^{i\times k}", r"\mathbf{x}\in\mathbb{R}^{k}")
    forms = {form.form: form for form in matderiv.derive(r"W\mathbf{x}", "W", given).forms}
    latex = forms["index"].latex
    assert latex is not None
    assert re.fullmatch(r"\\delta_\{[^ik]{2}\} \\mathbf\{x\}_[^ik]", latex)
    assert forms["index"].shape == ("i", "i", "k")


def test_the_linearization_of_a_function_of_a_matrix_is_a_trace() -> None:
    found = matderiv.derive("g(X)", "X", [r"g:\mathbb{R}^{p\times q}\to\mathbb{R}"], forms=["linearization"])
    latex = found.forms[0].latex or ""
    assert latex.startswith(r"g(X_0) + \operatorname{tr}(")
    assert latex.endswith("(X - X_0))")
    assert found.checks[0] is not None
    assert found.checks[0].verdict == "verified"


def test_the_hover_says_that_x_depends_on_W() -> None:
    assert "`𝐱` depends on `W`" in at("a-dependent-vector.md", r"d(W\mathbf{x})", 1).hover()


def test_the_hover_shows_both_layouts() -> None:
    for name, fragment, rows, columns in (
        ("linearization.md", r"\frac{\partial g}{\partial \mathbf{X}} =", "q×p", "p×q"),
        ("linearization.tex", r"\frac{\partial g}{\partial \bf{X}} =", "n×m", "m×n"),
    ):
        assert f"numerator layout: {rows}; denominator layout: {columns}" in at(name, fragment).hover()


def test_an_action_puts_the_trace_into_the_linearization() -> None:
    found = at("linearization.md", r"\frac{\partial g}{\partial \mathbf{X}}(\mathbf{X}")
    text = found.chosen("Replace the right side")
    right = (
        r"\operatorname{tr}\left(\frac{\partial g}{\partial \mathbf{X}} (\mathbf{X} - \mathbf{X}_0)\right)"
    )
    assert rf"L_{{\mathbf{{X}}_0}}(\mathbf{{X}}) = g(\mathbf{{X}}_0) + {right}" in text


def test_what_was_guessed_of_w_is_shown() -> None:
    assert r"$w = {\rm vec}(W)$" in at("derivative-of-Wx.md", r"\otimes I)\,w", 12).hover()
