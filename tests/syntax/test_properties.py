"""Reading never fails, ranges nest, and every formula cut anywhere still gives a tree."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matderiv.syntax import parse, read_macros
from matderiv.syntax.tokens import tokenize
from matderiv.syntax.tree import Node, walk

CASES = Path(__file__).parent.parent / "cases"
FORMULAS = [case["tex"] for case in json.loads((CASES / "formulas.json").read_text("utf-8"))["formulas"]]
CLAIMS = [case["tex"] for case in json.loads((CASES / "claims.json").read_text("utf-8"))["claims"]]
BANK = [case["tex"] for case in json.loads((CASES / "bank.json").read_text("utf-8"))["problems"]]
ALL = FORMULAS + CLAIMS + BANK

STRUCTURE = r"""\def \a \newcommand { } [ ] # #1 \left \right \left. \right| | \| ( ) ^ _ ' & \\ \cr \over \quad , .
    \mid : ! d \partial \nabla \frac \begin{align} \end{align} \begin{matrix} \text \rm \bf \mathbf \hat \sum \log
    - + = $ %""".split()
OTHER = [" ", "\n", "é", "∂", "𝔸", "ᵀ", "₁"]
PIECES = [*sorted({token.text for formula in ALL for token in tokenize(formula)}), *STRUCTURE, *OTHER]


def check(text: str) -> None:
    parsed = parse(text)
    assert_nested(parsed.tree, len(text))
    for problem in parsed.problems:
        assert 0 <= problem.start <= problem.end <= len(text)


def assert_nested(root: Node, length: int) -> None:
    assert 0 <= root.start <= root.end <= length
    for node in walk(root):
        for child in node.children():
            assert node.start <= child.start <= child.end <= node.end, (node, child)


@given(st.text(max_size=60))
def test_any_text_gives_a_tree(text: str) -> None:
    check(text)


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_any_tokens_give_a_tree(pieces: list[str]) -> None:
    check("".join(pieces))


@given(st.text(alphabet="\\{}[]#12abdefncomw ", max_size=60))
def test_any_text_gives_macros(text: str) -> None:
    macros = read_macros("\\newcommand" + text + "\\def" + text)
    parse("\\a\\b{x}[y]" + text, macros)


@pytest.mark.parametrize("text", ALL)
def test_a_formula_cut_at_every_token_gives_a_tree(text: str) -> None:
    for token in tokenize(text):
        check(text[: token.start])
        check(text[token.end :])
        check(text[: token.start] + text[token.end :])


@pytest.mark.parametrize("text", CLAIMS + BANK)
def test_a_formula_of_the_cases_has_no_problems(text: str) -> None:
    assert parse(text).problems == ()


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5_000,
        "{" * 5_000,
        "{" * 3_000 + "x" + "}" * 3_000,
        "x^{" * 2_000,
        "x_" * 3_000,
        "-" * 5_000 + "x",
        "\\nabla" * 3_000 + "f",
        "\\partial" * 3_000 + "f",
        "d" * 3_000,
        "\\frac" * 3_000,
        "\\log" * 3_000 + "x",
        "\\hat" * 3_000 + "x",
        "\\mathbf" * 3_000 + "x",
        "\\sum" * 3_000 + "x",
        "\\left(" * 3_000,
        "|" * 3_001,
        "a|" * 3_000,
        "a/" * 3_000,
        "a/b*" * 2_000,
        "a/2 " * 2_000,
        "a\\otimes b\\odot " * 2_000,
        "x'^T" * 2_000,
        "f(" * 3_000,
        "f(x)(" * 1_000,
        "\\begin{matrix}" * 2_000,
        "a&" * 3_000,
        "a\\\\" * 3_000,
        "a=" * 3_000,
        "a,\\quad " * 2_000,
        "a\\over " * 3_000,
        "\\frac{d}{dx}" * 2_000 + "f",
        "+".join(["x_i"] * 10_000),
        "\\def\\a{\\a}\\a",
        "\\def\\a{\\a\\a}\\a",
        "\\def\\a#1{\\a{#1#1}}\\a x",
        "\\def\\a{\\b\\b}\\def\\b{\\c\\c}\\def\\c{\\d\\d}\\def\\d{\\a\\a}\\a",
        "\\text{" * 3_000,
        ")" * 3_000,
        "}" * 3_000,
        "\\right)" * 3_000,
        "X^{999999999}",
        "x" * 20_000,
        "\\mid x" * 3_000,
        "\\stackrel{" * 2_000,
    ],
    ids=lambda text: text[:20],
)
def test_a_hard_text_gives_a_tree_soon(text: str) -> None:
    check(text)
    depth = 0
    level = [parse(text).tree]
    while level:
        level = [child for node in level for child in node.children()]
        depth += 1
    assert depth < 400
