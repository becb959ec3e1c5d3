"""What is counted in notes. Counts of notes add up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..checking.report import VERDICTS

_LONGEST_EXAMPLE = 160
_FORMULA = re.compile(r"\$[^$]*\$|`[^`]*`|'[^']*'|\"[^\"]*\"")
_COMMAND = re.compile(r"(?<![\w\\])\\?(?:[A-Za-z]+)?(?:\\[A-Za-z]+|[\^_{}])[^\s,;:]*")
_NUMBER = re.compile(r"\b\d+(?:\.\d+)?\b")
_SHAPES = re.compile(
    r"\b(?:row|vector|matrix|array) \S*[×\d]\S*|\b(?:vector|matrix|row) \S+(?= (?:and|to|of|does))"
)
_LETTER = re.compile(r"\b[b-zA-Z]\b(?!')")
_GAPS = re.compile(r"…(?:\s*…)+")


@dataclass(frozen=True, slots=True)
class Example:
    """A place: a path, a line from 1, and what stands there."""

    path: str
    line: int
    tex: str

    def to_dict(self) -> dict[str, Any]:
        return {"path": self.path, "line": self.line, "tex": self.tex}


@dataclass
class Reasons:
    """Words about what was not understood, each with how often and an example."""

    counts: Counter[str] = field(default_factory=Counter)
    examples: dict[str, Example] = field(default_factory=dict)

    def add(self, reason: str, example: Example, count: int = 1) -> None:
        self.counts[reason] += count
        self.examples.setdefault(reason, example)

    def merge(self, other: Reasons) -> None:
        for reason, count in other.counts.items():
            self.add(reason, other.examples[reason], count)

    def most_frequent(self) -> list[tuple[str, int, Example]]:
        ordered = sorted(self.counts.items(), key=lambda item: (-item[1], item[0]))
        return [(reason, count, self.examples[reason]) for reason, count in ordered]

    def to_list(self) -> list[dict[str, Any]]:
        return [
            {"reason": reason, "count": count, "example": example.to_dict()}
            for reason, count, example in self.most_frequent()
        ]


@dataclass
class Counts:
    """The counts of one note or of many.

    `claims` by kind; `verdicts` of the claims with a derivative, `identities` those of other equations;
    `derivatives` are statements with a derivative in them, `statements` those by kind.
    """

    notes: Counter[str] = field(default_factory=Counter)
    lines: int = 0
    inline: int = 0
    displays: int = 0
    statements: Counter[str] = field(default_factory=Counter)
    derivatives: int = 0
    claims: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    identities: Counter[str] = field(default_factory=Counter)
    unchecked: Reasons = field(default_factory=Reasons)
    accused: Reasons = field(default_factory=Reasons)
    malformed: Reasons = field(default_factory=Reasons)

    def merge(self, other: Counts) -> None:
        self.notes += other.notes
        self.lines += other.lines
        self.inline += other.inline
        self.displays += other.displays
        self.statements += other.statements
        self.derivatives += other.derivatives
        self.claims += other.claims
        self.verdicts += other.verdicts
        self.identities += other.identities
        self.unchecked.merge(other.unchecked)
        self.accused.merge(other.accused)
        self.malformed.merge(other.malformed)

    @property
    def spans(self) -> int:
        return self.inline + self.displays

    @property
    def understood(self) -> float:
        """The share of claims with a derivative that have a verdict other than unchecked; 0 without claims."""
        total = self.verdicts.total()
        return (total - self.verdicts["unchecked"]) / total if total else 0.0

    def to_dict(self) -> dict[str, Any]:
        return {
            "notes": dict(sorted(self.notes.items())),
            "lines": self.lines,
            "spans": {"inline": self.inline, "display": self.displays},
            "statements": dict(sorted(self.statements.items())),
            "derivative_statements": self.derivatives,
            "claims": dict(sorted(self.claims.items())),
            "verdicts": _by_verdict(self.verdicts),
            "identities": _by_verdict(self.identities),
            "understood": round(self.understood, 4),
            "unchecked": self.unchecked.to_list(),
            "accused": self.accused.to_list(),
            "malformed": self.malformed.to_list(),
        }


def total_of(counts: Iterable[Counts]) -> Counts:
    """All counts added up."""
    total = Counts()
    for each in counts:
        total.merge(each)
    return total


def _by_verdict(counts: Mapping[str, int]) -> dict[str, int]:
    return {verdict: counts.get(verdict, 0) for verdict in VERDICTS}


def class_of(reason: str) -> str:
    """The reason without the names and sizes of its case, so that like cases count together."""
    words = _FORMULA.sub("…", " ".join(reason.split()))
    words = _LETTER.sub("…", _SHAPES.sub("…", _COMMAND.sub("…", words)))
    return _GAPS.sub("…", _NUMBER.sub("…", words)).strip()


def shortened(tex: str) -> str:
    """A formula on one line, cut where it is long."""
    line = " ".join(tex.split())
    return line if len(line) <= _LONGEST_EXAMPLE else line[: _LONGEST_EXAMPLE - 1] + "…"
