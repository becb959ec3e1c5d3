"""What is wrong in a note: verdicts on its claims, and problems of its text and declarations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..algebra import describe as describe_shape
from ..checking import CheckedClaim, message_of
from ..meaning import Analysis, Claim

SEVERITY_OF_VERDICT = {"refuted": "error", "ill-shaped": "error", "conditional": "warning"}
"""Verified and unchecked claims are no diagnostics; a hover tells them."""

_SEVERITIES = ("error", "warning", "information", "hint")


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to a diagnostic, and what it has to do with it."""

    start: int
    end: int
    message: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """`severity` is error, warning, information or hint; `rule` a stable name."""

    start: int
    end: int
    severity: str
    rule: str
    message: str
    related: tuple[Related, ...] = ()


def diagnostics(analysis: Analysis, verdicts: Sequence[CheckedClaim | None]) -> tuple[Diagnostic, ...]:
    """All diagnostics of a document, in its order."""
    found = [*_of_claims(analysis, verdicts), *_of_problems(analysis)]
    return tuple(sorted(found, key=lambda item: (item.start, item.end)))


def _of_claims(analysis: Analysis, verdicts: Sequence[CheckedClaim | None]) -> Iterator[Diagnostic]:
    for claim, verdict in zip(analysis.claims, verdicts, strict=True):
        if verdict is not None and verdict.verdict in SEVERITY_OF_VERDICT:
            severity = SEVERITY_OF_VERDICT[verdict.verdict]
            rule = verdict.rule or verdict.verdict
            related = _places_of_fault(claim) if verdict.verdict == "ill-shaped" else ()
            yield Diagnostic(claim.start, claim.end, severity, rule, message_of(verdict), related)


def _places_of_fault(claim: Claim) -> tuple[Related, ...]:
    """Where the pieces stand that do not fit together, under the first reading with such a fault."""
    fault = next((reading.fault for reading in claim.readings if reading.fault), None)
    if fault is None:
        return ()
    described = zip(fault.places, fault.pieces, fault.shapes, strict=False)
    return tuple(
        Related(start, end, f"{piece} is {describe_shape(shape)}") for (start, end), piece, shape in described
    )


def _of_problems(analysis: Analysis) -> Iterator[Diagnostic]:
    for problem in analysis.document.problems:
        yield Diagnostic(problem.start, problem.end, "warning", problem.rule, problem.message)
    for declaration in analysis.problems:
        severity = declaration.severity if declaration.severity in _SEVERITIES else "warning"
        yield Diagnostic(declaration.start, declaration.end, severity, declaration.rule, declaration.message)
