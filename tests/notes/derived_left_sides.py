"""The left sides of the tables of identities, derived: `python -m tests.notes.derived_left_sides` prints the share.

A left side counts as derived if its derivative exists in matrix notation or in indices, and the check of that form,
read again from its print, verified it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache

from matderiv.derivation import NoDerivativeError, derive_and_verify
from matderiv.meaning import Analysis, DerivativeRequest, ProblemError, analyse
from matderiv.text import read_document
from tests.notes.tables_of_identities import NOTES, Row, rows_of, text_of

FORMS = ("matrix", "index")


@cache
def analysis_of(note: str) -> Analysis:
    return analyse(read_document(text_of(note), "markdown"))


def left_side(row: Row) -> DerivativeRequest | None:
    """The first derivative of a row."""
    text = text_of(row.note)
    for request in analysis_of(row.note).derivatives:
        if row.first_line <= text.count("\n", 0, request.start) <= row.last_line:
            return request
    return None


def failure(request: DerivativeRequest) -> str:
    """Why no form of a derivative is verified; empty where one is."""
    if request.problem is None:
        return request.unreadable
    try:
        result = derive_and_verify(request.problem, request.tex, (), FORMS)
    except (ProblemError, NoDerivativeError) as error:
        return str(error)
    checks = [check for check in result.checks if check is not None]
    if any(check.verdict == "verified" for check in checks):
        return ""
    return "; ".join(check.reason for check in checks) or "; ".join(form.note for form in result.forms)


def not_derived(note: str) -> Iterator[tuple[Row, str]]:
    """The rows of a note whose left side is not derived, with the reason."""
    for row in rows_of(note):
        request = left_side(row)
        reason = "no derivative stands there" if request is None else failure(request)
        if reason:
            yield row, reason


def main() -> int:
    for note in NOTES:
        rows, failed = tuple(rows_of(note)), tuple(not_derived(note))
        print(f"{note:28} {len(rows) - len(failed):4} of {len(rows):4} left sides derived")
        for row, reason in failed:
            print(f"    {row.name}: {reason}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
