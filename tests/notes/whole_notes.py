"""Reads `whole/*.md`: notes in which the claims depend on all that stands around them.

A paragraph followed by `<!-- expect: VERDICTS -->` says what the verdicts on the claims in it may be; nothing else in
the note may be called wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "whole"
_EXPECTATION = re.compile(r"\n\n<!-- expect: (?P<verdicts>[a-z, -]+?) -->")


@dataclass(frozen=True, slots=True)
class Expectation:
    """The lines of a paragraph, from 0, and the verdicts that its claims may get."""

    first_line: int
    last_line: int
    verdicts: frozenset[str]


@dataclass(frozen=True, slots=True)
class WholeNote:
    """A note and what is expected of it."""

    name: str
    text: str
    expectations: tuple[Expectation, ...]


def whole_notes() -> tuple[WholeNote, ...]:
    """All notes, by their names."""
    paths = sorted(FOLDER.glob("*.md"))
    texts = ((path.stem, path.read_text(encoding="utf-8")) for path in paths)
    return tuple(WholeNote(name, text, tuple(_expectations(text))) for name, text in texts)


def _expectations(text: str) -> Iterator[Expectation]:
    for match in _EXPECTATION.finditer(text):
        start = text.rfind("\n\n", 0, match.start()) + 2
        verdicts = frozenset(word.strip() for word in match["verdicts"].split(","))
        yield Expectation(text.count("\n", 0, start), text.count("\n", 0, match.start()), verdicts)
