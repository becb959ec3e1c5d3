"""The report for a terminal: each claim with its verdict, then a count."""

from __future__ import annotations

from ...checking import CheckedClaim, CheckResult, FileReport, Finding, message_of
from ..findings import Strictness

_MARKS = {"verified": "✓", "conditional": "◐", "ill-shaped": "✗", "refuted": "✗", "unchecked": "·"}
_COLOURS = {"verified": 32, "conditional": 33, "ill-shaped": 31, "refuted": 31, "unchecked": 90}
_SEVERITY_COLOURS = {"error": 31, "warning": 33, "information": 34, "hint": 90}
_WIDTH = 96


def text_report(result: CheckResult, strictness: Strictness, colour: bool) -> str:
    blocks = [_file_block(file, colour) for file in result.files if file.claims or file.problems]
    counts = ", ".join(f"{count} {verdict}" for verdict, count in result.summary.items() if count)
    notes = f"{len(result.files)} note{'' if len(result.files) == 1 else 's'}"
    return "\n\n".join([*blocks, f"{notes}: {counts or 'no claims'}"])


def _file_block(file: FileReport, colour: bool) -> str:
    items: list[CheckedClaim | Finding] = [*file.claims, *file.problems]
    items.sort(key=lambda item: (item.range.start.line, item.range.start.character))
    return "\n".join(_item_lines(file.path, item, colour) for item in items)


def _item_lines(path: str, item: CheckedClaim | Finding, colour: bool) -> str:
    place = f"{path}:{item.range.start.line + 1}:{item.range.start.character + 1}"
    if isinstance(item, Finding):
        label = _painted(f"! {item.severity}", _SEVERITY_COLOURS.get(item.severity, 33), colour)
        return f"{place}  {label}  {item.message}"
    label = _painted(f"{_MARKS[item.verdict]} {item.verdict}", _COLOURS[item.verdict], colour)
    lines = [f"{place}  {label}  {_shortened(item.tex)}"]
    if item.verdict != "verified" or item.layout != "none":
        lines.append(f"    {message_of(item)}")
    return "\n".join(lines)


def _shortened(tex: str) -> str:
    line = " ".join(tex.split())
    return line if len(line) <= _WIDTH else line[: _WIDTH - 1] + "…"


def _painted(text: str, code: int, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text
