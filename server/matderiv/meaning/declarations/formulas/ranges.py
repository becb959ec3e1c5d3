r"""Ranges of indices: `i = 1, \dots, N` and `1 \le i \le N`."""

from __future__ import annotations

from collections.abc import Iterator

from matderiv.meaning.declarations.dimensions import dimension_of
from matderiv.meaning.declarations.fact import Fact, SymbolFact
from matderiv.meaning.declarations.subjects import subjects_of
from matderiv.meaning.formula import Formula
from matderiv.meaning.scopes.scope import Source, Strength, SymbolFacts
from matderiv.meaning.statements.clauses import Clause
from matderiv.syntax import tree as t

_AT_MOST = {"\\le", "\\leq", "\\leqslant"}


def read_ranges(clause: Clause, formula: Formula) -> Iterator[Fact]:
    if len(clause.operators) == 1 and clause.operators[0].name == "=" and clause.trail:
        yield from _dotted(clause, formula)
    elif len(clause.operators) == 2 and all(operator.name in _AT_MOST for operator in clause.operators):
        yield from _bounded(clause, formula)


def _dotted(clause: Clause, formula: Formula) -> Iterator[Fact]:
    subjects, first = (*clause.lead, clause.operands[0]), clause.operands[1]
    last = clause.trail[-1]
    if isinstance(first, t.Number) and not isinstance(last, t.Ellipsis):
        yield from _facts(subjects, first, last, clause, formula)


def _bounded(clause: Clause, formula: Formula) -> Iterator[Fact]:
    first, middle, last = clause.operands
    if isinstance(first, t.Number):
        yield from _facts((middle,), first, last, clause, formula)


def _facts(
    subjects: tuple[t.Node, ...], first: t.Number, last: t.Node, clause: Clause, formula: Formula
) -> Iterator[Fact]:
    size = dimension_of(last)
    if size is not None and first.text == "0":
        size = size + 1
    nodes = clause.operands
    source = Source(Strength.FORMULA, formula.tex(*nodes), *formula.place_of(*nodes))
    for found in subjects_of(subjects):
        name = found.subject.name
        yield SymbolFact(found.subject, SymbolFacts(name, role="index", index_size=size), source)
