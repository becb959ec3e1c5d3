"""What was read at one place of a document, moved to another: nothing is read again when text before it changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from matderiv.meaning.declarations.fact import (
    ConditionFact,
    ConventionFact,
    DeclarationProblem,
    Fact,
    LayoutFact,
    SymbolFact,
)
from matderiv.meaning.formula import Formula
from matderiv.meaning.scopes.scope import Definition, Source


def shifted_formula(formula: Formula, distance: int) -> Formula:
    """The formula `distance` characters further on."""
    source = formula.source.shifted(distance)
    return Formula(formula.tree, source, formula.start + distance, formula.end + distance, formula.display)


def shifted_fact(fact: Fact, distance: int) -> Fact:
    """The fact with all its places moved."""
    return _replaced(fact, partial(_source, distance=distance), partial(_definition, distance=distance))


def fact_of_another_file(fact: Fact, file: str, start: int, end: int) -> Fact:
    """The fact as one that holds from `[start, end)` on, where the file is taken in."""

    def source(found: Source) -> Source:
        return Source(found.strength, found.text, start, end, found.file or file)

    def definition(found: Definition) -> Definition:
        return replace(found, start=start, end=end, origin=-1)

    return _replaced(fact, source, definition)


def _replaced(
    fact: Fact, source_of: Callable[[Source], Source], definition_of: Callable[[Definition], Definition]
) -> Fact:
    source = source_of(fact.source)
    match fact:
        case SymbolFact(update=update):
            if update.definition is not None:
                update = replace(update, definition=definition_of(update.definition))
            return SymbolFact(fact.subject, update, source, fact.is_hypothesis)
        case ConventionFact(update=conventions):
            if conventions.layout_sources:
                sources = tuple((kind, source_of(said)) for kind, said in conventions.layout_sources)
                conventions = replace(conventions, layout_sources=sources)
            return ConventionFact(conventions, source)
        case LayoutFact():
            return LayoutFact(fact.value, fact.variable, fact.shape, source)
        case ConditionFact(condition=condition):
            moved = replace(condition, source=source_of(condition.source))
            return ConditionFact(moved, source, fact.is_local)


def shifted_problem(problem: DeclarationProblem, distance: int) -> DeclarationProblem:
    """The problem with its places moved."""
    related = tuple((start + distance, end + distance, words) for start, end, words in problem.related)
    return replace(problem, start=problem.start + distance, end=problem.end + distance, related=related)


def _source(source: Source, distance: int) -> Source:
    if source.start < 0:
        return source
    return replace(source, start=source.start + distance, end=source.end + distance)


def _definition(definition: Definition, distance: int) -> Definition:
    origin = definition.origin if definition.origin < 0 else definition.origin + distance
    return replace(
        definition, start=definition.start + distance, end=definition.end + distance, origin=origin
    )
