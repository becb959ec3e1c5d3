"""Findings that were there before: a file of them, by their content, so that edits elsewhere do not matter."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from .findings import LintedFile, LintFinding

_SCHEMA = 1
_ABOUT = "Findings of matderiv that were there when this file was written. Made by: matderiv check --write-baseline"


class BaselineError(ValueError):
    """A baseline that cannot be read; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Entry:
    path: str
    rule: str
    fingerprint: str


@dataclass(frozen=True)
class Baseline:
    """Entries by the path of their note relative to `folder`."""

    folder: Path
    entries: Mapping[str, frozenset[Entry]]

    def apply(self, files: Iterable[LintedFile]) -> tuple[tuple[LintedFile, ...], tuple[str, ...], int]:
        """The files without what is known, the entries that no longer occur in them, and how many are known."""
        shown: list[LintedFile] = []
        expired: list[str] = []
        known = 0
        for file in files:
            path = _relative(file.path, self.folder)
            entries = self.entries.get(path, frozenset())
            fresh = tuple(each for each in file.findings if _entry(path, each) not in entries)
            known += len(file.findings) - len(fresh)
            here = {_entry(path, each) for each in file.findings}
            expired += [f"{entry.path}: {entry.rule}" for entry in sorted(entries - here, key=_order)]
            shown.append(replace(file, findings=fresh))
        return tuple(shown), tuple(expired), known


def read_baseline(path: Path) -> Baseline:
    """Raises BaselineError for a file that is missing or no baseline."""
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        entries = [
            Entry(str(each["path"]), str(each["rule"]), str(each["fingerprint"]))
            for each in plain["findings"]
        ]
        if plain["schema"] != _SCHEMA:
            raise BaselineError(
                f"{path}: a baseline of another version; write it again with --write-baseline"
            )
    except OSError as error:
        raise BaselineError(f"{path}: {error.strerror}; write it first with --write-baseline") from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        if isinstance(error, BaselineError):
            raise
        raise BaselineError(f"{path}: no baseline; write it again with --write-baseline") from error
    found: dict[str, set[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.path, set()).add(entry)
    return Baseline(path.resolve().parent, {name: frozenset(each) for name, each in found.items()})


def baseline_text(path: Path, files: Iterable[LintedFile]) -> str:
    """A baseline with all findings of these files, to lie at this path. Lines are sorted, for version control."""
    folder = path.resolve().parent
    entries = {_entry(_relative(file.path, folder), finding) for file in files for finding in file.findings}
    findings = [
        {"path": entry.path, "rule": entry.rule, "fingerprint": entry.fingerprint}
        for entry in sorted(entries, key=_order)
    ]
    plain = {"about": _ABOUT, "schema": _SCHEMA, "findings": findings}
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def _entry(path: str, finding: LintFinding) -> Entry:
    return Entry(path, finding.rule, finding.fingerprint)


def _order(entry: Entry) -> tuple[str, str, str]:
    return entry.path, entry.rule, entry.fingerprint


def _relative(path: str, folder: Path) -> str:
    """The path as seen from the baseline, wherever the command was run."""
    try:
        return Path(os.path.relpath(Path(path).resolve(), folder)).as_posix()
    except (OSError, ValueError):
        return Path(path).as_posix()
