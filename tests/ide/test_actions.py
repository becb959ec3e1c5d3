"""What an action writes into a note, and what it refuses."""

import pytest

from tests.ide.note import note

DECLARED = "Let $A$ be a symmetric $n\\times n$ matrix and $x\\in\\mathbb{R}^n$.\n\n"
QUADRATIC = r"\frac{\partial x^\top A x}{\partial x}"
MATRIX = "Insert the derivative (matrix form)"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("$$‸{d}$$\n", "$${d} = 2 A x$$\n"),
        ("$$\n‸{d}.\n$$\n", "$$\n{d} = 2 A x.\n$$\n"),
        ("$$‸{d} \\ ?$$\n", "$${d} = 2 A x \\ ?$$\n"),
        ("so $‸{d}$, as we know.\n", "so ${d} = 2 A x$, as we know.\n"),
        ("$$g = ‸{d}$$\n", "$$g = {d} = 2 A x$$\n"),
    ],
)
def test_the_result_follows_a_bare_derivative(before: str, after: str) -> None:
    text = note(DECLARED + before.replace("{d}", QUADRATIC)).chosen(MATRIX)
    assert text == DECLARED + after.replace("{d}", QUADRATIC)


def test_inside_a_sum_the_result_goes_into_a_display_of_its_own() -> None:
    before = f"{DECLARED}$$\nx + {QUADRATIC}\n$$\n\nMore.\n".replace("\\frac", "‸\\frac", 1)
    after = f"{DECLARED}$$\nx + {QUADRATIC}\n$$\n\n$$\n{QUADRATIC} = 2 A x\n$$\n\nMore.\n"
    assert note(before).chosen(MATRIX) == after


def test_behind_an_inline_formula_the_display_follows_the_paragraph() -> None:
    before = f"{DECLARED}> The sum $x + ‸{QUADRATIC}$ is\n> long.\n\nMore.\n"
    after = (
        f"{DECLARED}> The sum $x + {QUADRATIC}$ is\n> long.\n>\n> $$\n> {QUADRATIC} = 2 A x\n> $$\n\nMore.\n"
    )
    assert note(before).chosen(MATRIX) == after


def test_latex_has_its_own_displays_and_comments() -> None:
    text = note(
        f"Let $A\\in\\mathbb{{R}}^{{n\\times n}}$, $x\\in\\mathbb{{R}}^n$.\n\\[\n‸{QUADRATIC}\n\\]\n", "latex"
    ).chosen("Insert the derivative (vec form)")
    assert "\\]\n% column-major vec" in text
    assert text.rstrip().endswith("\\]")


def test_crlf_and_text_behind_stay() -> None:
    text = note(f"{DECLARED}$$\n‸{QUADRATIC}\n$$\nMore.\n".replace("\n", "\r\n")).chosen(MATRIX)
    assert f"{QUADRATIC} = 2 A x\r\n$$\r\nMore.\r\n" in text


def test_every_form_of_a_scalar() -> None:
    titles = note(f"{DECLARED}$$‸{QUADRATIC}$$\n").actions()
    forms = (
        "matrix form",
        "index form",
        "vec form",
        "differential",
        "trace form",
        "pullback",
        "linearization",
    )
    assert {f"Insert the derivative ({form})" for form in forms} <= titles.keys()


def test_a_form_that_does_not_exist_is_refused_with_the_reason() -> None:
    found = note("Let $W\\in\\mathbb{R}^{n\\times m}$, $x\\in\\mathbb{R}^m$.\n\n$$‸\\frac{dWx}{dW}$$\n")
    assert "order 3" in found.chosen(MATRIX)
    assert "Insert the derivative (trace form)" not in found.actions()


def test_what_is_inserted_is_verified_when_the_note_is_read_again() -> None:
    found = note("Let $W\\in\\mathbb{R}^{n\\times m}$, $x\\in\\mathbb{R}^m$.\n\n$$‸\\frac{dWx}{dW}$$\n")
    for form in ("index form", "differential"):
        again = note(found.chosen(f"Insert the derivative ({form})"))
        assert [verdict.verdict for verdict in again.verdicts if verdict] == ["verified"]


def test_a_wrong_claim_can_be_replaced() -> None:
    found = note(f"{DECLARED}$${QUADRATIC} = 3A‸x.$$\n")
    action = next(action for action in found.actions().values() if action.kind == "quickfix")
    assert action.is_preferred
    fixed = note(found.chosen("Replace the right side"))
    assert [verdict.verdict for verdict in fixed.verdicts if verdict] == ["verified"]
    assert ".$$" in fixed.text


def test_a_right_claim_needs_no_fix() -> None:
    found = note(f"{DECLARED}$${QUADRATIC} = 2A‸x$$\n")
    assert not [action for action in found.actions().values() if action.kind == "quickfix"]


def test_what_was_assumed_can_be_declared() -> None:
    found = note(
        "Some words.\n\nHere $$\\frac{\\partial‸ \\mathbf{x}^\\top\\mathbf{x}}{\\partial \\mathbf{x}}$$\n"
    )
    titles = [title for title in found.actions() if title.startswith("Declare what was assumed")]
    if titles:
        again = note(found.chosen("Declare what was assumed"))
        assert "\n\n<!-- matderiv: \\mathbf{x}: " in again.text
        assert not again.analysis.problems


@pytest.mark.parametrize(
    "data",
    [{}, {"family": "none"}, {"family": "insert"}, {"family": "insert", "derivative": 99, "form": "matrix"},
     {"family": "insert", "derivative": "0", "form": []}, {"family": "replace", "claim": -1},
     {"family": "declare", "offset": None}],
)  # fmt: skip
def test_data_from_outside_are_refused(data: dict[str, object]) -> None:
    from matderiv.ide import derivation_needed, resolve_action

    found = note(f"{DECLARED}$$‸{QUADRATIC}$$\n")
    assert derivation_needed(found.analysis, data) is None
    assert resolve_action(found.analysis, data, found.verdicts).refusal


CONSTANT = "Let $A$ be a constant symmetric $n\\times n$ matrix and $x\\in\\mathbb{R}^n$.\n\n"


def test_a_differential_gets_its_own_form() -> None:
    found = note(f"{CONSTANT}$$‸d(x^\\top A x)$$\n")
    assert "$$d(x^\\top A x) = " in found.chosen("Insert the derivative (differential)")
    assert "\\frac{\\partial (x^\\top A x)}{\\partial x} = 2 A x" in found.chosen(MATRIX)


TOTAL = "Let $A$ be an $n\\times n$ matrix and $x\\in\\mathbb{R}^n$.\n\n"


def test_a_differential_in_which_several_symbols_vary_is_the_total_one() -> None:
    found = note(f"{TOTAL}$$‸d(x^\\top A x)$$\n")
    assert "$$d(x^\\top A x) = x^\\top dA\\,x + x^\\top (A + A^\\top) dx$$" in found.chosen(
        "Insert the derivative (total differential)"
    )
    assert (
        "f = x^\\top A x, \\qquad \\frac{\\partial f}{\\partial A} = x x^\\top, "
        "\\qquad \\frac{\\partial f}{\\partial x} = (A + A^\\top) x"
    ) in found.chosen("Insert the derivative (one for each variable)")


def test_the_arguments_of_a_function_are_what_varies_in_its_differential() -> None:
    given = "Let $C\\in\\mathbb{R}^{m\\times n}$, $x\\in\\mathbb{R}^m$, $y\\in\\mathbb{R}^n$."
    one = note(f"{given} With $f(x) = x^\\top C y$ the differential is $‸df$.\n")
    assert "$df = y^\\top C^\\top dx$" in one.chosen("Insert the derivative (differential)")
    two = note(f"{given} With $f(x, y) = x^\\top C y$ the differential is $‸df$.\n")
    text = two.chosen("Insert the derivative (total differential)")
    assert "$df = y^\\top C^\\top dx + x^\\top C dy$" in text


def test_no_form_by_one_variable_stands_for_the_total_differential() -> None:
    text = note(
        "Let $X\\in\\mathbb{R}^{m\\times n}$, $Y\\in\\mathbb{R}^{n\\times p}$.\n\n$$‸d(XY)$$\n"
    ).hover("matrix", "index", "vec", "differential")
    assert "d(XY) = dX\\,Y + X dY" in text
    assert "d(XY) = Y^\\top \\otimes I_m" not in text


STEPS = "Insert the derivative (step by step)"
ENTRIES = "Insert the derivative (written out)"


@pytest.mark.parametrize("title", [STEPS, ENTRIES])
def test_derivations_and_entries_are_verified_when_the_note_is_read_again(title: str) -> None:
    found = note(f"{TOTAL}$$‸{QUADRATIC}$$\n")
    again = note(found.chosen(title))
    assert again.verdicts
    assert {verdict.verdict for verdict in again.verdicts if verdict} == {"verified"}


def test_a_derivation_in_latex_is_a_display_by_itself() -> None:
    text = note(f"{TOTAL}\\[‸{QUADRATIC}\\]\n", "latex").chosen(STEPS)
    assert text.endswith(
        f"\\[{QUADRATIC}\\]\n"
        "\\begin{align*}\n"
        "f &= x^\\top A x && \\text{(definition)} \\\\\n"
        "df &= (dx)^\\top A x + x^\\top A dx && \\text{(product rule)} \\\\\n"
        "&= x^\\top A^\\top dx + x^\\top A dx && \\text{(a scalar equals its transpose)} \\\\\n"
        "&= x^\\top (A + A^\\top) dx && \\text{(collect $dx$)} \\\\\n"
        "\\frac{\\partial f}{\\partial x} &= (A + A^\\top) x && \\text{(identify the gradient)}\n"
        "\\end{align*}\n"
    )


def test_the_hessian_of_what_a_gradient_is_asked_for() -> None:
    vector = note(f"{TOTAL}$$‸{QUADRATIC}$$\n").chosen("Insert the derivative (Hessian)")
    assert (
        "f = x^\\top A x, \\qquad \\frac{\\partial^2 f}{\\partial x \\, \\partial x^\\top} = A + A^\\top"
        in vector
    )
    matrix = note(
        "Let $Y\\in\\mathbb{R}^{m\\times n}$, $U\\in\\mathbb{R}^{m\\times p}$, $V\\in\\mathbb{R}^{n\\times p}$ "
        "and $f(U) = \\|Y - U V^\\top\\|_F^2$.\n\n$$\n‸\\nabla f(U)\n$$\n"
    )
    stacked = note(matrix.chosen("Insert the derivative (Hessian)"))
    assert "= 2 ((V^\\top V) \\otimes I_m)" in stacked.text
    assert [verdict.verdict for verdict in stacked.verdicts if verdict] == ["verified"]
    operator = matrix.chosen("Insert the derivative (Hessian as an operator)")
    assert r"H[D] = 2 D V^\top V" in operator
