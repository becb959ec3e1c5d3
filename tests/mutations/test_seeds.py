"""Verdicts do not hang on the seed."""

from __future__ import annotations

from .seeds import accusations
from .statements import statements


def test_no_right_statement_is_called_wrong_by_other_numbers() -> None:
    found = list(accusations(statements(longest_note=3000), range(1, 6)))
    assert not [(statement.name, seed) for statement, seed, _ in found]
