"""Declarations of one symbol that contradict each other, with both places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from matderiv.algebra import describe
from matderiv.meaning.declarations.fact import DeclarationProblem, SymbolFact
from matderiv.meaning.scopes.indices import IndexKnowledge, resolved_name
from matderiv.meaning.scopes.scope import Strength
from matderiv.meaning.scopes.timeline import Block

_SENTENCE_END = re.compile(r"[.;:!?。；：！？](?:\s|$|[^\x00-\x7f])|[。；]|\n\s*\n|\\\\|\\item|&|\$\$")

RULE = "conflicting-declarations"


def conflicts_in(
    blocks: Sequence[Block], knowledge: IndexKnowledge, text: str, line_of: Callable[[int], int]
) -> Iterator[DeclarationProblem]:
    """Two different shapes for one symbol in one sentence, or against an explicit declaration.

    `text` is the document's; `line_of` gives the line of an offset, from 0.
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
            other = explicit.get(name) or here.get(name)
            if other is not None and _contradict(fact, other) and _belong_together(fact, other, text):
                where = other.source.file or f"line {line_of(other.source.start) + 1}"
                yield _problem(name, fact, other, where)
            here[name] = fact
            if fact.source.strength == Strength.EXPLICIT:
                explicit[name] = fact


def _belong_together(fact: SymbolFact, other: SymbolFact, text: str) -> bool:
    """Whether they are said in one sentence, or one of them is meant for the whole note.

    What contradicts itself in another file is a problem of that file.
    """
    if fact.source.file:
        return False
    if Strength.EXPLICIT in (fact.source.strength, other.source.strength):
        return True
    if other.source.file:
        return False
    first, second = sorted((fact.source, other.source), key=lambda source: source.start)
    return _SENTENCE_END.search(text[first.end : second.start]) is None


def _contradict(fact: SymbolFact, other: SymbolFact) -> bool:
    shapes = fact.update.shape, other.update.shape
    if None in shapes or shapes[0] == shapes[1]:
        return False
    names = {name for shape in shapes for size in shape or () for name in size.names}
    return not any(name.startswith("?") for name in names)


def _problem(name: str, fact: SymbolFact, other: SymbolFact, where: str) -> DeclarationProblem:
    first, second = describe(other.update.shape or ()), describe(fact.update.shape or ())
    message = f"{name} is declared here as {second}, but in {where} as {first}"
    weak = min(fact.source.strength, other.source.strength) < Strength.FORMULA
    return DeclarationProblem(
        fact.source.start,
        fact.source.end,
        RULE,
        message,
        "warning" if weak else "error",
        () if other.source.file else ((other.source.start, other.source.end, f"{name} is {first}"),),
    )
