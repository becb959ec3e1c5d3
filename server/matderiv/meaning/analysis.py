"""A document understood: its statements, its claims, and what holds at each place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from matderiv.meaning.claim import Claim
from matderiv.meaning.claims import claim_of
from matderiv.meaning.declarations.fact import DeclarationProblem, SymbolFact
from matderiv.meaning.indices import index_knowledge
from matderiv.meaning.paragraphs import ReadFormula, ReadParagraph, read_paragraph
from matderiv.meaning.scope import Scope
from matderiv.meaning.statements import Seen, Statement, Step, Surroundings, read_statement
from matderiv.meaning.timeline import Block, Timeline
from matderiv.syntax import read_macros
from matderiv.text import Document

_HEADING = re.compile(
    r"^ {0,3}#{1,6}[ \t]|^[^\n]+\n(?:=+|-+)[ \t]*$|\\(?:sub)*(?:section|chapter|paragraph)\b", re.M
)
_DEFINING = re.compile(
    r"\b(?:let|define[sd]?|defining|definition|put|set|where|write|denotes?|given by|consider|suppose|abbreviate"
    r"|cost|energy|objective|loss is|function is|lagrangian is|density is|with|and)\W*(?:§\W*)?$"
)
_EXPANDING = re.compile(r"linear(?:i[sz]|\b)|expan|taylor|tangent|first[- ]order|second[- ]order|near|around")
_CONCLUDING = re.compile(
    r"solution|solv|yield|gives?|minimi[sz]|maximi[sz]|optim|hence|therefore|thus|setting|vanish|stationary|zero"
)


@dataclass(frozen=True, slots=True)
class Options:
    """How a document is to be read. `strict` also accuses identities without a derivative."""

    strict: bool = False


@dataclass(frozen=True)
class Analysis:
    """An analysed document. Claims are elaborated when they are asked for."""

    document: Document
    options: Options
    statements: tuple[Statement, ...]
    problems: tuple[DeclarationProblem, ...]
    timeline: Timeline
    paragraphs: tuple[ReadParagraph, ...]

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim in document order, one a step of a chain."""
        return tuple(self.claim(statement, step) for statement in self.statements for step in statement.steps)

    def claim(self, statement: Statement, step: Step) -> Claim:
        """The claim of one step, with all its readings."""
        return claim_of(statement, step, self.scope_at(step.start))

    def scope_at(self, offset: int) -> Scope:
        """What is known about the symbols at a place of the document."""
        return self.timeline.scope_at(offset)


def analyse(document: Document, options: Options = Options()) -> Analysis:
    """Reads a whole document. Never raises."""
    paragraphs = tuple(_read_paragraphs(document))
    sections = _sections(document)
    statements, definitions = _read_statements(paragraphs, sections)
    blocks = _blocks(paragraphs, sections, definitions)
    knowledge = index_knowledge(
        (read.formula.tree for paragraph in paragraphs for read in paragraph.formulas),
        (fact for block in blocks for fact in block.facts),
    )
    problems = tuple(problem for paragraph in paragraphs for problem in paragraph.problems)
    return Analysis(document, options, statements, problems, Timeline(blocks, knowledge), paragraphs)


def _read_paragraphs(document: Document) -> Iterator[ReadParagraph]:
    macros = read_macros("\n".join(document.macro_sources))
    words = ""
    for paragraph in document.paragraphs:
        read = read_paragraph(paragraph, macros, words)
        words, macros = read.words, read.macros
        yield read


def _sections(document: Document) -> Sequence[int]:
    return [match.start() for match in _HEADING.finditer(document.text)]


_Definitions = dict[int, list[SymbolFact]]


def _read_statements(
    paragraphs: Sequence[ReadParagraph], sections: Sequence[int]
) -> tuple[tuple[Statement, ...], _Definitions]:
    """All statements in order, and the definitions by the paragraph that they stand in."""
    seen = Seen()
    for paragraph in paragraphs:
        for fact in paragraph.facts:
            if isinstance(fact, SymbolFact) and (fact.update.function or fact.update.role == "function"):
                seen.functions.add(fact.subject.name)
    statements: list[Statement] = []
    definitions: _Definitions = {}
    for number, paragraph in enumerate(paragraphs):
        found: list[SymbolFact] = []
        for read in paragraph.formulas:
            around = _surroundings(read, paragraph, bisect_right(sections, read.formula.start))
            for clause, declared in zip(read.clauses, read.declared, strict=True):
                statement, facts = read_statement(clause, read.formula, declared, seen, around)
                statements.append(statement)
                found.extend(facts)
        definitions[number] = found
    return tuple(statements), definitions


def _surroundings(read: ReadFormula, paragraph: ReadParagraph, section: int) -> Surroundings:
    before = read.words_before
    return Surroundings(
        section,
        defines=bool(_DEFINING.search(before.strip(" :,\n"))),
        expands=bool(_EXPANDING.search(before) or _EXPANDING.search(paragraph.words.lower())),
        concludes=bool(_CONCLUDING.search(before)),
    )


def _blocks(
    paragraphs: Sequence[ReadParagraph], sections: Sequence[int], definitions: _Definitions
) -> list[Block]:
    return [
        Block(
            paragraph.start,
            bisect_right(sections, paragraph.start),
            (*paragraph.facts, *definitions[number]),
        )
        for number, paragraph in enumerate(paragraphs)
    ]
