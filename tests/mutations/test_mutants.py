"""A sample of the mutants, the same in every run: nothing different is called right, and nearly all of it is caught."""

from __future__ import annotations

import itertools

import pytest

from .runs import Outcome, outcome, single_mutants
from .statements import statements

_EVERY = 12
_ENOUGH = 0.97
"""Of the sample; of all mutants `python -m tests.mutations` asks for 99 %."""


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    chosen = itertools.islice(single_mutants(statements(longest_note=3000)), 0, None, _EVERY)
    return [outcome(statement, mutant) for statement, mutant in chosen]


def test_nothing_different_is_called_right(outcomes: list[Outcome]) -> None:
    assert not [str(found) for found in outcomes if found.is_missed]


def test_nearly_all_that_is_different_is_caught(outcomes: list[Outcome]) -> None:
    different = [found for found in outcomes if found.difference == "other"]
    caught = [found for found in different if found.is_caught]
    assert len(different) > 150
    assert len(caught) >= _ENOUGH * len(different), [str(found) for found in different if not found.is_caught]
