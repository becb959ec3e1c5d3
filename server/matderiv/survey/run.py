"""Surveys the notes below paths: one row of counts a path."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..lint.discovery import notes_below
from ..text import TextError, decode, language_of
from ..text.languages import MARKDOWN
from ..workspace import Workspace
from .counting import count_note
from .counts import Counts, total_of
from .processes import Outcome, call_each

SCHEMA = 1

OnNote = Callable[[int, int, str], None]
"""How many notes are done, of how many, and the last one's path."""


@dataclass
class Survey:
    """The counts by path as given, and the notes that could not be surveyed, with the reason.

    A run that its user ended says after how many notes.
    """

    paths: dict[str, Counts] = field(default_factory=dict)
    failures: list[tuple[str, str]] = field(default_factory=list)
    interrupted_after: int | None = None

    @property
    def total(self) -> Counts:
        return total_of(self.paths.values())

    def to_dict(self) -> dict[str, Any]:
        return {
            "schema": SCHEMA,
            "paths": [{"path": path, **counts.to_dict()} for path, counts in self.paths.items()],
            "total": self.total.to_dict(),
            "failures": [{"path": path, "reason": reason} for path, reason in self.failures],
        }


def survey(paths: Sequence[str], processes: int, seconds: float, on_note: OnNote = lambda *_: None) -> Survey:
    """Surveys all notes, each in a process that has `seconds` for it. Unusable paths are failures."""
    found = Survey()
    calls: list[tuple[str, str]] = []
    for path in paths:
        found.paths[path] = Counts()
        discovered = notes_below([path])
        found.failures += [
            (message.partition(": ")[0], message.partition(": ")[2]) for message in discovered.unusable
        ]
        calls += [(path, note.as_posix()) for note in discovered.notes]
    outcomes: list[Outcome] = []
    try:
        for outcome in call_each(count_file, calls, processes, seconds):
            outcomes.append(outcome)
            on_note(len(outcomes), len(calls), calls[outcome.number][1])
    except KeyboardInterrupt:
        found.interrupted_after = len(outcomes)
    for outcome in sorted(outcomes, key=lambda each: each.number):
        path, name = calls[outcome.number]
        failure = outcome.failure or (outcome.result if isinstance(outcome.result, str) else "")
        if failure:
            found.failures.append((name, failure))
        else:
            found.paths[path].merge(outcome.result)
    found.failures.sort()
    return found


def count_file(folder: str, name: str) -> Counts | str:
    """The counts of one file; words about why it cannot be read."""
    path = Path(name)
    try:
        text = decode(path.read_bytes())
    except OSError as error:
        return error.strerror or type(error).__name__
    except TextError as error:
        return str(error)
    language = language_of(path) or MARKDOWN
    workspace = Workspace([Path(folder)] if Path(folder).is_dir() else [])
    return count_note(text, language, name, workspace.inherited(path, text, language))
