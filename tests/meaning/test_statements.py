"""What formulas state: declarations, definitions, claims, or nothing that could be checked."""

from __future__ import annotations

import pytest

from tests.meaning.understood import read, scope_behind, statements, steps


@pytest.mark.parametrize(
    ("formula", "kind"),
    [
        (r"\frac{\partial x^\top A x}{\partial x} = (A + A^\top) x", "derivative"),
        (r"\nabla_x \|Ax-b\|^2 = 2A^\top(Ax-b)", "derivative"),
        (r"\frac{d}{dX}\operatorname{tr}(AX) = A^\top", "derivative"),
        (r"\partial f/\partial x = 2x", "derivative"),
        (r"\partial_x f = 2x", "derivative"),
        (r"d(\ln|X|) = \operatorname{tr}(X^{-1} dX)", "differential"),
        (r"dg = \operatorname{tr}((\nabla g)^\top dX)", "differential"),
        (
            r"\frac{\partial L}{\partial W} = \frac{\partial L}{\partial z}\frac{\partial z}{\partial W}",
            "chain-rule",
        ),
        (r"f(x) \approx f(x_0) + \nabla f(x_0)^\top(x - x_0)", "linearization"),
        (r"f(x + h) = f(x) + \nabla f(x)^\top h + o(\|h\|)", "linearization"),
        (r"f'(x) = 2x", "derivative"),
        (r"\operatorname{tr}(AB) = \operatorname{tr}(BA)", "identity"),
        (r"\nabla^2 f(x) = A", "derivative"),
    ],
)
def test_a_claim_has_a_kind(formula: str, kind: str) -> None:
    assert steps(f"${formula}$") == [f"{kind}: {formula}"]


@pytest.mark.parametrize(
    "formula",
    [
        r"w \leftarrow w - \eta \nabla L",
        r"w := w - \eta \nabla_w L",
        r"w_{t+1} = w_t - \eta \nabla L(w_t)",
        r"\nabla L = 0",
        r"\frac{\partial L}{\partial w} = \mathbf{0}",
        r"\mathbb{E}[\nabla \ell] = \nabla L",
        r"\nabla f(x)^\top d < 0",
        r"A = A^\top",
        r"V = (v_{ab})",
        r"x = (x_1, \dots, x_n)^\top",
        r"X \in \mathbb{R}^{m\times n}",
        r"\left(\frac{\partial y}{\partial x}\right)_{ij} = \frac{\partial y_j}{\partial x_i}",
        r"f : \mathbb{R}^n \to \mathbb{R}",
        r"i = 1",
        r"x",
    ],
)
def test_what_is_no_claim_is_left_in_peace(formula: str) -> None:
    assert steps(f"${formula}$") == []


@pytest.mark.parametrize(
    ("formula", "name", "parameters"),
    [
        (r"z = Wx + b", "z", ()),
        (r"J(w) = \|Xw - y\|^2", "J", ("w",)),
        (r"f(x, y) = x^\top y", "f", ("x", "y")),
        (r"f : x \mapsto Ax", "f", ("x",)),
        (r"p(x \mid \mu, \Sigma) = \exp(-x)", "p", ("x", r"\mu", r"\Sigma")),
        (r"z^{(1)} = Wx", "z^{(1)}", ()),
        (r"x = F(W) x_0", "x", ()),
        (r"g = \nabla f(\theta)", "g", ()),
        (r"\delta = \partial L/\partial z", r"\delta", ()),
        (r"A := B B^\top", "A", ()),
    ],
)
def test_a_definition(formula: str, name: str, parameters: tuple[str, ...]) -> None:
    definition = scope_behind(f"${formula}$").symbols[name].definition

    assert definition is not None
    assert definition.parameters == parameters


@pytest.mark.parametrize(
    ("formula", "name", "indices"),
    [
        (r"p_k = \frac{e^{f_k}}{\sum_j e^{f_j}}", "p", ("k",)),
        (r"T_{ij} = t_{i-j+n}", "T", ("i", "j")),
        (r"z^{(l)} = W^{(l)} a^{(l-1)}", "z", ("l",)),
        (r"h_{t+1} = \tanh(W h_t)", "h", ("t+1",)),
        (r"E_{\hat w} = \hat w^\top \hat w", r"E_{\hat w}", ()),
    ],
)
def test_indices_of_definitions(formula: str, name: str, indices: tuple[str, ...]) -> None:
    definition = scope_behind(f"${formula}$").symbols[name].definition

    assert definition is not None
    assert definition.indices == indices


def test_the_logarithm_of_a_density_defines_the_density() -> None:
    assert scope_behind(r"Put $\log p = -\tfrac12 x^\top x$.").symbols["p"].definition is not None


def test_a_chain_has_a_step_for_each_equality() -> None:
    chain = r"\nabla J = 2 X^\top X w - 2 X^\top y = 2 X^\top (Xw - y)"

    assert steps(f"${chain}$") == [
        r"derivative: \nabla J = 2 X^\top X w - 2 X^\top y",
        r"derivative: 2 X^\top X w - 2 X^\top y = 2 X^\top (Xw - y)",
    ]


def test_a_chain_that_ends_in_zero_keeps_its_first_steps() -> None:
    assert steps(r"$\nabla J = 2 X^\top X w = 0$") == [r"derivative: \nabla J = 2 X^\top X w"]


def test_rows_go_on_with_the_chain() -> None:
    note = "$$\\begin{aligned}\n\\frac{\\partial f}{\\partial x} &= Ax \\\\\n&= Bx\n\\end{aligned}$$"

    assert [step.split(":")[0] for step in steps(note)] == ["derivative", "derivative"]


def test_rows_that_begin_with_a_sign_go_on_with_the_sum() -> None:
    note = "$$\\begin{aligned}\n\\frac{\\partial f}{\\partial x} &= Ax \\\\\n&+ Bx\n\\end{aligned}$$"
    (step,) = (step for statement in read(note).statements for step in statement.steps)

    assert note[step.end - 2 : step.end] == "Bx"


def test_lists_and_implications_separate_statements() -> None:
    note = r"$df = \operatorname{tr}(A^\top dX) \implies \nabla f = A, \quad \nabla g = B$"

    assert [step.split(":")[0] for step in steps(note)] == ["differential", "derivative", "derivative"]


def test_the_first_step_of_a_named_derivative_defines() -> None:
    note = r"Let $H = \nabla^2 f(x) = A$ for $f(x) = \tfrac12 x^\top A x$."

    assert statements(note)[0].startswith("definition")
    assert steps(note) == [r"derivative: \nabla^2 f(x) = A"]


def test_an_equation_for_a_named_derivative_is_a_claim() -> None:
    note = r"The Hessian is $H = \nabla^2 J$. It equals $$H = \sum_i x_i x_i^\top.$$"

    assert steps(note) == [r"derivative: H = \sum_i x_i x_i^\top"]


def test_a_name_of_its_own_for_a_linearization_is_no_definition() -> None:
    note = r"The linearization is $$L(x) = f(x_0) + \nabla f(x_0)^\top (x - x_0).$$"

    assert [step.split(":")[0] for step in steps(note)] == ["linearization"]


def test_a_second_equation_for_a_defined_name_is_an_identity() -> None:
    note = r"Let $J = \|Xw - y\|^2$. Expanding, $J = w^\top X^\top X w - 2 y^\top X w + y^\top y$."

    assert [step.split(":")[0] for step in steps(note)] == ["identity"]


def test_a_new_definition_shadows() -> None:
    note = "Let $J = x^\\top x$.\n\n# Next\n\nNow let $J = y^\\top A y$."
    definition = scope_behind(note).symbols["J"].definition

    assert definition is not None
    assert note[definition.start : definition.end] == r"J = y^\top A y"


def test_a_solution_is_no_definition() -> None:
    note = r"Let $J(w) = \|Xw - y\|^2$. Setting the gradient to zero gives $w = (X^\top X)^{-1} X^\top y$."

    assert scope_behind(note).symbols.get("w") is None or scope_behind(note).symbols["w"].definition is None


def test_a_symbol_at_its_argument_is_an_abbreviation() -> None:
    note = r"Let $f : \mathbb{R}^n \to \mathbb{R}$ and abbreviate $f = f(\theta)$."

    assert scope_behind(note).symbols["f"].arguments == (r"\theta",)


def test_claims_are_placed_and_sourced() -> None:
    note = "Some words.\n\n$$\\nabla_x x^\\top x = 2x$$"
    (claim,) = read(note).claims

    assert note[claim.start : claim.end] == claim.tex == r"\nabla_x x^\top x = 2x"
    assert (claim.left_tex, claim.right_tex) == (r"\nabla_x x^\top x", "2x")
