"""What a note assumes for a while is forgotten in the next section."""

from __future__ import annotations

import pytest

from matderiv import check

_CLAIM = r"$$\frac{\partial x^\top A x}{\partial x} = 2x^\top A$$"


@pytest.mark.parametrize(
    "hypothesis",
    ["If moreover $A$ is symmetric, then", "For symmetric $A$ we have", "When $A$ is symmetric:"],
)
def test_a_hypothesis_ends_with_its_section(hypothesis: str) -> None:
    note = (
        "We use numerator layout. $A$ is a constant matrix and $x$ a vector.\n\n## One\n\n"
        f"{hypothesis}\n\n{_CLAIM}\n\n## Two\n\n{_CLAIM}\n"
    )
    first, second = check(note).files[0].claims
    assert first.verdict == "verified"
    assert second.verdict == "conditional"
    assert "symmetric" in second.holds_if[0]


def test_a_declaration_lasts() -> None:
    note = (
        "We use numerator layout. Let $A$ be a symmetric matrix and $x$ a vector.\n\n## One\n\n"
        f"Text.\n\n## Two\n\n{_CLAIM}\n"
    )
    assert check(note).files[0].claims[0].verdict == "verified"
