"""The letter of a declared size below a constant is no index that is summed over."""

from __future__ import annotations

import pytest

from matderiv import check


@pytest.mark.parametrize("right", [r"X\otimes I_m^{\top}", r"X\otimes I_m", r"X\otimes I_m^{-1}"])
def test_sizes_of_constants_are_not_summed_over(right: str) -> None:
    note = (
        r"Let $X \in \mathbb{R}^{m\times m}$. $$\frac{\partial\operatorname{vec}(XX^\top)}"
        rf"{{\partial\operatorname{{vec}}(X)^\top}} = (I_{{m^2}}+K_{{mm}})({right})$$"
    )
    assert check(note).files[0].claims[0].verdict == "verified"
