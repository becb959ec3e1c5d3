"""Checks the claims of a document, one by one, each from its content alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..meaning import Analysis, Claim, analyse
from ..meaning.unexpected import unexpected
from ..text import Document, read_document
from .accusation import verdict_in_note
from .report import CheckedClaim, FileReport, Finding, Position, Range, Suggestion

if TYPE_CHECKING:
    from ..oracle import Verdict


def check_document(text: str, language: str, path: str = "") -> FileReport:
    """The verdict on every claim of a note, and its problems. Never raises on any text."""
    document = read_document(text, language)
    try:
        analysis = analyse(document)
    except Exception as error:
        problem = Finding(range_of(document, 0, 0), "internal-error", "error", unexpected(error))
        return FileReport(path, problems=(problem,))
    return check_analysis(analysis, path)


def check_analysis(analysis: Analysis, path: str = "") -> FileReport:
    """The verdict on every claim of an analysed note, and its problems."""
    claims = tuple(judge(analysis, claim) for claim in analysis.claims)
    return FileReport(path, claims, tuple(findings_of(analysis.document, analysis)))


def judge(analysis: Analysis, claim: Claim) -> CheckedClaim:
    """The verdict on one claim, with the suggestion that belongs to it."""
    verdict = _verdict(analysis, claim)
    return checked_claim(analysis.document, claim, verdict, _suggestion(analysis, claim, verdict))


def _verdict(analysis: Analysis, claim: Claim) -> Verdict:
    """The verdict on one claim; what fails in one must not end the run."""
    from ..oracle import Verdict

    try:
        return verdict_in_note(analysis, claim)
    except Exception as error:
        return Verdict("unchecked", reason=unexpected(error), rule="internal-error")


def _suggestion(analysis: Analysis, claim: Claim, verdict: Verdict) -> Suggestion | None:
    from ..derivation import suggest

    try:
        latex = suggest(claim, verdict, analysis.scope_at(claim.start))
    except Exception as error:
        unexpected(error)
        return None
    return Suggestion(latex) if latex else None


def checked_claim(
    document: Document, claim: Claim, verdict: Verdict, suggestion: Suggestion | None
) -> CheckedClaim:
    """A claim and its verdict as plain data."""
    return CheckedClaim(
        range=range_of(document, claim.start, claim.end),
        offsets=(claim.start, claim.end),
        tex=claim.tex,
        kind=claim.kind,
        verdict=verdict.verdict,
        layout=verdict.layout,
        holds_if=tuple(verdict.holds_if),
        reason=verdict.reason,
        counterexample=verdict.counterexample.to_dict() if verdict.counterexample else None,
        suggestion=suggestion,
        mistake=verdict.mistake or None,
        method=verdict.method or None,
        sizes=tuple(dict(sizes) for sizes in verdict.sizes),
        max_error=verdict.max_error,
        rule=verdict.rule or None,
    )


def range_of(document: Document, start: int, end: int) -> Range:
    """Document offsets as lines and characters, in code points."""
    return Range(position_of(document, start), position_of(document, end))


def position_of(document: Document, offset: int) -> Position:
    line, character = document.line_index.position(offset, "utf-32")
    return Position(line, character)


def findings_of(document: Document, analysis: Analysis) -> Iterable[Finding]:
    """The problems of the text and of its meaning, as plain data."""
    for problem in document.problems:
        place = range_of(document, problem.start, problem.end)
        yield Finding(place, problem.rule, "warning", problem.message)
    for said in analysis.problems:
        place = range_of(document, said.start, said.end)
        yield Finding(place, said.rule, said.severity, said.message)
