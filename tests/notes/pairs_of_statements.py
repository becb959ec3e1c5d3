"""Reads `pairs/*.md`: a section is a note, with right and wrong statements for one and the same place in it.

A paragraph followed by `<!-- expect: VERDICTS; mistake: WORD; not yet: REASON -->` is a statement; a case is the
rest of the section together with one of its statements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "pairs"
_SECTION = re.compile(r"^## ", re.MULTILINE)
_EXPECTATION = re.compile(r"<!-- expect: (?P<verdicts>[a-z, -]+?)(?P<rest>;.*?)? -->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Case:
    """A note with one statement, the lines on which that statement stands, and what its verdict should be."""

    name: str
    note: str
    first_line: int
    last_line: int
    verdicts: tuple[str, ...]
    mistake: str
    not_yet: str

    @property
    def is_right(self) -> bool:
        return self.verdicts == ("verified",)


def cases() -> tuple[Case, ...]:
    """The cases of all areas, in the order in which they are written."""
    return tuple(case for path in sorted(FOLDER.glob("*.md")) for case in _cases_of(path))


def _cases_of(path: Path) -> Iterator[Case]:
    for section in _SECTION.split(path.read_text(encoding="utf-8"))[1:]:
        yield from _cases_of_section(path.stem, section)


def _cases_of_section(area: str, section: str) -> Iterator[Case]:
    parts = _EXPECTATION.split(section)
    expectations = list(zip(parts[1::3], parts[2::3], strict=True))
    before, _, first = parts[0].rstrip().rpartition("\n\n")
    statements = [first, *(part.strip() for part in parts[3:-1:3])]
    after = parts[-1].strip()
    title, _, opening = before.partition("\n")
    for number, (statement, (verdicts, rest)) in enumerate(zip(statements, expectations, strict=True), 1):
        head = f"{opening.strip()}\n\n" if opening.strip() else ""
        start = head.count("\n")
        fields = dict(field.split(": ", 1) for field in (rest or "").strip("; \n").split("; ") if field)
        yield Case(
            f"{area}: {title or before}, {number}",
            f"{head}{statement}\n\n{after}\n",
            start,
            start + statement.count("\n"),
            tuple(verdicts.split(", ")),
            fields.get("mistake", ""),
            fields.get("not yet", ""),
        )
