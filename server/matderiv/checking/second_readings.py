"""The ways to read a claim again: with less of what the note declares, with other definitions, with other roles.

Long notes use one letter for many things. A claim that holds in one of these readings may be meant so; whether it is
verified then or conditional depends on how much had to be left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from ..meaning import Analysis, Claim
from .patience import Patience

if TYPE_CHECKING:
    from ..oracle import Verdict

ACCUSATIONS = frozenset({"refuted", "ill-shaped"})
_HOLDING = frozenset({"verified", "conditional"})
_OTHER_ROLES_TRIED = 6
_ELSEWHERE = "what the note declares elsewhere is not meant here"


@dataclass(frozen=True)
class SecondReadings:
    """A claim of a note, the oracle that is asked, and what reading it again may still take."""

    analysis: Analysis
    claim: Claim
    check: Callable[[Claim], Verdict]
    patience: Patience = field(default_factory=Patience)

    @cached_property
    def nearby(self) -> tuple[Claim, Verdict] | None:
        """The claim with the declarations of its neighbourhood only; None in a short note."""
        claim = self.analysis.claim_from_nearby(self.claim)
        return None if claim is None else (claim, self.check(claim))

    def nearby_in(self, *verdicts: str) -> Verdict | None:
        """The verdict on the claim with what is near it, if it is one of these."""
        if self.nearby is None or self.nearby[1].verdict not in verdicts:
            return None
        return self.nearby[1]

    def by_itself(self) -> Verdict | None:
        """Conditional, if the claim holds once what the note declares is forgotten."""
        if self.patience.is_over():
            return None
        for alone in self.analysis.claim_by_itself(self.claim):
            found = self._checked(alone)
            grounds = found.reading.grounds if found.reading else None
            if found.verdict == "verified" and grounds is not None and grounds.conventional:
                return _on_condition(found, _ELSEWHERE)
            if self.patience.is_over():
                break
        return None

    def otherwise_defined(self) -> Verdict | None:
        """Conditional, if the claim holds with another definition that the note gives to one of its names."""
        for other, words in self._with_changes():
            if self.patience.is_over():
                break
            found = self._checked(other)
            if found.verdict in _HOLDING:
                return _on_condition(found, words)
        return None

    def in_its_section(self) -> Verdict | None:
        """Conditional, if the claim holds with what its section declares: a definition there uses a letter anew."""
        own = self.analysis.claim_from_its_section(self.claim)
        found = None if own is None else self._checked(own)
        return _on_condition(found, _ELSEWHERE) if found is not None and found.verdict in _HOLDING else None

    def with_other_roles(self, claim: Claim) -> Verdict | None:
        """The claim verified, if it holds with other roles of its undeclared symbols than `claim` was read with."""
        refused = _roles_of(claim)
        if frozenset() in refused:
            return None
        for _ in range(_OTHER_ROLES_TRIED):
            if self.patience.is_over():
                break
            other = self.analysis.claim_with_other_roles(claim, refused)
            if other is None or other.unreadable or not other.readings:
                break
            found = self._checked(other)
            if found.verdict == "verified":
                return found
            if _roles_of(other) <= refused:
                break
            refused |= _roles_of(other)
        return None

    def first_without_shapes(self) -> tuple[Claim, Verdict] | None:
        """The claim by the definitions of the note alone, whatever shapes it declares."""
        alone = next(self.analysis.claim_by_itself(self.claim), None)
        return None if alone is None else (alone, self.check(alone))

    def _with_changes(self) -> Iterator[tuple[Claim, str]]:
        """The claim as it may be meant, with the words for what is different then."""
        numbers = self.analysis.claim_with_numbers_as_arguments(self.claim)
        examples = self.analysis.claim_without_examples(self.claim)
        yield from (changed for changed in (numbers, examples) if changed is not None)
        yield from self.analysis.claims_with_other_definitions(self.claim)

    def _checked(self, claim: Claim) -> Verdict:
        self.patience.spend(claim)
        return self.check(claim)


def _roles_of(claim: Claim) -> frozenset[frozenset[tuple[str, str]]]:
    return frozenset(frozenset(reading.grounds.roles) for reading in claim.readings)


def _on_condition(found: Verdict, condition: str) -> Verdict:
    return replace(
        found,
        verdict="conditional",
        holds_if=(condition, *found.holds_if),
        rule="needs-assumption",
        unconditional=None,
    )
