r"""`X \in \mathbb{R}^{m \times n}`, also behind lists and at the end of chains, and `D \subset \mathbb{R}^n`."""

from __future__ import annotations

from collections.abc import Iterator

from matderiv.algebra import ShapeError, transposed
from matderiv.meaning.declarations.fact import Fact, SymbolFact
from matderiv.meaning.declarations.sets import Membership, membership_of
from matderiv.meaning.declarations.subjects import Found, subject_of, subjects_of
from matderiv.meaning.formula import Formula
from matderiv.meaning.scopes.scope import Source, Strength, SymbolFacts
from matderiv.meaning.statements.clauses import Clause
from matderiv.syntax import tree as t

_SUBSETS = {"\\subset", "\\subseteq", "\\subseteqq", "\\subsetneq"}
_EQUALITIES = {"=", ":=", "\\equiv", "\\triangleq", "\\coloneqq", "\\approx"}


def read_memberships(clause: Clause, formula: Formula) -> Iterator[Fact]:
    for number, operator in enumerate(clause.operators):
        if operator.name == "\\in":
            yield from _memberships(clause, number, formula)
        elif operator.name in _SUBSETS:
            yield from _subset(clause, number, formula)


def _memberships(clause: Clause, number: int, formula: Formula) -> Iterator[Fact]:
    found_set = membership_of(clause.operands[number + 1])
    left = clause.operands[number]
    source = _source(formula, left, clause.operands[number + 1])
    for found in _subjects(clause, number):
        facts = _facts(found, found_set)
        if facts is not None:
            yield SymbolFact(found.subject, facts, _weakened(source, found))


def _subjects(clause: Clause, number: int) -> Iterator[Found]:
    """The members: the operand itself with the list before it, and all that the chain says to be equal to it."""
    begin = number
    while begin > 0 and clause.operators[begin - 1].name in _EQUALITIES:
        begin -= 1
    if begin == 0 and clause.lead:
        yield from subjects_of((*clause.lead, clause.operands[0]))
    else:
        for operand in clause.operands[begin : number + 1]:
            found = subject_of(operand)
            if found is not None and not isinstance(operand, t.Group):
                yield found


def _facts(found: Found, members: Membership | None) -> SymbolFacts | None:
    name = found.subject.name
    if members is None:
        return SymbolFacts(name, role="index") if _may_be_index(name) else None
    shape = members.shape
    if found.transposed and shape is not None:
        try:
            shape = transposed(shape)
        except ShapeError:
            return None
    role = None if members.role == "index" and not _may_be_index(found.subject.base) else members.role
    return SymbolFacts(
        name,
        shape=shape,
        role=role,
        properties=members.properties,
        arguments=found.subject.arguments,
        index_size=members.index_size,
    )


def _may_be_index(name: str) -> bool:
    return len(name) == 1 and name.islower()


def _weakened(source: Source, found: Found) -> Source:
    """What a differential is in says no more than that its variable has the same shape."""
    if not found.differential:
        return source
    return Source(Strength.INFERRED, source.text, source.start, source.end)


def _subset(clause: Clause, number: int, formula: Formula) -> Iterator[Fact]:
    members = membership_of(clause.operands[number + 1])
    found = subject_of(clause.operands[number])
    if members is not None and found is not None:
        source = _source(formula, clause.operands[number], clause.operands[number + 1])
        facts = SymbolFacts(found.subject.name, shape=members.shape, role="set")
        yield SymbolFact(found.subject, facts, source)


def _source(formula: Formula, *nodes: t.Node) -> Source:
    return Source(Strength.FORMULA, formula.tex(*nodes), *formula.place_of(*nodes))
