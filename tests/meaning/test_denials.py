"""What a note calls wrong itself is no claim; how far such a word reaches."""

from __future__ import annotations

import pytest

from matderiv import check

_DECLARED = r"Let $A\in\mathbb{R}^{n\times n}$ and $x\in\mathbb{R}^n$."
_WRONG = r"\nabla_x x^\top A x = 2Ax + x"


@pytest.mark.parametrize(
    "words", ["One might think that", "It is wrong that", "A common mistake is", "It is tempting to write"]
)
def test_what_is_denied_is_left_in_peace(words: str) -> None:
    assert not check(f"{_DECLARED} {words}\n$${_WRONG}.$$\n").files[0].claims


@pytest.mark.parametrize(
    "words",
    [
        "For the naive Bayes classifier",
        "With few false positives",
        f"A common mistake is $${_WRONG}$$ while",
        f"This is wrong: $${_WRONG}$$\n\nBut",
    ],
)
def test_other_words_and_later_formulas_are_no_denial(words: str) -> None:
    found = check(f"{_DECLARED} {words}\n$${_WRONG}.$$\n").files[0].claims
    assert [claim.verdict for claim in found] == ["refuted"]
