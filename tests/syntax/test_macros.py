"""Macros: reading definitions, expanding uses, ranges that point at the use."""

from __future__ import annotations

import pytest

from matderiv.syntax import Macros, parse, read_macros
from matderiv.syntax.tree import Group, Transpose, slice  # noqa: A004

from .shape import shape


@pytest.mark.parametrize(
    ("definition", "formula", "tree"),
    [
        (r"\newcommand{\Vx}{\boldsymbol{x}}", r"\Vx^T", "Transpose(boldsymbol:x, T)"),
        (r"\newcommand\Vx{\mathbf x}", r"A\Vx", "Juxtaposition(A, mathbf:x)"),
        (r"\newcommand{\norm}[1]{\left\|#1\right\|}", r"\norm{x}^2", "Power(Norm(x), 2)"),
        (r"\newcommand{\norm}[2][2]{\|#2\|_{#1}}", r"\norm{x}", "Subscript(Norm(x), 2)"),
        (r"\newcommand{\norm}[2][2]{\|#2\|_{#1}}", r"\norm[F]{X}", "Subscript(Norm(X), F)"),
        (r"\def\R{\mathbb{R}}", r"x\in\R^n", r"Relations([x, Power(mathbb:R, n)], [\in])"),
        (r"\def\tp#1{#1^\top}", r"\tp{A}B", r"Juxtaposition(Transpose(A, \top), B)"),
        (r"\def\d#1#2{\frac{#1}{#2}}", r"\d fx", r"Fraction(f, x, frac)"),
        (r"\DeclareMathOperator{\trace}{tr}", r"\trace(A)", "Call()(`tr`; A)"),
        (r"\DeclareMathOperator*{\amin}{arg\,min}", r"\amin_x f(x)", "Big(argmin, x, Call()?(f; x))"),
        (r"\DeclarePairedDelimiter{\abs}{\lvert}{\rvert}", r"\abs{x}", "Bars(x)"),
        (r"\let\a=\alpha", r"\a x", r"Juxtaposition(\alpha, x)"),
        (r"\NewDocumentCommand{\ip}{mm}{\langle #1, #2\rangle}", r"\ip{x}{y}", "Inner(x, y)"),
        (r"\newcommand{\x}{\mathbf{x}}\newcommand{\xt}{\x^\top}", r"\xt", r"Transpose(mathbf:x, \top)"),
    ],
)  # fmt: skip
def test_a_definition_is_used(definition: str, formula: str, tree: str) -> None:
    assert shape(parse(formula, read_macros(definition)).tree) == tree
    assert shape(parse(definition + formula).tree) == tree


def test_what_a_macro_makes_has_the_range_of_its_use() -> None:
    text = r"\def\qty#1{\left(#1\right)} \qty{\frac12 x}^\top"
    tree = parse(text).tree
    assert isinstance(tree, Transpose)
    assert slice(tree, text) == r"\qty{\frac12 x}^\top"
    assert isinstance(tree.base, Group)
    assert slice(tree.base, text) == r"\qty{\frac12 x}"
    assert slice(tree.base.body, text) == r"\frac12 x"


def test_a_formula_tells_what_it_defines() -> None:
    text = r"\def\R{\mathbb{R}} x \in \R"
    parsed = parse(text)
    assert [text[d.start : d.end] for d in parsed.definitions] == [r"\def\R{\mathbb{R}}"]
    assert parsed.macros_defined.names == {r"\R"}
    assert parse(r"\R", parsed.macros_defined).tree == parse(r"\R", read_macros(r"\def\R{\mathbb{R}}")).tree


def test_an_unknown_macro_is_a_symbol() -> None:
    parsed = parse(r"\Vu^T \foo{x}{y}")
    assert shape(parsed.tree) == r"Juxtaposition(Transpose(\Vu, T), OpaqueMacro(\foo, [x, y]))"
    assert parsed.problems == ()


def test_a_macro_without_its_argument_gives_a_tree() -> None:
    macros = read_macros(r"\newcommand{\norm}[1]{\left\|#1\right\|}")
    assert shape(parse(r"\norm", macros).tree) == "Norm(Empty())"
    assert shape(parse(r"\norm{x", macros).tree) == "Norm(x)"


@pytest.mark.parametrize("definition", [r"\def\a{\a}", r"\def\a{\b}\def\b{\a}", r"\newcommand{\a}{x+\a}"])
def test_a_macro_that_calls_itself_is_a_problem(definition: str) -> None:
    messages = [problem.message for problem in parse(definition + r"\a").problems]
    assert any("calls itself" in message for message in messages)


def test_comments_define_nothing() -> None:
    assert read_macros("% \\def\\a{x}\n\\def\\b{y} \\% \\def\\c{z}").names == {r"\b", r"\c"}


def test_the_last_definition_holds_and_provide_gives_way() -> None:
    macros = read_macros(r"\def\a{x}\renewcommand{\a}{y}")
    assert shape(parse(r"\a", macros).tree) == "y"
    assert shape(parse(r"\providecommand{\a}{z}\a", macros).tree) == "y"


def test_macros_merge() -> None:
    first, second = read_macros(r"\def\a{x}\def\b{x}"), read_macros(r"\def\b{y}")
    merged = first.merge(second)
    assert shape(parse(r"\a\b", merged).tree) == "Juxtaposition(x, y)"
    assert first.merge(Macros.empty()) is first
    assert hash(read_macros(r"\def\a{x}")) == hash(read_macros(r"\def\a{x}"))
