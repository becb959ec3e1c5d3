"""Formulas that are broken, enormous or without values: `derive` and `check` answer, and nothing else is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from matderiv.syntax import parse
from matderiv.syntax.tokens import tokenize
from tests.robustness.answers import GOOD, answer, claims_before_a_good_one, claims_in

X = r"X\in\mathbb{R}^{n\times n}"
CASES = Path(__file__).parents[1] / "cases"


def nested(opening: str, inner: str, closing: str, depth: int) -> str:
    return opening * depth + inner + closing * depth


BROKEN = {
    "unbalanced parenthesis": r"\operatorname{tr}(X",
    "unbalanced brace": r"\frac{\operatorname{tr} X",
    "unbalanced left": r"\left(\operatorname{tr} X",
    "missing denominator": r"\frac{\operatorname{tr} X}",
    "a closing brace too many": r"\operatorname{tr} X}}",
    "an environment that does not end": r"\begin{pmatrix} X & 1",
    "environments that cross": r"\begin{matrix}\begin{pmatrix} X \end{matrix}\end{pmatrix}",
    "only an operator": "+",
    "two operators": r"X + + \cdot X",
    "two superscripts": "X^2^3_4_5",
    "a macro that calls itself": r"\def\a{\a}\a X",
    "a macro that calls itself twice": r"\def\a{\a\a}\a X",
    "a macro whose argument grows": r"\newcommand{\a}[1]{\a{#1#1}}\a{X}",
    "macros that call each other": r"\def\a{\b}\def\b{\a}\b X",
    "a macro that is not defined": r"\nosuchmacro{X}",
    "a null byte": "X\0",
    "half a surrogate pair": "X\ud800",
    "text that runs the other way": "X\u202e\u200b\u0301",
    "full width letters": "Ｘ＋Ｘ",
    "digits of another script": "٣ X",
    "a superscript digit": "X²",
}

ENORMOUS = {
    "a huge power": r"\operatorname{tr}(X^{999999999})",
    "a power beyond all numbers": r"\operatorname{tr}(X)^{99999999999999999999999999}",
    "a huge negative power": r"\operatorname{tr}(X^{-999999999})",
    "a tower of powers": r"\operatorname{tr}(X)^{2^{2^{2^{2^{2^{2}}}}}}",
    "a Kronecker tower": r"\operatorname{tr}(" + r" \otimes ".join(["X"] * 30) + ")",
    "a Kronecker power": r"\operatorname{tr}(X^{\otimes 40})",
    "deep parentheses": r"\operatorname{tr}" + nested("(", "X", ")", 3000),
    "deep braces": nested("{", r"\operatorname{tr} X", "}", 3000),
    "deep fractions": nested(r"\frac{1}{1+", r"\operatorname{tr} X", "}", 1000),
    "deep functions": nested(r"\exp(", r"\operatorname{tr} X", ")", 500),
    "nested functions": nested(r"\exp(", r"\operatorname{tr} X", ")", 15),
    "deep scripts": r"\operatorname{tr}(X)" + nested("^{2", "", "}", 500),
    "deep bars": nested("|", "X", "|", 500),
    "a row of transposes": "X" + r"^\top" * 500,
    "nested derivatives": nested(r"\frac{\partial}{\partial X}(", r"\operatorname{tr}(X)^9", ")", 8),
    "a number of a thousand digits": "9" * 1000 + r"\operatorname{tr} X",
    "a number of three hundred digits": "9" * 300 + r"\operatorname{tr} X",
    "a tiny number": "0." + "0" * 290 + r"1 \operatorname{tr} X",
    "an endless sum": r"\sum_{i=1}^{999999999999} \operatorname{tr}(X)^i",
    "an endless product": r"\prod_{i=1}^{999999999999} \operatorname{tr}(X)",
    "an identity of a million rows": r"\operatorname{tr}(I_{1000000} X)",
    "a literal of ten thousand entries": r"\operatorname{tr}(X \begin{pmatrix}"
    + r"\\".join("&".join(["1"] * 100) for _ in range(100))
    + r"\end{pmatrix})",
    "a literal of a thousand rows": r"\begin{pmatrix}" + r"\\".join(["x"] * 1000) + r"\end{pmatrix}",
    "an index that is too large": r"\operatorname{tr}(X) X_{999999999999, 1}",
    "a long list": ",".join(["X"] * 1000),
}

WITHOUT_VALUES = {
    "zero by zero": r"\frac{0}{0} \operatorname{tr} X",
    "division by zero": r"\frac{\operatorname{tr} X}{X - X}",
    "the logarithm of zero": r"\log(0) \operatorname{tr} X",
    "the root of what is negative": r"\sqrt{-1 - (\operatorname{tr} X)^2}",
    "the logarithm of what is negative": r"\log(-1 - (\operatorname{tr} X)^2)",
    "the inverse of zero": r"\operatorname{tr}((X - X)^{-1} X)",
    "the logarithm of the determinant of what is singular": r"\log\det(X - X)",
    "infinity": r"\infty \operatorname{tr} X",
    "an array as exponent": "X^X",
    "the norm of zero": r"\|X - X\|",
}

EVERYTHING = {**BROKEN, **ENORMOUS, **WITHOUT_VALUES}


@pytest.mark.parametrize("name", EVERYTHING)
def test_derive_answers(name: str) -> None:
    answer(EVERYTHING[name], "X", X)


@pytest.mark.parametrize("name", EVERYTHING)
def test_check_answers_and_keeps_the_next_claim(name: str) -> None:
    claims_before_a_good_one(
        rf"\frac{{\partial}}{{\partial X}}\left({EVERYTHING[name]}\right) = X", f"Let ${X}$."
    )


@pytest.mark.parametrize("name", [*BROKEN, *WITHOUT_VALUES])
def test_what_is_broken_or_without_values_accuses_nobody(name: str) -> None:
    formula = EVERYTHING[name]
    may_accuse = name == "the logarithm of what is negative" or (
        name in BROKEN and not parse(formula).problems
    )
    for claim in claims_before_a_good_one(rf"\frac{{\partial {formula}}}{{\partial X}} = 0", f"Let ${X}$."):
        assert claim.verdict != "refuted" or may_accuse


def test_a_sum_of_ten_thousand_terms() -> None:
    known = "+".join([r"x^\top X x"] * 10_000)
    answer(known, "X", X, r"x\in\mathbb{R}^n")
    claims_before_a_good_one(
        rf"\frac{{\partial}}{{\partial X}}({known}) = X", rf"Let ${X}$, $x\in\mathbb{{R}}^n$."
    )


def test_sizes_that_cannot_agree_are_named_with_both_places() -> None:
    (claim,) = claims_before_a_good_one(
        r"\frac{\partial \operatorname{tr}(AB)}{\partial A} = B^\top",
        r"Let $A\in\mathbb{R}^{3\times 4}$ and $B\in\mathbb{R}^{5\times 6}$.",
    )
    assert claim.verdict == "ill-shaped"
    assert "3×4" in claim.reason
    assert "5×6" in claim.reason


def test_a_symbol_declared_twice_differently_is_a_problem_with_both_shapes() -> None:
    message = answer("A x", "x", r"A\in\mathbb{R}^{3\times 4}", r"x\in\mathbb{R}^5")
    assert "3×4" in message
    assert "5" in message


@pytest.mark.parametrize(
    "claim",
    [
        r"\frac{\partial h(q)}{\partial q} = r",
        r"\nabla_\theta \mathcal{Q} = \zeta",
        r"\frac{\partial u}{\partial v} = \text{see above}",
        r"\frac{\partial \star}{\partial \diamond} = \clubsuit",
        r"d\omega = 0",
    ],
)
def test_a_claim_about_something_undefined_is_unchecked_with_a_reason(claim: str) -> None:
    for found in claims_before_a_good_one(claim):
        assert found.verdict == "unchecked"
        assert found.reason


@pytest.mark.usefixtures("little_patience")
@pytest.mark.parametrize(
    "definitions",
    [
        "$f = f$",
        "$f = x^\\top f$",
        "$f = g$ and $g = f$",
        "$f(x) = g(x)$ and $g(x) = f(x) + x^\\top x$",
        "$a^{(l)} = \\sigma(z^{(l)})$ and $z^{(l)} = W a^{(l-1)} + a^{(l)}$",
        "$a_i = \\sum_j w_{ij} b_j$, $b_j = \\sum_k v_{jk} c_k$ and $c_k = \\sum_i u_{ki} a_i$",
        "$f_i = g_i + h_i$, $g_i = h_i + f_i$, $h_i = f_i g_i$",
        "; ".join(f"$f_{{{i}}} = f_{{{i + 1}}} + f_{{{i + 1}}}$" for i in range(30)),
        "; ".join(
            f"$\\{a} = \\{b} \\{b} + \\{b}$"
            for a, b in zip(
                ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa"],
                ["beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "alpha"],
                strict=True,
            )
        ),
    ],
)
def test_definitions_in_a_circle(definitions: str) -> None:
    prose = f"Let $x\\in\\mathbb{{R}}^n$. Define {definitions}."
    for claim in (
        r"\frac{\partial f}{\partial x} = 2x",
        r"\nabla_x f(x) = 2x",
        r"\frac{\partial a_1}{\partial w_{11}} = b_1",
        r"\frac{\partial f_1}{\partial x} = x",
        r"\frac{\partial z^{(l)}}{\partial W} = a^{(l)}",
        r"\frac{d\alpha}{d\kappa} = 1",
    ):
        claims_before_a_good_one(claim, prose)


def test_a_definition_that_uses_itself_for_derive() -> None:
    answer("f", "x", "f = f + x^T x", r"x\in\mathbb{R}^n")
    answer("f", "x", "f = g^T x", "g = f x", r"x\in\mathbb{R}^n")


def test_thousands_of_claims_are_all_judged() -> None:
    claim = "$$\\frac{\\partial x^\\top x}{\\partial x} = 2x$$\n\n"
    claims = claims_in("Let $x\\in\\mathbb{R}^n$.\n\n" + claim * 2_000 + GOOD)
    assert len(claims) == 2_001
    assert {found.verdict for found in claims} == {"verified"}


def formulas_of_the_cases() -> list[str]:
    formulas = [case["tex"] for case in json.loads((CASES / "formulas.json").read_text("utf-8"))["formulas"]]
    claims = [case["tex"] for case in json.loads((CASES / "claims.json").read_text("utf-8"))["claims"]]
    return [*formulas, *claims]


@pytest.mark.parametrize("part", range(8))
def test_formulas_cut_at_every_token(part: int) -> None:
    for formula in formulas_of_the_cases()[part::8]:
        for token in tokenize(formula):
            for piece in (formula[: token.start], formula[token.start :]):
                tree = parse(piece).tree
                assert 0 <= tree.start <= tree.end <= len(piece)


@pytest.mark.parametrize("part", range(8))
def test_notes_with_a_formula_cut_somewhere_keep_the_next_claim(part: int) -> None:
    for number, formula in enumerate(formulas_of_the_cases()[part::8]):
        tokens = list(tokenize(formula))
        cut = tokens[(7 * number + 3) % len(tokens)].start
        for claim in claims_before_a_good_one(formula[:cut].replace("$", "")):
            assert claim.verdict != "refuted" or not parse(formula[:cut]).problems
