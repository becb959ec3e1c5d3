"""What reading costs grows like the text, and no claim costs more than it may. Calls are counted, no clock is read."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from matderiv.checking import check_document
from matderiv.meaning import analyse, remembered_conditions
from matderiv.meaning.elaboration.state import effort
from matderiv.meaning.remembered_readings import forget_readings
from matderiv.syntax import parse
from matderiv.syntax.tree import walk
from matderiv.text import read_document

LET = "Let $x \\in \\mathbb{R}^n$.\n\n"
CLAIM = "\\frac{\\partial f}{\\partial x} = "
LINEAR = 2.7
"""How much more twice the text may cost; a quadratic cost would be four times as much."""


def calls_to_read(text: str) -> int:
    """How many functions are called to read a note and all its claims."""
    count = 0

    def profile(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    forget_readings()
    sys.setprofile(profile)
    try:
        _ = analyse(read_document(text, "markdown")).claims
    finally:
        sys.setprofile(None)
    return count


def numbered(pattern: str, count: int, separator: str) -> str:
    return separator.join(pattern.replace("#", str(number)) for number in range(count))


GROWING: dict[str, Callable[[int], str]] = {
    "a long sum": lambda k: "$$f = " + r"x^\top x + " * k + "1$$",
    "a long product": lambda k: f"$$ {CLAIM}{'x ' * k}$$",
    "a sum of symbols that nothing declares": lambda k: f"$${CLAIM}{numbered('a_{#} x', k, ' + ')}$$",
    "a product of symbols that nothing declares": lambda k: f"$${CLAIM}{numbered('A_{#}', k, ' ')} x$$",
    "braces": lambda k: f"$$f = {'{' * k}x{'}' * k}$$",
    "parentheses that do not end": lambda k: "$$f = " + r"\left( x" * k + "$$",
    "fractions": lambda k: "$$f = " + r"\frac{1}{" * k + "x" + "}" * k + "$$",
    "subscripts": lambda k: "$$f = x" + "_{x" * k + "}" * k + "$$",
    "bars": lambda k: f"$$f = {'|x| ' * k}$$",
    "equations in one chain": lambda k: r"$$\nabla (x^\top x) = " + " = ".join(["2x"] * k) + "$$",
    "rows of a matrix": lambda k: (
        r"$$f = \begin{pmatrix}" + numbered("x_{#} & y", k, r"\\ ") + r"\end{pmatrix}$$"
    ),
    "rows of equations": lambda k: r"$$\begin{align}" + r"f &= x \\ " * k + r"\end{align}$$",
    "definitions of one another": lambda k: " ".join(f"$y_{{{i + 1}}} = 2 y_{{{i}}}$." for i in range(k)),
    "letters of a paragraph": lambda k: "Let $a$, " * k + "be vectors.",
    "words": lambda k: "where the matrix is symmetric and " * k,
    "directives": lambda k: "<!-- matderiv: X: n x n -->\n" * k,
    "spaces": lambda k: f"$$x{' ' * 100 * k}y$$",
    "backslashes": lambda k: "$$" + "\\" * 20 * k + "$$",
}


@pytest.mark.parametrize("name", GROWING)
def test_twice_the_text_costs_twice_as_much(name: str) -> None:
    make = GROWING[name]
    calls_to_read(LET + make(3))
    once, twice = calls_to_read(LET + make(60)), calls_to_read(LET + make(120))
    assert twice <= LINEAR * once


HARD = {
    "many matrices that nothing declares": LET
    + f"$$\\frac{{\\partial}}{{\\partial x}}({numbered('A_{#} x', 40, ' + ')}) = {numbered('A_{#}', 40, ' + ')}$$",
    "definitions that use each other twice": LET
    + "; ".join(f"$f_{{{i}}} = f_{{{i + 1}}} + f_{{{i + 1}}}$" for i in range(16))
    + f"\n\n$${CLAIM.replace('l f', 'l f_0')}x$$",
    "the differential of definitions that use each other twice": LET
    + "; ".join(f"$f_{{{i}}} = f_{{{i + 1}}} + f_{{{i + 1}}}$" for i in range(24))
    + "\n\n$$d f_0 = x^\\top dx$$",
    "families that use each other": LET
    + "Define $a_i = \\sum_j w_{ij} b_j$, $b_j = \\sum_k v_{jk} c_k$ and $c_k = \\sum_i u_{ki} a_i$.\n\n"
    + r"$$\frac{\partial a_1}{\partial w_{11}} = b_1$$",
    "a block matrix of derivatives": LET
    + "$$\\frac{\\partial z}{\\partial X} = \\begin{bmatrix}"
    + r"\\".join(numbered(rf"\frac{{\partial z}}{{\partial y_{{{i}}}}} A_{{#}}", 6, " & ") for i in range(6))
    + "\\end{bmatrix}$$",
}


@pytest.mark.usefixtures("little_patience")
@pytest.mark.parametrize("name", HARD)
def test_no_claim_takes_more_steps_than_it_may(name: str) -> None:
    forget_readings()
    for claim in analyse(read_document(HARD[name], "markdown")).claims:
        nodes = sum(1 for _ in walk(parse(claim.tex).tree))
        assert claim.effort <= 2 * (effort.STEPS + 1 + effort.STEPS_A_NODE * nodes)
        assert claim.readings or claim.unreadable


@pytest.mark.usefixtures("little_patience")
@pytest.mark.parametrize("name", HARD)
def test_the_verdict_on_a_hard_claim_accuses_nobody(name: str) -> None:
    for claim in check_document(HARD[name], "markdown").claims:
        assert claim.verdict not in ("refuted", "ill-shaped")


HOPELESS = {
    "an integral": r"\oint y",
    "an operator without a meaning": r"\max_k x_k",
    "something that is missing": r"\frac{}{2}",
    "dots": r"\ldots",
}


@pytest.mark.parametrize("name", HOPELESS)
def test_no_roles_are_tried_where_the_notation_is_not_understood(name: str) -> None:
    """An attempt takes about a step a node; sixty assignments of roles would be tried otherwise."""
    forget_readings()
    terms = numbered("A_{#} x_{#}", 12, " + ")
    note = f"$$\\frac{{\\partial}}{{\\partial z}}(z^\\top B z) = {terms} + {HOPELESS[name]}$$"
    (claim,) = analyse(read_document(note, "markdown")).claims
    assert claim.unreadable
    assert claim.effort <= 10 * sum(1 for _ in walk(parse(claim.tex).tree))


def test_a_condition_is_read_once_for_all_claims(monkeypatch: pytest.MonkeyPatch) -> None:
    count = 0
    read = remembered_conditions.elaborate

    def counted(*arguments: Any, **options: Any) -> Any:
        nonlocal count
        count += 1
        return read(*arguments, **options)

    monkeypatch.setattr(remembered_conditions, "elaborate", counted)
    forget_readings()
    note = "Let $X, A \\in \\mathbb{R}^{n \\times n}$, where $X + A$ is invertible.\n\n"
    claims = "\n\n".join(rf"$$\frac{{\partial \log\det(X + A)}}{{\partial X}} = {k} X$$" for k in range(2, 9))
    found = analyse(read_document(note + claims, "markdown")).claims
    assert all(claim.conditions for claim in found)
    assert count == 1
