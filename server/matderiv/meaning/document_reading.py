"""From a document to its analysis: paragraphs, statements in their order, and the facts in force at each place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from matderiv.meaning.analysis import Analysis, Options
from matderiv.meaning.declarations.directives import is_strict, read_directive
from matderiv.meaning.declarations.fact import Fact, SymbolFact
from matderiv.meaning.paragraphs import ReadParagraph, read_paragraph
from matderiv.meaning.scopes.conflicts import conflicts_in
from matderiv.meaning.scopes.indices import index_knowledge
from matderiv.meaning.scopes.inheritance import Contents, inherited_contents, missing_files
from matderiv.meaning.scopes.timeline import Block, Timeline
from matderiv.meaning.spelling.spelling import spelling_of
from matderiv.meaning.statements.differential_equations import without_differential_equations
from matderiv.meaning.statements.statement_reading import read_statement
from matderiv.meaning.statements.statements import Seen, Statement
from matderiv.meaning.statements.words_around import tells_of_expansions, words_around
from matderiv.syntax import read_macros
from matderiv.text import Document

_HEADING = re.compile(
    r"^ {0,3}#{1,6}[ \t]|^[^\n]+\n(?:=+|-+)[ \t]*$|\\(?:sub)*(?:section|chapter|paragraph)\b", re.M
)


_AS_USUAL = Options()


def analyse(document: Document, options: Options = _AS_USUAL) -> Analysis:
    """Reads a whole document. Never raises."""
    paragraphs = tuple(_read_paragraphs(document))
    sections = _sections(document)
    inherited = inherited_contents(document, _contents_of)
    statements, definitions = _read_statements(paragraphs, sections, inherited.facts)
    directives = tuple(read_directive(directive) for directive in document.directives)
    explicit = [*inherited.facts, *(fact for reading in directives for fact in reading.facts)]
    blocks = _blocks(paragraphs, sections, definitions, explicit)
    knowledge = index_knowledge(
        inherited.bound.union(_bound_in(paragraphs)), (fact for block in blocks for fact in block.facts)
    )
    problems = (
        *missing_files(document),
        *(problem for reading in directives for problem in reading.problems),
        *(problem for paragraph in paragraphs for problem in paragraph.problems),
        *conflicts_in(blocks, knowledge, document.text, document.line_index.line_of),
    )
    asks_for_it = inherited.is_strict or any(is_strict(directive) for directive in document.directives)
    return Analysis(
        document,
        replace(options, strict=options.strict or asks_for_it),
        statements,
        tuple(sorted(problems, key=lambda problem: problem.start)),
        Timeline(blocks, knowledge),
        paragraphs,
    )


def _contents_of(document: Document) -> Contents:
    analysis = analyse(document)
    return Contents(analysis.timeline.facts, _bound_in(analysis.paragraphs), analysis.options.strict)


def _bound_in(paragraphs: Sequence[ReadParagraph]) -> frozenset[str]:
    """The names that sums and products bind."""
    return frozenset().union(*(read.bound for paragraph in paragraphs for read in paragraph.formulas))


def _read_paragraphs(document: Document) -> Iterator[ReadParagraph]:
    macros = read_macros("\n".join(document.macro_sources))
    spelling = spelling_of(document.text)
    words = ""
    for paragraph in document.paragraphs:
        read = read_paragraph(paragraph, macros, words, spelling)
        words, macros = read.words, read.macros
        yield read


def _sections(document: Document) -> Sequence[int]:
    return [match.start() for match in _HEADING.finditer(document.text)]


_Definitions = dict[int, list[SymbolFact]]


def _read_statements(
    paragraphs: Sequence[ReadParagraph], sections: Sequence[int], inherited: Sequence[Fact]
) -> tuple[tuple[Statement, ...], _Definitions]:
    """All statements in order, and the definitions by the paragraph that they stand in."""
    seen = Seen()
    for fact in chain(inherited, *(paragraph.facts for paragraph in paragraphs)):
        if isinstance(fact, SymbolFact) and (fact.update.function or fact.update.role == "function"):
            seen.functions.add(fact.subject.name)
    statements: list[Statement] = []
    definitions: _Definitions = {}
    for number, paragraph in enumerate(paragraphs):
        found: list[SymbolFact] = []
        for fact in paragraph.facts:
            if isinstance(fact, SymbolFact) and "constant" in fact.update.properties:
                seen.constants.add(fact.subject.name)
            if isinstance(fact, SymbolFact) and fact.update.definition is not None:
                seen.name_of_derivative(fact.subject.name, fact.update.definition.body)
        expands = tells_of_expansions(paragraph.words)
        for read in paragraph.formulas:
            section = bisect_right(sections, read.formula.start)
            around = words_around(read.words_before, section, expands=expands)
            for clause, declared, traits in zip(read.clauses, read.declared, read.traits, strict=True):
                statement, facts = read_statement(clause, traits, read.formula, declared, seen, around)
                statements.append(statement)
                found.extend(facts)
        definitions[number] = found
    known = {*seen.defined, *_explained(inherited), *_explained(chain(*(p.facts for p in paragraphs)))}
    return tuple(without_differential_equations(statements, known, seen.functions)), definitions


def _explained(facts: Iterable[Fact]) -> Iterator[str]:
    """The names of which facts say more than a type."""
    for fact in facts:
        if isinstance(fact, SymbolFact) and (fact.update.definition or fact.update.meaning):
            yield fact.subject.name


def _blocks(
    paragraphs: Sequence[ReadParagraph],
    sections: Sequence[int],
    definitions: _Definitions,
    explicit: Sequence[Fact],
) -> list[Block]:
    """The facts by paragraphs; those of a directive belong to the paragraph before or around it."""
    starts = [paragraph.start for paragraph in paragraphs]
    facts: list[list[Fact]] = [
        [*paragraph.facts, *definitions[number]] for number, paragraph in enumerate(paragraphs)
    ]
    first: list[Fact] = []
    for fact in explicit:
        number = bisect_right(starts, fact.source.start) - 1
        (facts[number] if number >= 0 else first).append(fact)
    return [
        Block(0, -1, tuple(first)),
        *(
            Block(start, bisect_right(sections, start), tuple(found))
            for start, found in zip(starts, facts, strict=True)
        ),
    ]
