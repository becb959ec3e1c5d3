"""Declarations of one symbol that contradict each other, with both places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from matderiv.algebra import describe
from matderiv.meaning.declarations.fact import DeclarationProblem, SymbolFact
from matderiv.meaning.indices import IndexKnowledge, resolved_name
from matderiv.meaning.scope import Strength
from matderiv.meaning.timeline import Block

RULE = "conflicting-declarations"


def conflicts_in(
    blocks: Sequence[Block], knowledge: IndexKnowledge, line_of: Callable[[int], int]
) -> Iterator[DeclarationProblem]:
    """Two different shapes for one symbol in one paragraph, or against an explicit declaration.

    `line_of` gives the line of an offset, from 0.
    """
    explicit: dict[str, SymbolFact] = {}
    for block in blocks:
        here: dict[str, SymbolFact] = {}
        for fact in block.facts:
            if not isinstance(fact, SymbolFact) or fact.update.shape is None:
                continue
            if fact.source.strength <= Strength.INFERRED or fact.update.role == "set":
                continue
            name, _ = resolved_name(fact.subject, knowledge)
            other = here.get(name) or explicit.get(name)
            if other is not None and _contradict(fact, other):
                yield _problem(name, fact, other, line_of(other.source.start) + 1)
            here.setdefault(name, fact)
            if fact.source.strength == Strength.EXPLICIT:
                explicit[name] = fact


def _contradict(fact: SymbolFact, other: SymbolFact) -> bool:
    shapes = fact.update.shape, other.update.shape
    if None in shapes or shapes[0] == shapes[1]:
        return False
    names = {name for shape in shapes for size in shape or () for name in size.names}
    return not any(name.startswith("?") for name in names)


def _problem(name: str, fact: SymbolFact, other: SymbolFact, line: int) -> DeclarationProblem:
    first, second = describe(other.update.shape or ()), describe(fact.update.shape or ())
    message = f"{name} is declared here as {second}, but in line {line} as {first}"
    weak = min(fact.source.strength, other.source.strength) < Strength.FORMULA
    return DeclarationProblem(
        fact.source.start,
        fact.source.end,
        RULE,
        message,
        "warning" if weak else "error",
        ((other.source.start, other.source.end, f"{name} is {first}"),),
    )
