"""Exact evaluation modulo a prime: what it certifies, and what it must not."""

from __future__ import annotations

import numpy as np
import pytest

from matderiv.algebra import Elementwise, Expression, Hadamard, Norm, Softmax, Trace
from matderiv.oracle import Options, compare
from matderiv.oracle.arithmetic.residues import (
    PRIME,
    Residue,
    exact_determinant,
    exact_inverse,
    random_residues,
)

from .notation import T, gradient, matrix, n, number, power, product, scalar, total, vector
from .test_verdicts import RIGHT, taylor

CERTIFY = Options(certify=True)


@pytest.mark.parametrize("name", RIGHT)
def test_rational_identities_are_certified(name: str) -> None:
    comparison = compare(*RIGHT[name], options=CERTIFY)
    assert comparison.equal is True
    if name not in {"norm"}:
        assert comparison.method == "certified"
        assert "error probability" in comparison.notes[-1]


def test_a_square_root_is_not_certified_but_verified_by_numbers() -> None:
    u = scalar("u", "positive")
    comparison = compare(Elementwise("sqrt", power(u, 2)), u, options=CERTIFY)
    assert (comparison.equal, comparison.method) == (True, "float")
    assert compare(Norm(vector("x"), "2"), Norm(vector("x"), "2")).equal


def test_structured_symbols_are_parametrised() -> None:
    Q, S = matrix("Q", n, n, "orthogonal"), matrix("S", n, n, "symmetric")
    p, unit = vector("p", n, "probability vector"), vector("u", n, "unit")
    from matderiv.algebra import EntrySum, Identity

    identities: list[tuple[Expression, Expression]] = [
        (product(T(Q), Q), Identity(n)),
        (T(S), S),
        (EntrySum(p), number(1)),
        (product(T(unit), unit), number(1)),
    ]
    for left, right in identities:
        assert compare(left, right, options=CERTIFY).method == "certified"


def test_expansions_are_certified_too() -> None:
    claim = taylor(gradient(product(T(vector("y")), vector("y")), vector("y"), vector("y")), 0)
    reading = claim.readings[0]
    assert reading.left is not None
    assert reading.right is not None
    found = compare(reading.left, reading.right, expansion=claim.expansion, options=CERTIFY)
    assert (found.equal, found.method) == (True, "certified")


def test_certification_has_to_be_asked_for() -> None:
    A = matrix("A")
    assert compare(A, A).method == "float"


def test_a_difference_is_never_certified() -> None:
    x, A = vector("x"), matrix("A")
    assert compare(gradient(product(T(x), A, x), x), product(A, x), options=CERTIFY).equal is False
    assert compare(Trace(Hadamard(A, A)), Trace(product(A, A)), options=CERTIFY).method == "float"
    assert compare(Softmax(x), Softmax(total(x, x))).equal is False


def test_residues_are_a_field() -> None:
    rng = np.random.default_rng(1)
    a = random_residues(rng, (2, 4, 4))
    identity = a @ exact_inverse(a)
    assert (identity == np.eye(4)).all()
    b = random_residues(rng, (2, 4, 4))
    assert (exact_determinant(a @ b) == exact_determinant(a) * exact_determinant(b)).all()
    half = Residue(1) / 2
    assert half * 2 == 1
    assert half == 0.5
    assert Residue(PRIME - 1) == -1
    assert (Residue(3) ** -2) * 9 == 1
