"""Solving for unknown sizes."""

from __future__ import annotations

import pytest

from matderiv.algebra import Dimension
from matderiv.meaning.scopes.sizes import Sizes, solve_for

n, m, one = Dimension.of("n"), Dimension.of("m"), Dimension.of(1)
a, b = Dimension.of("?1"), Dimension.of("?2")

SOLVED = [(a, n, n), (a * n, n * m, m), (a + 1, n, n - 1), (a * m, m, None), (a * n, m, None), (a, one, None)]


@pytest.mark.parametrize(("left", "right", "value"), SOLVED)
def test_one_unknown(left: Dimension, right: Dimension, value: Dimension | None) -> None:
    assert solve_for("?1", left - right) == value


def test_names_of_the_note_are_rigid() -> None:
    assert not Sizes().unify(((n, m),))


def test_several_equations_are_solved_together_or_not_at_all() -> None:
    sizes = Sizes()
    assert sizes.unify(((a * b, n * m), (b, m)))
    assert sizes.resolve(a) == n
    assert not sizes.unify(((Dimension.of("?3"), n), (n, m)))
    assert sizes.resolve(Dimension.of("?3")) == Dimension.of("?3")


def test_sizes_kept_distinct_may_be_determined_but_not_equated() -> None:
    sizes = Sizes()
    sizes.keep_distinct(("?1", "?2"))
    assert not sizes.unify(((a, b),))
    assert sizes.unify(((a, n),))
    assert not sizes.unify(((b, n),))
    sizes.loosen()
    assert sizes.unify(((b, n),))
    assert sizes.equated == [(b, n)]


def test_equal_squares_have_equal_sizes() -> None:
    sizes = Sizes()
    unknown, m = sizes.fresh(), Dimension.of("m")
    assert sizes.unify([(unknown * unknown, m * m)])
    assert sizes.resolve(unknown) == m
