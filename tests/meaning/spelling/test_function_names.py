"""Letters that a note declares to be functions take the brackets behind them."""

from __future__ import annotations

import pytest

from matderiv.meaning.spelling.function_names import function_names
from matderiv.syntax import parse
from matderiv.syntax.tree import Call


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        (r"Let $q:\mathbb{R}^m\to\mathbb{R}$ be smooth.", {"q"}),
        (r"with $q\colon X\rightarrow Y$", {"q"}),
        (r"$q(u) = u^\top u$ and $p_1(x, y) := xy$", {"q", "p"}),
        (r"the trajectory $P(t) = e^{At}$, the sequence $x(k) = Ax(k-1)$", set()),
        (r"$d(x) = 1$, $\Delta(x) = 0$", set()),
        (r"$2q(1-q) = 3$", set()),
        (r"$\det(A) = 1$", set()),
    ],
)
def test_declared_functions(text: str, letters: set[str]) -> None:
    assert {name for name, _ in function_names(text)} == letters


def test_a_function_takes_its_brackets() -> None:
    assert not isinstance(parse("q(Bz)").tree, Call)
    assert isinstance(parse("q(Bz)", functions=frozenset({("q", None)})).tree, Call)
