"""Formulas with the author's own macros."""

from __future__ import annotations

import pytest

from matderiv.notation.respelling import own_macros, respelled
from matderiv.syntax import read_macros

MACROS = read_macros(
    r"""
    \newcommand{\bX}{\mathbf{X}} \newcommand{\x}{\mathbf{x}} \newcommand{\T}{\top} \DeclareMathOperator{\tr}{tr}
    \newcommand{\norm}[1]{\left\|#1\right\|} \newcommand{\mat}[1]{\boldsymbol{#1}} \newcommand{\unused}{\mathbf{y}}
    \newcommand{\rare}{\mathbf{z}} \newcommand{\two}[2]{\mathbf{#1}_{#2}} \newcommand{\same}[1]{#1}
    """
)
NOTE = (
    r"\tr(\bX^\T\x)",
    r"\norm{\x}^2 + \mat{A}",
    r"\rare + \mathbf{z} + \mathbf{z}",
    r"\two{a}{b} \same{c}",
)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (r"2 \mathbf{X}^\top \mathbf{x}", r"2 \bX^\T \x"),
        (r"\operatorname{tr}(\mathbf{X}\, dX)", r"\tr(\bX\, dX)"),
        (r"\mathbf{X}^{-\top}b", r"\bX^{-\T}b"),
        (r"\mathbf{X}b", r"\bX b"),
        (r"\|\mathbf{x} + b\|^2", r"\norm{\x + b}^2"),
        (r"\left\| \boldsymbol{A} \mathbf{x} \right\|_2", r"\norm{\mat{A} \x}_2"),
        (r"\mathbf{y} + \mathbf{z}", r"\mathbf{y} + \mathbf{z}"),
        (r"\mathbf{X}_{ij} \mathbf{XY}", r"\bX_{ij} \mathbf{XY}"),
        ("", ""),
    ],
)
def test_a_formula_gets_the_macros_that_the_note_uses(printed: str, expected: str) -> None:
    assert respelled(printed, own_macros(NOTE, MACROS)) == expected


def test_a_note_without_macros_keeps_the_print() -> None:
    assert respelled(r"\mathbf{X}", own_macros(NOTE, read_macros(""))) == r"\mathbf{X}"


def test_what_would_read_otherwise_is_kept() -> None:
    macros = read_macros(r"\newcommand{\inv}{^{-1}} \newcommand{\open}{(}")
    own = own_macros([r"A\inv \open x)"], macros)
    assert respelled(r"B^{-1} (x + y)", own) in (r"B\inv (x + y)", r"B\inv \open x + y)", r"B^{-1} (x + y)")
