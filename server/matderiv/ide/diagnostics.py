"""What is wrong in a note: verdicts on its claims, and problems of its text and declarations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ..algebra import describe as describe_shape
from ..checking import CheckedClaim, message_of
from ..checking.levels import level_of_claim
from ..checking.mixed_layouts import RULE as MIXED_LAYOUT
from ..checking.mixed_layouts import minorities
from ..checking.suppressing import doubtful_switches
from ..meaning import Analysis, Claim
from ..rules import DEFAULT_SETTINGS, RuleSettings
from ..text import Suppressions, Switch, suppressions


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


def diagnostics(
    analysis: Analysis,
    verdicts: Sequence[CheckedClaim | None],
    settings: RuleSettings = DEFAULT_SETTINGS,
) -> tuple[Diagnostic, ...]:
    """All diagnostics of a document, in its order. Verified claims are none, nor are hints about unchecked ones."""
    settings = replace(settings, strict=settings.strict or analysis.options.strict)
    noted = _Noted(analysis, verdicts, settings, suppressions(analysis.document))
    return tuple(sorted(noted.diagnostics(), key=lambda item: (item.start, item.end)))


@dataclass
class _Noted:
    """Diagnostics being collected, with the comments that switched some of them off."""

    analysis: Analysis
    verdicts: Sequence[CheckedClaim | None]
    settings: RuleSettings
    switches: Suppressions
    used: set[Switch] = field(default_factory=set)

    def diagnostics(self) -> Iterator[Diagnostic]:
        yield from self._of_claims()
        yield from self._of_problems()
        yield from self._of_layouts()
        used = None if None in self.verdicts else self.used
        for switch, rule, message in doubtful_switches(self.switches, used):
            yield from self._said(switch.start, switch.end, rule, "", message)

    def _of_claims(self) -> Iterator[Diagnostic]:
        for claim, verdict in zip(self.analysis.claims, self.verdicts, strict=True):
            if verdict is None or (verdict.rule and self._is_off(verdict.rule, claim.start)):
                continue
            found = level_of_claim(verdict, self.settings)
            if found is not None and (found[1] != "hint" or verdict.verdict != "unchecked"):
                rule, level = found
                related = _places_of_fault(claim) if verdict.verdict == "ill-shaped" else ()
                yield Diagnostic(claim.start, claim.end, level, rule, message_of(verdict), related)

    def _of_problems(self) -> Iterator[Diagnostic]:
        for problem in self.analysis.document.problems:
            if not self._is_off(problem.rule, problem.start):
                yield from self._said(problem.start, problem.end, problem.rule, "warning", problem.message)
        for said in self.analysis.problems:
            if not self._is_off(said.rule, said.start):
                yield from self._said(said.start, said.end, said.rule, said.severity, said.message)

    def _of_layouts(self) -> Iterator[Diagnostic]:
        for found in minorities(self.verdicts):
            claim = self.analysis.claims[found.claim]
            if not self._is_off(MIXED_LAYOUT, claim.start):
                yield from self._said(claim.start, claim.end, MIXED_LAYOUT, "", found.message)

    def _said(self, start: int, end: int, rule: str, severity: str, message: str) -> Iterator[Diagnostic]:
        level = self.settings.level(rule, severity)
        if level != "off":
            yield Diagnostic(start, end, level, rule, message)

    def _is_off(self, rule: str, place: int) -> bool:
        switch = self.switches.switch_for(rule, place)
        if switch is not None:
            self.used.add(switch)
        return switch is not None


def _places_of_fault(claim: Claim) -> tuple[Related, ...]:
    """Where the pieces stand that do not fit together, under the first reading with such a fault."""
    fault = next((reading.fault for reading in claim.readings if reading.fault), None)
    if fault is None:
        return ()
    described = zip(fault.places, fault.pieces, fault.shapes, strict=False)
    return tuple(
        Related(start, end, f"{piece} is {describe_shape(shape)}") for (start, end), piece, shape in described
    )
