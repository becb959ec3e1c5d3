"""Exact evaluation modulo a prime: what it certifies, and what it must not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from matderiv.algebra import Elementwise, Expression, Hadamard, Norm, Softmax, Trace
from matderiv.oracle import Options, compare
from matderiv.oracle.arithmetic.modular import PRIME
from matderiv.oracle.arithmetic.residues import (
    NotRationalError,
    Residues,
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
    half = random_residues(rng, (200,)) * 0 + 0.5
    assert (half * 2 == 1).all()
    assert (half == 0.5).all()
    assert (half + half - 2 == PRIME - 1).all()
    assert ((half * 6) ** -2 * 9 == 1).all()
    assert ((a - b) * (a + b) == a * a - b * b).all()
    assert (a / b * b == a).all()


def test_products_and_sums_are_exact_whatever_numpy_calls_them() -> None:
    rng = np.random.default_rng(2)
    a, b = random_residues(rng, (5, 50, 60)), random_residues(rng, (60, 40))
    whole = np.array(a).astype(object).astype(int)
    exact = whole.astype(object) @ np.array(b).astype(int).astype(object) % PRIME
    for found in (a @ b, np.einsum("...ij,jk->...ik", a, b)):
        assert isinstance(found, Residues)
        assert (np.array(found).astype(int) == exact.astype(int)).all()
    assert (np.array(a.sum(axis=(0, 2))) == whole.sum(axis=(0, 2)) % PRIME).all()
    square = a[:, :, :50]
    assert (np.trace(square, axis1=1, axis2=2) == whole[:, range(50), range(50)].sum(axis=1) % PRIME).all()
    assert (np.prod(a[:, :3], axis=1) == a[:, 0] * a[:, 1] * a[:, 2]).all()


def test_elimination_exchanges_rows() -> None:
    a = random_residues(np.random.default_rng(3), (1, 3, 3))
    a[0, 0, 0] = a[0, 1, 0] = 0.0
    assert (a @ exact_inverse(a) == np.eye(3)).all()
    with pytest.raises(ZeroDivisionError):
        exact_inverse(a * 0)


@pytest.mark.parametrize(
    "operation",
    [np.abs, np.sign, np.linalg.inv, np.linalg.eigvalsh, np.max, np.sort, lambda a: a < 0, lambda a: a**0.25],
)
def test_what_has_no_meaning_is_refused(operation: Callable[[Any], object]) -> None:
    with pytest.raises(NotRationalError):
        operation(random_residues(np.random.default_rng(4), (3, 3)))


def test_what_lost_its_class_is_read_again_or_refused() -> None:
    a = random_residues(np.random.default_rng(5), (4,))
    plain = np.asarray(np.where([True, False, True, True], a, 0.0))
    assert (a + plain == a * np.array([2.0, 1.0, 2.0, 2.0])).all()
    with pytest.raises(NotRationalError):
        a + np.exp(np.asarray(a) / PRIME)
    with pytest.raises(NotRationalError):
        a * np.asarray(a) ** 3


def test_atoms_depend_on_function_and_argument() -> None:
    a = random_residues(np.random.default_rng(6), (50,))
    assert (np.exp(a) == np.exp(a * 1)).all()
    assert not (np.exp(a) == np.log(a)).any()
    assert len(np.unique(np.asarray(np.exp(a)))) == len(np.unique(np.asarray(a)))


def test_both_size_sets_are_certified() -> None:
    x, A = vector("x"), matrix("A")
    right = product(total(A, T(A)), x)
    found = compare(gradient(product(T(x), A, x), x), right, options=CERTIFY)
    assert found.notes[-1].startswith("certified at n = 3 and at n = 4, error probability below 1e-")


@pytest.mark.parametrize("function", ["abs", "relu", "sign", "step"])
def test_kinks_are_never_certified(function: str) -> None:
    side = Elementwise(function, vector("x"))
    found = compare(side, side, options=CERTIFY)
    assert (found.equal, found.method) == (True, "float")
