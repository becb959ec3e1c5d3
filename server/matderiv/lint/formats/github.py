"""GitHub workflow commands: one annotation a finding."""

from __future__ import annotations

from ..findings import LintFinding, LintResult

_COMMANDS = {"error": "error", "warning": "warning", "information": "notice"}


def github_annotations(result: LintResult, colour: bool) -> str:
    """Hints are left out: annotations are for what somebody should look at."""
    return "\n".join(_annotation(finding) for finding in result.findings if finding.level in _COMMANDS)


def _annotation(finding: LintFinding) -> str:
    start, end = finding.range.start, finding.range.end
    place = f"file={_property(finding.path)},line={start.line + 1},endLine={end.line + 1}"
    columns = f",col={start.character + 1}"
    if end.line == start.line:
        columns += f",endColumn={end.character + 1}"
    title = _property(finding.rule)
    return f"::{_COMMANDS[finding.level]} {place}{columns},title={title}::{_data(finding.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
