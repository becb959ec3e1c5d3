"""Lengths count what a person writes: symbols, numbers and operators, products among them."""

from __future__ import annotations

import pytest

from .length import length


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        ("a", 1),
        ("A^T", 2),
        ("2Ax", 5),
        ("A + B", 3),
        ("A - B", 3),
        ("-A", 2),
        (r"\delta_{ik} x_l", 6),
        (r"\operatorname{diag}(x)", 2),
        (r"\frac{x}{2}", 3),
        (r"\partial f_i/\partial W_{kl} = \delta_{ik}x_l", 6),
        (r"\mathrm{sign}(x)\ (x_i \ne 0)", 2),
    ],
)
def test_length(tex: str, expected: int) -> None:
    assert length(tex) == expected
