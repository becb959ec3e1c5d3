r"""`x \sim \mathcal{N}(\mu, \Sigma)`, `\mathcal{N}(x \mid \mu, \Sigma)`: vectors and a positive definite covariance."""

from __future__ import annotations

from collections.abc import Iterator

from matderiv.meaning.call_arguments import flat_arguments
from matderiv.meaning.declarations.fact import Fact, SymbolFact
from matderiv.meaning.declarations.subjects import Found, subject_of
from matderiv.meaning.formula import Formula
from matderiv.meaning.names import symbol_name
from matderiv.meaning.scopes.scope import Source, Strength, SymbolFacts
from matderiv.meaning.statements.clauses import Clause
from matderiv.syntax import tree as t

STYLED_NORMAL = frozenset(
    {r"\mathcal{N}", r"\mathrm{N}", r"\mathscr{N}", r"\mathcal{MVN}", r"\mathrm{Normal}"}
)
"""What the normal distribution is called, in letters that stand for nothing else."""

NORMAL = STYLED_NORMAL | {"N", r"\N"}

_DEFINITE = frozenset({"symmetric", "positive definite"})


def read_densities(formula: Formula) -> Iterator[Fact]:
    """The covariances of normal densities wherever they are written."""
    if "N" not in formula.source.text:
        return
    for node in t.walk(formula.tree):
        arguments = density_arguments(node)
        found = _covariance(arguments[2]) if arguments is not None else None
        if found is not None:
            source = Source(Strength.INFERRED, formula.tex(node), *formula.place_of(node))
            update = SymbolFacts(found.subject.name, role="matrix", properties=_DEFINITE)
            yield SymbolFact(found.subject, update, source)


def density_arguments(node: t.Node) -> tuple[t.Node, ...] | None:
    r"""The point, the mean and the covariance of `\mathcal{N}(x \mid \mu, \Sigma)`; None for anything else."""
    if not isinstance(node, t.Call) or _name(node.function) not in NORMAL:
        return None
    found = flat_arguments(node)
    return found if len(found) == 3 else None


def _covariance(node: t.Node) -> Found | None:
    plain = node.base if isinstance(node, t.Inverse) else node
    return subject_of(plain) if _is_covariance(plain) else None


def read_distributions(clause: Clause, formula: Formula) -> Iterator[Fact]:
    if len(clause.operators) != 1 or clause.operators[0].name != "\\sim":
        return
    arguments = _normal_arguments(clause.operands[1])
    if len(arguments) != 2 or not _is_covariance(arguments[1]):
        return
    source = Source(Strength.FORMULA, formula.tex(*clause.operands), *formula.place_of(*clause.operands))
    for node, role, properties in (
        (clause.operands[0], "vector", frozenset[str]()),
        (arguments[0], "vector", frozenset[str]()),
        (arguments[1], "matrix", _DEFINITE),
    ):
        found = subject_of(node)
        if found is not None:
            update = SymbolFacts(found.subject.name, role=role, properties=properties)
            yield SymbolFact(found.subject, update, source)


def _normal_arguments(node: t.Node) -> tuple[t.Node, ...]:
    match node:
        case t.Call(function=function, arguments=arguments) if _name(function) in NORMAL:
            return arguments
        case t.Juxtaposition(factors=(function, t.Group(body=t.Sequence(items=items)))) if (
            _name(function) in NORMAL
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
