"""Mutants and what becomes of them: which are caught, missed, or left unchecked."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from matderiv.checking.accusation import verdict_in_note
from matderiv.meaning import analyse
from matderiv.text import read_document

from .differences import OTHER, SAME, UNKNOWN, difference
from .mutators import Mutant, mutants
from .statements import Statement

CAUGHT = frozenset({"refuted", "ill-shaped", "conditional"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """A mutant, whether it says something else than the right side, and the verdict in the note."""

    statement: Statement
    mutant: Mutant
    difference: str
    verdict: str
    reason: str

    @property
    def is_caught(self) -> bool:
        return self.difference == OTHER and self.verdict in CAUGHT

    @property
    def is_missed(self) -> bool:
        """Different, and called right."""
        return self.difference == OTHER and self.verdict == "verified"

    @property
    def is_silent(self) -> bool:
        return self.difference == OTHER and self.verdict not in CAUGHT | {"verified"}

    @property
    def is_false_alarm(self) -> bool:
        """The same, and called wrong; where the note has another layout, a transposed result is another one."""
        return self.difference == SAME and self.verdict in {"refuted", "ill-shaped"}

    def __str__(self) -> str:
        return (
            f"{self.verdict}: {self.mutant.mistake}\n    {self.statement.name}\n"
            f"    {self.mutant.tex}\n    {self.reason}"
        )


def outcome(statement: Statement, mutant: Mutant) -> Outcome:
    """What the note with the mutant in it says of it."""
    analysis = analyse(read_document(statement.changed(mutant.tex), "markdown"))
    claim = next((each for each in analysis.claims if each.start == statement.claim.start), None)
    if claim is None:
        return Outcome(statement, mutant, UNKNOWN, "no claim", "")
    verdict = verdict_in_note(analysis, claim)
    return Outcome(statement, mutant, difference(statement, claim), verdict.verdict, verdict.reason)


def single_mutants(statements: Iterable[Statement]) -> Iterator[tuple[Statement, Mutant]]:
    """Every right side with one mistake in it."""
    for statement in statements:
        for mutant in mutants(statement.right_side()):
            yield statement, mutant


def drawn_mutants(
    statements: list[Statement], count: int, generator: random.Random
) -> Iterator[tuple[Statement, Mutant]]:
    """`count` right sides with one or two mistakes in them, drawn at random."""
    for _ in range(count):
        statement = generator.choice(statements)
        mutant = _draw(statement.right_side(), generator)
        if mutant is not None and generator.random() < 0.5:
            mutant = _draw(mutant.tex, generator) or mutant
        if mutant is not None:
            yield statement, mutant


def _draw(tex: str, generator: random.Random) -> Mutant | None:
    found = list(mutants(tex))
    return generator.choice(found) if found else None
