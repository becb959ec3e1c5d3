"""Paragraphs read one by one: their formulas parsed and cut into clauses, and the facts that they declare."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from matderiv.meaning.declarations.fact import DeclarationProblem, Fact
from matderiv.meaning.declarations.formulas import CLAUSE_READERS
from matderiv.meaning.declarations.formulas.braces import read_braces
from matderiv.meaning.declarations.formulas.distributions import read_densities
from matderiv.meaning.declarations.prose import facts_in_sentence
from matderiv.meaning.declarations.prose.tokens import Math, Sentence, sentences_of
from matderiv.meaning.formula import Formula
from matderiv.meaning.scopes.conventions import conventions_in_prose
from matderiv.meaning.scopes.indices import bound_in
from matderiv.meaning.scopes.shifting import shifted_fact, shifted_formula, shifted_problem
from matderiv.meaning.spelling.spelling import Spelling
from matderiv.meaning.statements.clauses import Clause, clauses_of
from matderiv.meaning.statements.traits import Traits, traits_of
from matderiv.meaning.statements.words_around import DISPLAY_MARK, FORMULA_MARK
from matderiv.syntax import Macros, ParsedFormula, parse
from matderiv.text import MathSpan, Paragraph, SourceText


@dataclass(frozen=True)
class ReadFormula:
    """A formula with its clauses, what each of them declares and shows by itself, and the words before it.

    `bound` are the names that sums and products bind in it.
    """

    formula: Formula
    parsed: ParsedFormula
    clauses: tuple[Clause, ...]
    declared: tuple[tuple[Fact, ...], ...]
    traits: tuple[Traits, ...]
    bound: frozenset[str]
    words_before: str

    def shifted(self, distance: int) -> ReadFormula:
        """The same `distance` characters further on."""
        return replace(
            self,
            formula=shifted_formula(self.formula, distance),
            declared=tuple(tuple(shifted_fact(fact, distance) for fact in facts) for facts in self.declared),
        )


@dataclass(frozen=True)
class ReadParagraph:
    """A paragraph: its formulas, everything that it declares, and its words."""

    start: int
    formulas: tuple[ReadFormula, ...]
    facts: tuple[Fact, ...]
    words: str
    problems: tuple[DeclarationProblem, ...]
    macros: Macros

    def shifted(self, distance: int) -> ReadParagraph:
        """The same `distance` characters further on."""
        if not distance:
            return self
        return ReadParagraph(
            self.start + distance,
            tuple(read.shifted(distance) for read in self.formulas),
            tuple(shifted_fact(fact, distance) for fact in self.facts),
            self.words,
            tuple(shifted_problem(problem, distance) for problem in self.problems),
            self.macros,
        )


MEMO = 4_096
"""Paragraphs remembered."""

LOOK_BACK = 600
"""Characters of words before a formula that can belong to its sentence."""


_SENTENCE_END = re.compile(r"[.;!?]\s|\n\s*\n")


def read_paragraph(
    paragraph: Paragraph, macros: Macros, words_before: str, spelling: Spelling
) -> ReadParagraph:
    """Reads a paragraph. `words_before` are the words at the end of the one before.

    What was read is remembered, wherever it stood.
    """
    start = paragraph.start
    return _read_anywhere(paragraph.shifted(-start), macros, _last_words(words_before), spelling).shifted(
        start
    )


@lru_cache(MEMO)
def _read_anywhere(
    paragraph: Paragraph, macros: Macros, words_before: str, spelling: Spelling
) -> ReadParagraph:
    formulas: list[ReadFormula] = []
    pieces: list[SourceText | Math] = []
    words: list[str] = []
    recent = words_before + " "
    for piece in paragraph.pieces:
        if isinstance(piece, MathSpan):
            read, macros = _read_formula(piece, macros, _last_words(recent), spelling)
            formulas.append(read)
            pieces.append(Math(read.formula, read.clauses))
            words.append(DISPLAY_MARK if piece.display else FORMULA_MARK)
        else:
            pieces.append(piece.source)
            words.append(piece.text)
        recent = (recent + words[-1])[-LOOK_BACK:]
    facts = tuple(_facts(formulas, tuple(sentences_of(pieces))))
    return ReadParagraph(
        paragraph.start, tuple(formulas), facts, "".join(words), tuple(_problems(formulas)), macros
    )


def _read_formula(
    span: MathSpan, macros: Macros, words: str, spelling: Spelling
) -> tuple[ReadFormula, Macros]:
    parsed = parse(span.text, macros, spelling.functions)
    tree = spelling.respelled(parsed.tree)
    formula = Formula(tree, span.source, span.start, span.end, span.display)
    clauses = clauses_of(tree)
    declared = tuple(
        tuple(fact for read in CLAUSE_READERS for fact in read(clause, formula)) for clause in clauses
    )
    traits = tuple(traits_of(clause) for clause in clauses)
    read = ReadFormula(formula, parsed, clauses, declared, traits, frozenset(bound_in(tree)), words)
    return read, macros.merge(parsed.macros_defined)


def _last_words(text: str) -> str:
    return _SENTENCE_END.split(text[-LOOK_BACK:])[-1].lower()


def _facts(formulas: Iterable[ReadFormula], sentences: Iterable[Sentence]) -> Iterator[Fact]:
    for read in formulas:
        for declared in read.declared:
            yield from declared
        yield from read_braces(read.formula)
        yield from read_densities(read.formula)
    for sentence in sentences:
        yield from facts_in_sentence(sentence)
        yield from conventions_in_prose(sentence)


def _problems(formulas: Iterable[ReadFormula]) -> Iterator[DeclarationProblem]:
    for read in formulas:
        for problem in read.parsed.problems:
            start, end = read.formula.place(problem.start, problem.end)
            yield DeclarationProblem(start, end, "syntax", problem.message, "warning")
