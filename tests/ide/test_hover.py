"""What a hover says of a derivative, a claim and a symbol."""

import re

import pytest

from matderiv.ide import hover
from matderiv.ide.markdown import with_formulas_in_unicode
from tests.ide.note import note

LINEAR = r"""Let $W$ be an $n\times m$ matrix and $\mathbf{x}$ an $m\times 1$ vector.

$$\frac{dW\ma‸thbf{x}}{dW}$$
"""


def test_a_derivative_of_order_three_says_so() -> None:
    text = note(LINEAR).hover()
    assert "value `W 𝐱`: vector n" in text
    assert "variable `W`: n×m" in text
    assert "tensor n×n×m (order 3), no layout" in text


def test_the_formulas_follow_when_they_are_known() -> None:
    text = note(LINEAR).hover("matrix", "index", "vec", "differential")
    assert r"\frac{d f_i}{d W_{kl}} = \delta_{ik} \mathbf{x}_l" in text
    assert r"\mathbf{x}^\top \otimes I_n" in text
    assert "column-major" in text
    assert text.index("order 3") < text.index("$$")


def test_at_most_three_display_formulas() -> None:
    text = note(LINEAR).hover("index", "vec", "differential", "pullback")
    assert text.count("$$") == 6


def test_both_layouts_are_shown_where_they_differ() -> None:
    text = note(
        "Let $g: \\mathbb{R}^{p\\times q}\\to\\mathbb{R}$.\n\n$$\\frac{\\partial‸ g}{\\partial X}$$\n"
    ).hover()
    assert "numerator layout: q×p; denominator layout: p×q" in text


def test_a_declared_layout_is_quoted() -> None:
    text = note(
        "<!-- matderiv: layout: numerator -->\n\nLet $x\\in\\mathbb{R}^n$ and $A\\in\\mathbb{R}^{n\\times n}$.\n\n"
        "$$\\frac{\\partial‸ x^\\top A x}{\\partial x}$$\n"
    ).hover()
    assert "row 1×n, numerator layout (the note says so: `layout: numerator`)" in text


def test_the_verdict_of_the_claim_at_the_cursor() -> None:
    claim = "Let $A$ be a symmetric $n\\times n$ matrix.\n\n$$\\frac{\\partial x^\\top A x}{\\partial x} = {}A‸x$$\n"
    assert "✓ Verified" in note(claim.replace("{}", "2")).hover()
    wrong = note(claim.replace("{}", "3")).hover()
    assert "✗ Wrong" in wrong
    assert "… not checked yet" in note(claim.replace("{}", "2"), checked=False).hover()


def test_a_reason_has_no_latex_and_the_right_formula_stands_once() -> None:
    text = note(
        "Let $A\\in\\mathbb{R}^{m\\times n}$, $x\\in\\mathbb{R}^n$ and $b\\in\\mathbb{R}^m$.\n\n"
        "$$\\nabla_x \\|Ax-b\\|_2^2 = 2A‸^\\top A x - 2Ab$$\n"
    ).hover()
    message, _, formula = text[text.index("Ill-shaped") :].partition("Right is")
    assert "`A∈ℝ^(m×n)`" in message
    assert "\\" not in message
    assert formula.strip() == "$$\n2A^\\top A x - 2A^\\top b\n$$"


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("Ill-shaped: sum of g(X) (scalar) and n-1.", "Ill-shaped: sum of g(X) (scalar) and n-1."),
        (r"sum of g({\bf X_0}) (scalar)", "sum of `g(X₀)` (scalar)"),
        (r"where $g:\R^{m\times n}\to\R$", "where `g:R^(m×n)→R`"),
        (r"unknown (\Sigma^{-1}); try \frac{a", r"unknown `(Σ⁻¹)`; try `\frac{a`"),
    ],
)
def test_messages_in_unicode(message: str, shown: str) -> None:
    assert with_formulas_in_unicode(message) == shown


def test_the_symbol_inside_a_derivative_is_told_behind_it() -> None:
    text = note(
        "Let $A$ be a symmetric $n\\times n$ matrix.\n\n$$\\frac{\\partial x^\\top A‸ x}{\\partial x} = 2Ax$$\n"
    ).hover()
    assert text.index("derivative: ") < text.index("✓ Verified") < text.index("`A`: n×n; symmetric")


BY_KIND = r"""The gradient of a scalar is a column vector. We use numerator layout for vector-by-vector derivatives.

<!-- matderiv: vec: row -->

Let $A\in\mathbb{R}^{m\times n}$, $x\in\mathbb{R}^n$, $X\in\mathbb{R}^{m\times n}$.
"""


@pytest.mark.parametrize(
    ("derivative", "why"),
    [
        (
            r"\frac{\partial‸ x^\top x}{\partial x}",
            "the note says so: `The gradient of a scalar is a column vector",
        ),
        (r"\frac{\partial‸ A x}{\partial x}", "the note says so: `We use numerator layout"),
        (
            r"\frac{\partial‸ \operatorname{tr}(A^\top X)}{\partial X}",
            "as the note has it for vector by vector: `We",
        ),
    ],
)
def test_the_layout_of_each_kind_has_its_own_source(derivative: str, why: str) -> None:
    assert why in note(f"{BY_KIND}\n$${derivative}$$\n").hover()


def test_a_guess_is_shown() -> None:
    text = note("$$\\frac{\\partial‸ \\mathbf{x}^\\top A \\mathbf{x}}{\\partial \\mathbf{x}}$$\n").hover()
    assert re.search(r"Assumed: .*vector", text)


def test_an_intermediate_that_depends_on_the_variable() -> None:
    text = note(
        "Let $W\\in\\mathbb{R}^{p\\times n}$, $x\\in\\mathbb{R}^n$ and $b\\in\\mathbb{R}^p$. Define $z = Wx + b$.\n\n"
        "$$\\frac{\\partial‸ \\|z\\|^2}{\\partial W}$$\n"
    ).hover()
    assert "`z` depends on `W`" in text


def test_a_symbol_with_its_shape_properties_and_source() -> None:
    text = note("Let $A‸$ be a symmetric $n\\times n$ matrix.\n").hover()
    assert text.startswith("`A`: n×n; symmetric")
    assert "from the text" in text


def test_prose_has_no_hover() -> None:
    found = note("Nothing ‸here, but $x$.\n")
    assert hover(found.analysis, found.offset, found.verdicts) is None


def test_no_hover_shows_a_print_that_failed_its_check() -> None:
    found = note(LINEAR)
    derived = found.derived(0, "index")
    refuted = type(derived)(
        forms=tuple(type(form)(form.form, form.latex, verdict="refuted") for form in derived.forms)
    )
    shown = hover(found.analysis, found.offset, found.verdicts, refuted)
    assert shown is not None
    assert "$$" not in shown.markdown
