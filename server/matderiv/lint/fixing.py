"""Puts checked formulas where wrong ones stand. Nothing but the right side of a wrong claim is touched.

Only what is safe is done: the formula was checked as the other side of the claim, what it replaces is nothing but a
formula, and the whole note was checked again with it in its place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..checking import CheckedClaim, FileReport
from ..rules import RULES
from ..text.languages import NOTEBOOK
from .findings import LintFinding
from .notes import Note

Check = Callable[[Note], FileReport]

_WRONG = frozenset({"refuted", "ill-shaped"})
_MORE_THAN_A_FORMULA = re.compile(
    r"(?<!\\)(?:\\\\)*%"
    r"|\\(?:label|tag|text|textrm|mbox|footnote|notag|nonumber|intertext|shortintertext|ref|eqref|cite|href|htmlClass"
    r"|underbrace|overbrace|cancel|color|textcolor|boxed)(?![A-Za-z])"
)
_INSIDE = re.compile(r"\\begin\{(\w+\*?)\}.*?\\end\{\1\}", re.DOTALL)
_ENDS_WITH_COMMAND = re.compile(r"\\[A-Za-z]+$")
_MOST_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Replacement:
    """`text` in the place of `[start, end)` of the note; `claim` is the number of the claim that it mends."""

    start: int
    end: int
    text: str
    claim: int


@dataclass(frozen=True, slots=True)
class Fixed:
    """A note after its fixes, with the report on it as it now is."""

    note: Note
    report: FileReport
    count: int = 0


def fixed(
    note: Note, report: FileReport, wanted: Callable[[FileReport], Sequence[LintFinding]], check: Check
) -> Fixed:
    """The note with all safe fixes of the findings that are `wanted` of a report on it."""
    now = Fixed(note, report)
    for _ in range(_MOST_ROUNDS):
        replacements = replacements_for(now.note, now.report, wanted(now.report))
        after = _with_all(now, replacements, check) or _one_by_one(now, replacements, check)
        if after.count == now.count:
            return now
        now = after
    return now


def replacements_for(
    note: Note, report: FileReport, findings: Sequence[LintFinding]
) -> tuple[Replacement, ...]:
    """The replacements that are safe to try, in the order of the note; no two of them overlap."""
    chosen = {id(finding.item) for finding in findings if _is_fixable(finding)}
    found: list[Replacement] = []
    for number, claim in enumerate(report.claims):
        replacement = _replacement(note, claim, number) if id(claim) in chosen else None
        if replacement is not None and (not found or found[-1].end <= replacement.start):
            found.append(replacement)
    return tuple(found)


def _is_fixable(finding: LintFinding) -> bool:
    rule = RULES.get(finding.rule)
    return rule is not None and rule.is_fixable


def _replacement(note: Note, claim: CheckedClaim, number: int) -> Replacement | None:
    if claim.suggestion is None or claim.right_side is None or claim.verdict not in _WRONG:
        return None
    start, end = claim.right_side
    written = note.text[start:end]
    if not written or not _is_plain_formula(written, note.language):
        return None
    latex = claim.suggestion.latex
    text = json.dumps(latex, ensure_ascii=False)[1:-1] if note.language == NOTEBOOK else latex
    return Replacement(start, end, _spaced(text, note.text[:start], note.text[end : end + 1]), number)


def _is_plain_formula(written: str, language: str) -> bool:
    """Whether nothing would be lost with it: no comment, label or words, no second row, no other line of a notebook."""
    if language == NOTEBOOK:
        if "\n" in written or "\\n" in written.replace("\\\\", ""):
            return False
        written = written.replace("\\\\", "\\")
    if _MORE_THAN_A_FORMULA.search(written):
        return False
    outside = _INSIDE.sub("", written)
    return "\\\\" not in outside and "&" not in outside


def _spaced(text: str, before: str, after: str) -> str:
    """With a space where a command and a letter would run together."""
    if text[:1].isalpha() and _ENDS_WITH_COMMAND.search(before[-40:]):
        text = f" {text}"
    return f"{text} " if after.isalpha() and _ENDS_WITH_COMMAND.search(text) else text


def _with_all(now: Fixed, replacements: Sequence[Replacement], check: Check) -> Fixed | None:
    """The note with all replacements, if every claim that they mend holds then and nothing else became worse."""
    if not replacements:
        return now
    note = now.note.with_text(replaced(now.note.text, replacements))
    report = check(note)
    mended = {replacement.claim for replacement in replacements}
    if len(report.claims) != len(now.report.claims):
        return None
    for number, (before, after) in enumerate(zip(now.report.claims, report.claims, strict=True)):
        if number in mended and after.verdict != "verified":
            return None
        if after.verdict in _WRONG and before.verdict not in _WRONG:
            return None
    if len(report.problems) > len(now.report.problems):
        return None
    return Fixed(note, report, now.count + len(replacements))


def _one_by_one(now: Fixed, replacements: Sequence[Replacement], check: Check) -> Fixed:
    """Those of the replacements that are good by themselves, from the last to the first so that places stay."""
    for replacement in reversed(replacements) if len(replacements) > 1 else ():
        now = _with_all(now, (replacement,), check) or now
    return now


def replaced(text: str, replacements: Sequence[Replacement]) -> str:
    """The text with replacements, which do not overlap."""
    parts: list[str] = []
    place = 0
    for replacement in replacements:
        parts += text[place : replacement.start], replacement.text
        place = replacement.end
    return "".join((*parts, text[place:]))
