"""Printed names of symbols."""

from __future__ import annotations

import pytest

from matderiv.meaning.names import symbol_name, symbol_parts
from matderiv.syntax import parse


@pytest.mark.parametrize(
    ("tex", "name"),
    [
        ("x", "x"),
        (r"\mathbf x", r"\mathbf{x}"),
        (r"{\bf x}", r"\mathbf{x}"),
        (r"\textbf{x}", r"\mathbf{x}"),
        (r"\bm x", r"\boldsymbol{x}"),
        (r"\bar h", r"\bar h"),
        (r"\bar{h}", r"\bar h"),
        (r"\hat{\boldsymbol w}", r"\hat{\boldsymbol{w}}"),
        ("W_{1}", "W_1"),
        ("W^{(1)}", "W^{(1)}"),
        ("x_{ij}", "x_{ij}"),
        ("h_{t+1}", "h_{t+1}"),
        (r"W_\textrm{qh}", r"W_{\mathrm{qh}}"),
        (r"\mathbf{1_{r}}", r"\mathbf{1}_r"),
        (r"\operatorname{tanh}", r"\tanh"),
    ],
)
def test_one_name_for_all_spellings(tex: str, name: str) -> None:
    assert symbol_name(parse(tex).tree) == name


@pytest.mark.parametrize("tex", ["x + y", "2", "f(x)", r"\frac{1}{2}", "x^2", ""])
def test_other_trees_have_no_name(tex: str) -> None:
    assert symbol_name(parse(tex).tree) is None


def test_parts_of_a_symbol() -> None:
    parts = symbol_parts(parse("x^{(i)}_j").tree)

    assert parts is not None
    assert parts.base == "x"
    assert [(script.texts, script.upper) for script in parts.scripts] == [(("i",), True), (("j",), False)]
