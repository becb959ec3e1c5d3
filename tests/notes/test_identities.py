"""The tables of identities of the field: what is right is verified, what is wrong as printed is found."""

from __future__ import annotations

import pytest

from tests.notes.tables_of_identities import NOTES, Row, claims_in, rows_of, verdict_of

ALARMS = ("refuted", "ill-shaped")
ROWS = [row for note in NOTES for row in rows_of(note)]
TABLES = {
    "Matrix calculus (Wikipedia)": [note for note in NOTES if note.startswith("wikipedia")],
    "The Matrix Cookbook": ["matrix-cookbook"],
}


@pytest.mark.parametrize("row", [pytest.param(row, id=row.name) for row in ROWS])
def test_a_row_has_its_verdict(row: Row) -> None:
    assert verdict_of(row) in row.verdicts, [(c.tex, c.verdict, c.reason, c.holds_if) for c in claims_in(row)]


@pytest.mark.parametrize("row", [pytest.param(row, id=row.name) for row in ROWS if row.is_right])
def test_nothing_right_is_called_wrong(row: Row) -> None:
    assert verdict_of(row) not in ALARMS


@pytest.mark.parametrize("table", TABLES)
def test_nine_rows_in_ten_are_verified(table: str) -> None:
    rows = [row for row in ROWS if row.note in TABLES[table]]
    true = [row for row in rows if row.is_right or "unchecked" in row.verdicts]
    assert sum(verdict_of(row) == "verified" for row in true) >= 0.9 * len(true) > 90


def test_every_other_row_has_a_reason() -> None:
    assert all(row.reason for row in ROWS if not row.is_right)
