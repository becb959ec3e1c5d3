"""Counts one note."""

from __future__ import annotations

from collections import Counter

from matderiv.meaning.statements.derivative_trees import derivatives_in
from matderiv.meaning.statements.statements import Statement

from ..checking.accusation import verdict_in_note
from ..checking.second_readings import ACCUSATIONS
from ..meaning import Analysis, Claim, analyse
from ..meaning.unexpected import unexpected
from ..text import Inherited, read_document
from .counts import Counts, Example, class_of, shortened

_LONGEST_LINE = 100


def count_note(text: str, language: str, path: str, inherited: Inherited) -> Counts:
    """The counts of one note; every claim is checked, nothing is suggested."""
    document = read_document(text, language, inherited)
    analysis = analyse(document)
    displays = sum(span.display for span in document.spans)
    counts = Counts(
        notes=Counter({language: 1}),
        lines=document.line_index.line_count,
        inline=len(document.spans) - displays,
        displays=displays,
        statements=Counter(statement.kind for statement in analysis.statements),
        derivatives=sum(map(_differentiates, analysis.statements)),
    )
    for claim in analysis.claims:
        _count_claim(analysis, claim, path, counts)
    for problem in analysis.problems:
        if problem.rule == "syntax":
            start = problem.start
            counts.malformed.add(
                class_of(problem.message), _example(analysis, path, start, _line_at(analysis, start))
            )
    return counts


def _differentiates(statement: Statement) -> bool:
    return any(True for operand in statement.clause.operands for _ in derivatives_in(operand))


def _count_claim(analysis: Analysis, claim: Claim, path: str, counts: Counts) -> None:
    counts.claims[claim.kind] += 1
    try:
        found = verdict_in_note(analysis, claim)
        verdict, reason = found.verdict, found.reason
    except Exception as error:
        verdict, reason = "unchecked", unexpected(error)
    is_identity = claim.kind == "identity"
    (counts.identities if is_identity else counts.verdicts)[verdict] += 1
    example = _example(analysis, path, claim.start, claim.tex)
    if verdict == "unchecked" and not is_identity:
        counts.unchecked.add(class_of(reason), example)
    elif verdict in ACCUSATIONS:
        counts.accused.add(f"{verdict}: {class_of(reason)}", example)


def _example(analysis: Analysis, path: str, offset: int, tex: str) -> Example:
    return Example(path, analysis.document.line_index.line_of(offset) + 1, shortened(tex))


def _line_at(analysis: Analysis, offset: int) -> str:
    lines = analysis.document.line_index
    start, end = lines.line_range(lines.line_of(offset))
    return analysis.document.text[max(start, offset - _LONGEST_LINE) : min(end, offset + _LONGEST_LINE)]
