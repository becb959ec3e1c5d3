"""Differentials of several symbols that vary together, and the derivative by each of them."""

from __future__ import annotations

import numpy as np
import pytest

import matderiv
from matderiv.algebra import Differential, Expression, Symbol
from matderiv.cli import main
from matderiv.forms import Form
from matderiv.forms.total import derive_total_forms
from matderiv.notation import DEFAULT_STYLE
from tests.calculus.differences import random_point, symbols_of
from tests.calculus.random_expressions import Generator, M, N
from tests.calculus.test_random import LARGEST, SIZES
from tests.forms.lines import Directions
from tests.forms.problems import FakeProblem

GIVEN = (r"A \in \mathbb{R}^{n\times n}", r"x \in \mathbb{R}^n")


def test_a_form_for_each_variable() -> None:
    found = matderiv.derive(r"x^\top A x", ["x", "A"], GIVEN, total=True)
    shown = [(form.form, form.variable, form.latex) for form in found.forms]
    assert shown == [
        ("differential", "", r"x^\top (A + A^\top) dx + x^\top dA\,x"),
        ("trace", "", r"x^\top (A + A^\top) dx + \operatorname{tr}(x x^\top dA)"),
        ("matrix", "x", "(A + A^\\top) x"),
        ("matrix", "A", r"x x^\top"),
    ]
    assert found.check.verdict == "verified"
    content = found.to_dict()
    assert content["shapes"]["derivative"] == []
    assert [form.get("variable") for form in content["forms"]] == [None, None, "x", "A"]


def test_without_total_two_variables_are_differentiated_by_in_turn() -> None:
    found = matderiv.derive(r"x^\top A x", ["x", "A"], GIVEN, forms=["differential"])
    assert not found.forms[0].exists


def test_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["derive", "A x", "--wrt", "A", "--wrt", "x", "--total", "--form", "differential"]
    assert main([*arguments, *(part for statement in GIVEN for part in ("--given", statement))]) == 0
    assert r"dA\,x + A dx" in capsys.readouterr().out


def test_more_than_two_symbols_need_total(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["derive", "a b c", "--wrt", "a", "--wrt", "b", "--wrt", "c"]) == 2
    assert "--total" in capsys.readouterr().err


@pytest.mark.parametrize("seed", range(60))
def test_total_differentials_of_random_expressions(seed: int) -> None:
    expression, variables = drawn(seed)
    point = random_point([expression], seed, SIZES)
    singles = [FakeProblem(expression, (variable,)) for variable in variables]
    names = ("differential", "trace", "steps")
    derived = derive_total_forms(FakeProblem(expression, variables), singles, names, DEFAULT_STYLE)
    directions = Directions(point, seed)
    with np.errstate(all="ignore"):
        expected = directions.differential(expression, variables)
    if not np.max(np.abs(expected), initial=0) < LARGEST:
        pytest.skip("too large for finite differences")
    for form, _ in derived:
        for written in expressions_of(form):
            found = directions.value(written)
            if np.all(np.isfinite(found)):
                scale = max(1.0, float(np.max(np.abs(expected), initial=0)))
                assert np.allclose(np.squeeze(found), np.squeeze(expected), atol=1e-5 * scale, rtol=0), form


def drawn(seed: int) -> tuple[Expression, tuple[Symbol, ...]]:
    generator = Generator(seed)
    expression = generator.expression(generator.random.choice([(), (), (M,), (M, N)]), 2)
    symbols = symbols_of([expression])
    if len({symbol.name for symbol in symbols}) < max(len(symbols), 2):
        pytest.skip("fewer than two symbols, or two of one name")
    return expression, tuple(symbols[:3])


def expressions_of(form: Form) -> list[Expression]:
    """What a form says that the total differential is."""
    if not form.exists:
        return []
    if form.lines:
        return [line.expression for line in form.lines if isinstance(line.value, Differential)]
    assert form.expression is not None
    return [form.expression]
