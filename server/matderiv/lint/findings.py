"""From what was found in a note to what is reported about it: which findings count, and how much."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ..checking import CheckedClaim, CheckResult, FileReport, Finding, message_of
from ..checking.levels import level_of_claim
from ..checking.report import Range
from ..rules import DEFAULT_SETTINGS, Level, RuleSettings


@dataclass(frozen=True, slots=True)
class LintFinding:
    """One thing to report. `fingerprint` tells it apart by its content, wherever it stands in the note."""

    path: str
    range: Range
    rule: str
    level: Level
    message: str
    fingerprint: str
    item: CheckedClaim | Finding


@dataclass(frozen=True, slots=True)
class LintedFile:
    """The report on one note, its problems with the levels that hold for it, and its findings in document order."""

    report: FileReport
    findings: tuple[LintFinding, ...] = ()

    @property
    def path(self) -> str:
        return self.report.path


@dataclass(frozen=True, slots=True)
class LintResult:
    """One run. `expired` are entries of the baseline that no longer occur, `known` findings that it holds.

    `interrupted_after` is the number of notes that were to be checked, if the run was ended before it was through.
    """

    files: tuple[LintedFile, ...] = ()
    unreadable: tuple[str, ...] = ()
    expired: tuple[str, ...] = ()
    known: int = 0
    fixed: int = 0
    interrupted_after: int | None = None
    findings: tuple[LintFinding, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "findings", tuple(each for file in self.files for each in file.findings))

    @property
    def check_result(self) -> CheckResult:
        return CheckResult(tuple(file.report for file in self.files))

    @property
    def has_errors(self) -> bool:
        return any(finding.level == "error" for finding in self.findings)


def linted(report: FileReport, settings: RuleSettings = DEFAULT_SETTINGS) -> LintedFile:
    """The report under these settings; a note that asks for strict checking gets it."""
    settings = replace(settings, strict=settings.strict or report.is_strict)
    problems = tuple(
        replace(problem, severity=level)
        for problem in report.problems
        if (level := settings.level(problem.rule, problem.severity)) != "off"
    )
    shown = replace(report, problems=problems)
    items: list[CheckedClaim | Finding] = [*shown.claims, *shown.problems]
    return LintedFile(shown, tuple(_findings(shown.path, sorted(items, key=_place), settings)))


def _place(item: CheckedClaim | Finding) -> tuple[int, int]:
    return item.range.start.line, item.range.start.character


def _findings(
    path: str, items: list[CheckedClaim | Finding], settings: RuleSettings
) -> Iterator[LintFinding]:
    seen: Counter[str] = Counter()
    for item in items:
        found = _level(item, settings)
        if found is None:
            continue
        rule, level = found
        content = _content(item, rule)
        seen[content] += 1
        fingerprint = hashlib.sha256(f"{content}\n{seen[content]}".encode()).hexdigest()[:20]
        yield LintFinding(path, item.range, rule, level, message_of(item), fingerprint, item)


def _level(item: CheckedClaim | Finding, settings: RuleSettings) -> tuple[str, Level] | None:
    if isinstance(item, Finding):
        return item.rule, settings.level(item.rule, item.severity)
    return level_of_claim(item, settings)


def _content(item: CheckedClaim | Finding, rule: str) -> str:
    words = item.message if isinstance(item, Finding) else "".join(item.tex.split())
    return f"{rule}\n{words}"
