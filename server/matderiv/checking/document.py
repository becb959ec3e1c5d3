"""Checks the claims of a document, one by one, each from its content alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ..meaning import Analysis, Claim, Options, analyse
from ..meaning.unexpected import unexpected
from ..rules import RULES
from ..text import NOTHING_INHERITED, Document, Inherited, Suppressions, Switch, read_document, suppressions
from .accusation import verdict_in_note
from .arrangement import only_arrangement
from .chains import referring_to_first_failures
from .mixed_layouts import RULE as MIXED_LAYOUT
from .mixed_layouts import minorities
from .report import CheckedClaim, FileReport, Finding, Position, Range, Suggestion
from .suppressing import doubtful_switches

if TYPE_CHECKING:
    from ..derivation import Mended
    from ..oracle import Verdict


def check_document(
    text: str,
    language: str,
    path: str = "",
    inherited: Inherited = NOTHING_INHERITED,
    *,
    strict: bool = False,
) -> FileReport:
    """The verdict on every claim of a note, and its problems. Never raises on any text.

    With `strict`, equations without a derivative are accused too.
    """
    document = read_document(text, language, inherited)
    try:
        analysis = analyse(document, Options(strict))
    except Exception as error:
        problem = Finding(range_of(document, 0, 0), "internal-error", "error", unexpected(error))
        return FileReport(path, problems=(problem,))
    return check_analysis(analysis, path)


def check_analysis(analysis: Analysis, path: str = "") -> FileReport:
    """The verdict on every claim of an analysed note, and its problems, with what its comments switch off."""
    switches = suppressions(analysis.document)
    used: set[Switch] = set()
    claims = tuple(_judged(analysis, claim, switches, used) for claim in analysis.claims)
    claims = tuple(c for c in referring_to_first_failures(analysis, claims) if c is not None)
    problems = (
        *findings_of(analysis.document, analysis, switches, used),
        *_mixed_layouts(claims, switches, used),
    )
    doubtful = (
        Finding(range_of(analysis.document, switch.start, switch.end), rule, RULES[rule].level, message)
        for switch, rule, message in doubtful_switches(switches, used)
    )
    return FileReport(path, claims, (*problems, *doubtful), analysis.options.strict)


def _mixed_layouts(
    claims: tuple[CheckedClaim, ...], switches: Suppressions, used: set[Switch]
) -> Iterator[Finding]:
    for found in minorities(claims):
        claim = claims[found.claim]
        switch = switches.switch_for(MIXED_LAYOUT, claim.offsets[0])
        if switch is None:
            yield Finding(claim.range, MIXED_LAYOUT, RULES[MIXED_LAYOUT].level, found.message)
        else:
            used.add(switch)


def _judged(analysis: Analysis, claim: Claim, switches: Suppressions, used: set[Switch]) -> CheckedClaim:
    found = judge(analysis, claim)
    switch = switches.switch_for(found.rule, claim.start) if found.rule else None
    if switch is None:
        return found
    used.add(switch)
    return replace(found, is_suppressed=True)


def judge(analysis: Analysis, claim: Claim) -> CheckedClaim:
    """The verdict on one claim, with the suggestion that belongs to it."""
    verdict = _verdict(analysis, claim)
    mended = _mended(analysis, claim, verdict)
    if mended is not None:
        verdict = replace(verdict, mistake=_told_as(verdict, mended.mistake))
        suggestion: Suggestion | None = Suggestion(mended.latex)
    else:
        suggestion = _suggestion(analysis, claim, verdict)
    place = analysis.right_side_of(claim) if suggestion else None
    checked = checked_claim(analysis.document, claim, verdict, suggestion, place)
    return replace(checked, arrangement=only_arrangement(claim, verdict))


def _verdict(analysis: Analysis, claim: Claim) -> Verdict:
    """The verdict on one claim; what fails in one must not end the run."""
    from ..oracle import Verdict

    try:
        return verdict_in_note(analysis, claim)
    except Exception as error:
        return Verdict("unchecked", reason=unexpected(error), rule="internal-error")


def _mended(analysis: Analysis, claim: Claim, verdict: Verdict) -> Mended | None:
    """A small change of the text after which an ill-shaped claim holds."""
    from ..derivation import mend

    try:
        return mend(claim, verdict, analysis.scope_at(claim.start))
    except Exception as error:
        unexpected(error)
        return None


def _told_as(verdict: Verdict, mistake: str) -> str:
    """The mistake behind the kind of fault, as in `vector plus vector: missing factor …`."""
    kind, colon, _ = verdict.mistake.partition(": ")
    if " plus " not in kind and (not colon or "order" not in kind):
        return mistake
    return f"{kind}: {mistake.removeprefix('wrong order: ')}"


def _suggestion(analysis: Analysis, claim: Claim, verdict: Verdict) -> Suggestion | None:
    from ..derivation import suggest

    try:
        latex = suggest(claim, verdict, analysis.scope_at(claim.start))
    except Exception as error:
        unexpected(error)
        return None
    return Suggestion(latex) if latex else None


def checked_claim(
    document: Document,
    claim: Claim,
    verdict: Verdict,
    suggestion: Suggestion | None,
    right_side: tuple[int, int] | None = None,
) -> CheckedClaim:
    """A claim and its verdict as plain data. `right_side` is where a suggestion would go."""
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
        right_side=right_side,
    )


def range_of(document: Document, start: int, end: int) -> Range:
    """Document offsets as lines and characters, in code points."""
    return Range(position_of(document, start), position_of(document, end))


def position_of(document: Document, offset: int) -> Position:
    line, character = document.line_index.position(offset, "utf-32")
    return Position(line, character)


def findings_of(
    document: Document, analysis: Analysis, switches: Suppressions, used: set[Switch]
) -> Iterator[Finding]:
    """The problems of the text and of its meaning that are not switched off, as plain data; `used` gets the others."""
    said = [(each.start, each.end, each.rule, "warning", each.message) for each in document.problems]
    said += [(each.start, each.end, each.rule, each.severity, each.message) for each in analysis.problems]
    for start, end, rule, severity, message in said:
        switch = switches.switch_for(rule, start)
        if switch is None:
            yield Finding(range_of(document, start, end), rule, severity, message)
        else:
            used.add(switch)
