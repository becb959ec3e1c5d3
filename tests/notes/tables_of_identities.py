"""Reads the notes in `identities/`: every displayed formula is a row of a table of the field, claimed as in its source.

A row is expected to be verified. `<!-- expect: VERDICTS; because: REASON -->` behind it says otherwise: of what is
wrong as its source prints it, and of what is not checked.
`python -m tests.notes.tables_of_identities` prints the share verified for each note.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import matderiv
from matderiv.checking import CheckedClaim

FOLDER = Path(__file__).parent / "identities"
NOTES = tuple(sorted(path.stem for path in FOLDER.glob("*.md")))
_ROW = re.compile(
    r"\$\$(?P<tex>.+?)\$\$[ ]*(?:\n\n<!-- expect: (?P<verdicts>[a-z, -]+?); because: (?P<reason>.+?) -->)?",
    re.DOTALL,
)
_TAG = re.compile(r"\\tag\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Row:
    """A displayed formula of a note, the lines on which it stands, and what its verdict should be."""

    note: str
    tex: str
    first_line: int
    last_line: int
    verdicts: tuple[str, ...]
    reason: str

    @property
    def name(self) -> str:
        """The number of the equation in the source, or the line in the note."""
        tag = _TAG.search(self.tex)
        return f"{self.note}: {f'equation {tag[1]}' if tag else f'line {self.first_line + 1}'}"

    @property
    def is_right(self) -> bool:
        return self.verdicts == ("verified",)


@cache
def text_of(note: str) -> str:
    return (FOLDER / f"{note}.md").read_text(encoding="utf-8")


@cache
def claims_of(note: str) -> tuple[CheckedClaim, ...]:
    """The claims of a note, checked once."""
    return matderiv.check(text_of(note)).files[0].claims


def rows_of(note: str) -> Iterator[Row]:
    text = text_of(note)
    for found in _ROW.finditer(text):
        first = text.count("\n", 0, found.start())
        last = text.count("\n", 0, found.end("tex"))
        verdicts = tuple((found["verdicts"] or "verified").split(", "))
        yield Row(
            note, found["tex"].strip(), first, last, verdicts, " ".join((found["reason"] or "").split())
        )


def claims_in(row: Row) -> list[CheckedClaim]:
    return [
        claim for claim in claims_of(row.note) if row.first_line <= claim.range.start.line <= row.last_line
    ]


def verdict_of(row: Row) -> str:
    """The verdict on a row: that on its claims, where one of them is not verified the first such."""
    verdicts = [claim.verdict for claim in claims_in(row)]
    return (
        next((verdict for verdict in verdicts if verdict != "verified"), "verified")
        if verdicts
        else "no claim"
    )


def main() -> int:
    """Prints the share of each note and every row that is not verified, with what the note says about it."""
    for note in NOTES:
        rows = tuple(rows_of(note))
        right = [row for row in rows if row.is_right]
        verified = sum(verdict_of(row) == "verified" for row in right)
        wrong = sum(not row.is_right and "unchecked" not in row.verdicts for row in rows)
        print(
            f"{note:28} {verified:4} of {len(rows) - wrong:4} rows verified ({verified / (len(rows) - wrong):.0%}), "
            f"{wrong} not true as printed"
        )
        for row in rows:
            if (verdict := verdict_of(row)) != "verified":
                print(f"    {row.name}: {verdict}: {row.reason or 'expected to be verified'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
