"""The report for a terminal: each claim with its verdict, then a count."""

from __future__ import annotations

from collections.abc import Iterator

from ...checking import CheckedClaim, Finding, message_of
from ..findings import LintedFile, LintFinding, LintResult

_MARKS = {"verified": "✓", "conditional": "◐", "ill-shaped": "✗", "refuted": "✗", "unchecked": "·"}
_COLOURS = {"verified": 32, "conditional": 33, "ill-shaped": 31, "refuted": 31, "unchecked": 90}
_LEVEL_COLOURS = {"error": 31, "warning": 33, "information": 34, "hint": 90}
_WIDTH = 96


def text_report(result: LintResult, colour: bool) -> str:
    """What is verified, and all findings."""
    return _report(result, colour, with_verified=True)


def findings_only(result: LintResult, colour: bool) -> str:
    """The findings that are more than hints, and the count."""
    return _report(result, colour, with_verified=False)


def _report(result: LintResult, colour: bool, *, with_verified: bool) -> str:
    blocks = [_block(file, colour, with_verified) for file in result.files]
    return "\n\n".join([*filter(None, blocks), _summary(result)])


def _summary(result: LintResult) -> str:
    summary = result.check_result.summary
    counts = ", ".join(f"{count} {verdict}" for verdict, count in summary.items() if count)
    parts = [f"{_counted(len(result.files), 'note')}: {counts or 'no claims'}"]
    suppressed = sum(claim.is_suppressed for file in result.files for claim in file.report.claims)
    if suppressed:
        parts.append(f"{suppressed} switched off by comments")
    if result.known:
        parts.append(f"{result.known} known in the baseline")
    if result.fixed:
        parts.append(f"{_counted(result.fixed, 'formula')} mended")
    if result.interrupted_after is not None:
        parts.append(f"INTERRUPTED: only {len(result.files)} of {result.interrupted_after} were checked")
    return "; ".join(parts)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _block(file: LintedFile, colour: bool, with_verified: bool) -> str:
    found = [finding for finding in file.findings if with_verified or finding.level != "hint"]
    items = [(finding.range, _finding_lines(finding, colour)) for finding in found]
    if with_verified:
        items += [
            (claim.range, _claim_lines(file.path, claim, colour, ""))
            for claim in file.report.claims
            if claim.verdict == "verified"
        ]
    items.sort(key=lambda item: (item[0].start.line, item[0].start.character))
    return "\n".join(line for _, lines in items for line in lines)


def _finding_lines(finding: LintFinding, colour: bool) -> Iterator[str]:
    if isinstance(finding.item, Finding):
        label = _painted(f"! {finding.level}", _LEVEL_COLOURS.get(finding.level, 33), colour)
        yield f"{_place(finding.path, finding.item)}  {label}  {finding.message} [{finding.rule}]"
        return
    yield from _claim_lines(finding.path, finding.item, colour, f" [{finding.rule}]")


def _claim_lines(path: str, claim: CheckedClaim, colour: bool, suffix: str) -> Iterator[str]:
    label = _painted(f"{_MARKS[claim.verdict]} {claim.verdict}", _COLOURS[claim.verdict], colour)
    yield f"{_place(path, claim)}  {label}  {_shortened(claim.tex)}"
    if claim.verdict != "verified" or claim.layout != "none":
        yield f"    {message_of(claim)}{suffix}"


def _place(path: str, item: CheckedClaim | Finding) -> str:
    return f"{path}:{item.range.start.line + 1}:{item.range.start.character + 1}"


def _shortened(tex: str) -> str:
    line = " ".join(tex.split())
    return line if len(line) <= _WIDTH else line[: _WIDTH - 1] + "…"


def _painted(text: str, code: int, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text
