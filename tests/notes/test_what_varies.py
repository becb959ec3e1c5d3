"""What varies in differentials of something composed: told by the whole chain, or by what stands below every d."""

from __future__ import annotations

import pytest

import matderiv

GIVEN = (
    r"Let $A \in \mathbb{R}^{m\times n}$, $B \in \mathbb{R}^{p\times m}$, $b \in \mathbb{R}^m$, $x \in \mathbb{R}^n$ "
    r"and $f = \|A x - b\|^2$."
)


@pytest.mark.parametrize(
    ("formula", "verdicts"),
    [
        (r"df = 2 (A x - b)^\top d(A x - b) = 2 (A x - b)^\top A dx", ["verified", "verified"]),
        (r"df = 2 (A x - b)^\top d(A x - b) = 2 (A x - b)^\top dA\,x", ["verified", "verified"]),
        (r"df = (A x - b)^\top d(A x - b) = (A x - b)^\top A dx", ["refuted", "verified"]),
        (r"d(B A x) = B d(A x)", ["verified"]),
        (r"d(B A x) = 2 B d(A x)", ["refuted"]),
        (r"d(A x) = dA\,x + A dx", ["verified"]),
    ],
)
def test_verdicts(formula: str, verdicts: list[str]) -> None:
    found = matderiv.check(f"{GIVEN}\n\n$$\n{formula}\n$$\n").to_dict()["files"][0]["claims"]
    assert [claim["verdict"] for claim in found] == verdicts


def test_remarks_beside_the_rows_do_not_end_a_chain() -> None:
    rows = (
        r"df &= 2 (A x - b)^\top d(A x - b) && \text{(squared norm)} \\"
        "\n"
        r"&= (A x - b)^\top A dx && \text{(linearity)}"
    )
    text = f"{GIVEN}\n\n$$\n\\begin{{align*}}\n{rows}\n\\end{{align*}}\n$$\n"
    found = matderiv.check(text).to_dict()["files"][0]["claims"]
    assert [claim["verdict"] for claim in found] == ["verified", "refuted"]
