"""Nine of ten derivatives with a matrix form have a derivation and entries (the whole: tests/forms/coverage.py)."""

from tests.forms.coverage import FORMS, counted


def test_the_bank() -> None:
    counts, reasons = counted(bank_only=True)
    for name in FORMS:
        assert counts[name] >= 0.9 * counts["matrix"], reasons
