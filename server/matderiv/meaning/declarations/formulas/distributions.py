r"""`x \sim \mathcal{N}(\mu, \Sigma)`: a random vector, its mean, and a positive definite covariance."""

from __future__ import annotations

from collections.abc import Iterator

from matderiv.meaning.declarations.fact import Fact, SymbolFact
from matderiv.meaning.declarations.subjects import subject_of
from matderiv.meaning.formula import Formula
from matderiv.meaning.names import symbol_name
from matderiv.meaning.scopes.scope import Source, Strength, SymbolFacts
from matderiv.meaning.statements.clauses import Clause
from matderiv.syntax import tree as t

_NORMAL = {"N", "\\mathcal{N}", "\\mathrm{N}", "\\mathscr{N}", "\\N", "\\mathcal{MVN}", "\\mathrm{Normal}"}


def read_distributions(clause: Clause, formula: Formula) -> Iterator[Fact]:
    if len(clause.operators) != 1 or clause.operators[0].name != "\\sim":
        return
    arguments = _normal_arguments(clause.operands[1])
    if len(arguments) != 2 or not _is_covariance(arguments[1]):
        return
    source = Source(Strength.FORMULA, formula.tex(*clause.operands), *formula.place_of(*clause.operands))
    definite = frozenset({"symmetric", "positive definite"})
    for node, role, properties in (
        (clause.operands[0], "vector", frozenset[str]()),
        (arguments[0], "vector", frozenset[str]()),
        (arguments[1], "matrix", definite),
    ):
        found = subject_of(node)
        if found is not None:
            update = SymbolFacts(found.subject.name, role=role, properties=properties)
            yield SymbolFact(found.subject, update, source)


def _normal_arguments(node: t.Node) -> tuple[t.Node, ...]:
    match node:
        case t.Call(function=function, arguments=arguments) if _name(function) in _NORMAL:
            return arguments
        case t.Juxtaposition(factors=(function, t.Group(body=t.Sequence(items=items)))) if (
            _name(function) in _NORMAL
        ):
            return items
    return ()


def _name(function: t.Node) -> str | None:
    return symbol_name(function.base if isinstance(function, t.Subscript) else function)


def _is_covariance(node: t.Node) -> bool:
    """Whether the second argument is a matrix by its letter; `\\sigma^2` is a variance."""
    found = subject_of(node)
    if found is None:
        return False
    letters = found.subject.base.rsplit("{", 1)[-1].lstrip("\\")
    return letters[:1].isupper()
