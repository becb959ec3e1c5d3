"""Explicit declarations in comments and front matter."""

from __future__ import annotations

import pytest

from tests.meaning.understood import describe, read, scope_behind


@pytest.mark.parametrize(
    ("entry", "name", "expected"),
    [
        ("X: m x n", "X", "m×n"),
        ("X: m × n, symmetric", "X", "m×n, symmetric"),
        (r"X: m \times n", "X", "m×n"),
        ("A, B: n x n", "B", "n×n"),
        ("w: n", "w", "vector n"),
        ("w: n x 1", "w", "vector n"),
        ("z: row n", "z", "1×n"),
        ("c: scalar", "c", "scalar"),
        ("v: vector", "v", "vector"),
        ("t: 2n-1", "t", "vector 2*n-1"),
        ("Q: orthogonal", "Q", "matrix, orthogonal"),
        (r"\Sigma: n x n, positive definite", r"\Sigma", "n×n, positive definite, symmetric"),
        (r"$\Sigma$: n x n", r"\Sigma", "n×n"),
        ("f elementwise", "f", "elementwise"),
        (r"X \in \mathbb{R}^{m\times n}", "X", "m×n"),
        (r"f: \mathbb{R}^n \to \mathbb{R}", "f", "function vector n -> scalar"),
        (r"z = Wx + b", "z", "defined"),
        ("L depends only through z", "L", "through z"),
    ],
)
def test_entries(entry: str, name: str, expected: str) -> None:
    assert describe(scope_behind(f"<!-- matderiv: {entry} -->").symbols[name]) == expected


@pytest.mark.parametrize(
    ("entry", "field", "value"),
    [
        ("layout: numerator", "layout", "numerator"),
        ("layout(vector by vector): denominator", "layouts", (("vector by vector", "denominator"),)),
        ("vec: row", "vec_order", "row"),
        ("symmetric: entries", "symmetric", "entries"),
        ("prime: transpose", "prime", "transpose"),
        ("summation: off", "summation", False),
    ],
)
def test_options(entry: str, field: str, value: object) -> None:
    assert getattr(scope_behind(f"<!-- matderiv: {entry} -->").conventions, field) == value


def test_strict() -> None:
    assert read("<!-- matderiv: strict -->").options.strict


def test_front_matter_holds_for_the_whole_note() -> None:
    note = "---\nmatderiv:\n  layout: numerator\n  X: m x n\n---\n\n$$Y = X$$\n"
    scope = read(note).scope_at(note.index("Y"))

    assert scope.conventions.layout == "numerator"
    assert describe(scope.symbols["X"]) == "m×n"


def test_what_cannot_be_read_is_a_problem_at_its_place() -> None:
    note = "<!-- matderiv: X: m x n; bogus thing -->"
    (problem,) = read(note).problems

    assert problem.rule == "unreadable-directive"
    assert note[problem.start : problem.end].strip() == "bogus thing"


def test_switches_are_no_declarations() -> None:
    assert not read("<!-- matderiv: off -->\n<!-- matderiv: disable=refuted -->").problems
