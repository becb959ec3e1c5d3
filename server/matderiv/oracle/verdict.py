"""Verdicts: what is said about a claim, with the field names of the JSON report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..algebra import Expression
from ..meaning.claim import Reading
from .counterexample import Counterexample

VERDICTS = ("verified", "conditional", "ill-shaped", "refuted", "unchecked")


@dataclass(frozen=True, slots=True)
class Verdict:
    """`holds_if` is not empty exactly if the verdict is conditional. `rule` names what a linter reports.

    `reading` is the reading that the verdict speaks of, `unconditional` one that fails without the condition.
    `repair` is a right side that holds, close to the one written;
    its printed form becomes `suggestion`.
    """

    verdict: str
    layout: str = "none"
    holds_if: tuple[str, ...] = ()
    reason: str = ""
    counterexample: Counterexample | None = None
    mistake: str = ""
    suggestion: Mapping[str, str] | None = None
    method: str = ""
    sizes: tuple[Mapping[str, int], ...] = ()
    max_error: float | None = None
    rule: str = ""
    repair: Expression | None = None
    reading: Reading | None = None
    unconditional: Reading | None = None

    def to_dict(self) -> dict[str, Any]:
        """The fields of the JSON contract."""
        return {
            "verdict": self.verdict,
            "layout": self.layout,
            "holds_if": list(self.holds_if),
            "reason": self.reason,
            "counterexample": self.counterexample.to_dict() if self.counterexample else None,
            "suggestion": dict(self.suggestion) if self.suggestion else None,
            "mistake": self.mistake,
            "method": self.method,
            "sizes": [dict(sizes) for sizes in self.sizes],
            "max_error": self.max_error,
            "rule": self.rule,
        }
