"""Random text: reading, checking and deriving raise nothing but what they document."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matderiv import ProblemError
from matderiv.meaning import read_problem
from tests.robustness.answers import claims_in

PIECES = (
    r"\frac \partial \nabla \left( \right) \left| \right| ( ) [ ] { } { } ^ _ & \\ $ $$ \( \) \[ \] = = := \approx \in "
    r"\mathbb{R} \operatorname{tr} \det \log \exp \sum_{i=1}^n \prod \int ^\top ^T ^{-1} \otimes \odot \circ \cdot "
    r"\mathbf{x} \boldsymbol{\Sigma} \mathrm{d} \text{if} \begin{pmatrix} \end{pmatrix} \begin{align} \end{align} "
    r"\def\a{\a} \newcommand{\b}[1]{#1\b} \a \b{x} \| | \Vert x A X W f(x) x_i A_{ij} n m 1 2 0 0.5 99999 , ; : . ' "
    r"\underbrace{x}_{n\times 1} \label{eq} \tag{1} % \% \# ~ \quad \, \hat{y} \dot x d dx \delta \mid \to \infty"
).split()
PROSE = [
    "Let",
    "be a",
    "symmetric matrix",
    "vector",
    "where",
    "is",
    "constant",
    "\n",
    "\n\n",
    "# ",
    "`",
    "```",
    "😀",
    "\r\n",
]

soup = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)
notes = st.lists(
    st.one_of(st.sampled_from(PROSE), soup, soup.map("${}$".format), soup.map("$$\n{}\n$$".format)),
    max_size=8,
).map(" ".join)
QUICK = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@QUICK
@given(st.text(max_size=200), st.sampled_from(["markdown", "latex", "notebook"]))
def test_any_text_is_checked(text: str, language: str) -> None:
    claims_in(text, language)


@QUICK
@given(notes, st.sampled_from(["markdown", "latex"]))
def test_any_soup_of_tex_is_checked(text: str, language: str) -> None:
    claims_in(text, language)


@QUICK
@given(soup, soup)
def test_any_two_sides_are_judged(left: str, right: str) -> None:
    claims_in(
        f"Let $X\\in\\mathbb{{R}}^{{n\\times n}}$.\n\n$$\\frac{{\\partial {left}}}{{\\partial X}} = {right}$$\n"
    )


@QUICK
@given(
    st.one_of(st.text(max_size=60), soup),
    st.sampled_from(["x", "X", "", "$x$", "{"]),
    st.one_of(st.text(max_size=40), soup),
)
def test_any_question_is_read_or_refused(expression: str, wrt: str, statement: str) -> None:
    for given_ in ((), (statement,)):
        try:
            read_problem(expression, [wrt], given_)
        except ProblemError as error:
            assert str(error)  # noqa: PT017 - most questions are refused, and either way is right
