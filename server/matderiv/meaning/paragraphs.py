"""Paragraphs read one by one: their formulas parsed and cut into clauses, and the facts that they declare."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from matderiv.meaning.clauses import Clause, clauses_of
from matderiv.meaning.conventions import conventions_in_prose
from matderiv.meaning.declarations.fact import DeclarationProblem, Fact
from matderiv.meaning.declarations.formulas import CLAUSE_READERS
from matderiv.meaning.declarations.formulas.braces import read_braces
from matderiv.meaning.declarations.prose import facts_in_sentence
from matderiv.meaning.declarations.prose.tokens import Math, Sentence, sentences_of
from matderiv.meaning.formula import Formula
from matderiv.syntax import Macros, ParsedFormula, parse
from matderiv.text import MathSpan, Paragraph, SourceText


@dataclass(frozen=True)
class ReadFormula:
    """A formula with its clauses, what each of them declares, and the words before and around it."""

    formula: Formula
    parsed: ParsedFormula
    clauses: tuple[Clause, ...]
    declared: tuple[tuple[Fact, ...], ...]
    words_before: str
    math: Math


@dataclass(frozen=True)
class ReadParagraph:
    """A paragraph: its formulas, everything that it declares, and its words."""

    start: int
    formulas: tuple[ReadFormula, ...]
    facts: tuple[Fact, ...]
    sentences: tuple[Sentence, ...]
    words: str
    problems: tuple[DeclarationProblem, ...]
    macros: Macros


_SENTENCE_END = re.compile(r"[.;!?]\s|\n\s*\n")


def read_paragraph(paragraph: Paragraph, macros: Macros, words_before: str) -> ReadParagraph:
    """Reads a paragraph. `words_before` are the words at the end of the one before."""
    formulas: list[ReadFormula] = []
    pieces: list[SourceText | Math] = []
    words = ""
    for piece in paragraph.pieces:
        if isinstance(piece, MathSpan):
            read, macros = _read_formula(piece, macros, _last_words(words_before + " " + words))
            formulas.append(read)
            pieces.append(read.math)
            words += " § "
        else:
            pieces.append(piece.source)
            words += piece.text
    sentences = tuple(sentences_of(pieces))
    facts = tuple(_facts(formulas, sentences))
    return ReadParagraph(
        paragraph.start, tuple(formulas), facts, sentences, words, tuple(_problems(formulas)), macros
    )


def _read_formula(span: MathSpan, macros: Macros, words: str) -> tuple[ReadFormula, Macros]:
    parsed = parse(span.text, macros)
    formula = Formula(parsed.tree, span.source, span.start, span.end, span.display)
    clauses = clauses_of(parsed.tree)
    declared = tuple(
        tuple(fact for read in CLAUSE_READERS for fact in read(clause, formula)) for clause in clauses
    )
    read = ReadFormula(formula, parsed, clauses, declared, words, Math(formula, clauses))
    return read, macros.merge(parsed.macros_defined)


def _last_words(text: str) -> str:
    return _SENTENCE_END.split(text)[-1].lower()


def _facts(formulas: Iterable[ReadFormula], sentences: Iterable[Sentence]) -> Iterator[Fact]:
    for read in formulas:
        for declared in read.declared:
            yield from declared
        yield from read_braces(read.formula)
    for sentence in sentences:
        yield from facts_in_sentence(sentence)
        yield from conventions_in_prose(sentence)


def _problems(formulas: Iterable[ReadFormula]) -> Iterator[DeclarationProblem]:
    for read in formulas:
        for problem in read.parsed.problems:
            start, end = read.formula.place(problem.start, problem.end)
            yield DeclarationProblem(start, end, "syntax", problem.message, "warning")
