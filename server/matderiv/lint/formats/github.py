"""GitHub workflow commands: one annotation a finding."""

from __future__ import annotations

from ...checking import CheckedClaim, CheckResult, Finding, message_of
from ..findings import Strictness, findings_in

_LEVELS = {"refuted": "error", "ill-shaped": "error", "conditional": "warning", "unchecked": "notice"}


def github_annotations(result: CheckResult, strictness: Strictness, colour: bool) -> str:
    lines = [_annotation(file.path, item) for file in result.files for item in findings_in(file, strictness)]
    return "\n".join(lines)


def _annotation(path: str, item: CheckedClaim | Finding) -> str:
    level = _LEVELS[item.verdict] if isinstance(item, CheckedClaim) else "error"
    start, end = item.range.start, item.range.end
    place = f"file={_property(path)},line={start.line + 1},endLine={end.line + 1},col={start.character + 1}"
    return f"::{level} {place},title={_property(item.rule or 'matderiv')}::{_data(message_of(item))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
