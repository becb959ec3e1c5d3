"""What is derived: a problem with every convention decided and everything inferred made known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matderiv.meaning.scopes.scope import Scope, SymbolFacts

from ..algebra import Apply, Condition, Dimension, Expression, Member, Named, Symbol, free_indices, walk
from ..meaning import Problem


@dataclass(frozen=True)
class Question:
    """An expression, its variables in the order of the derivatives, and the conventions for its derivative.

    `total`: the variables do not differentiate in turn but vary together, as in a total differential.
    """

    expression: Expression
    variables: tuple[Expression, ...]
    conditions: tuple[Condition, ...]
    scope: Scope
    layout: str = "mixed"
    vec_order: str = "column"
    symmetric: str = "unconstrained"
    assumptions: tuple[str, ...] = ()
    total: bool = False


def question_of(problem: Problem) -> Question:
    """Mixed layout, column-major vec and the unconstrained gradient where nothing else is asked for.

    What was inferred of undeclared symbols becomes known, so that a printed form is read as the question was.
    """
    conventions = problem.scope.conventions
    return Question(
        expression=problem.expression,
        variables=problem.variables,
        conditions=problem.conditions,
        scope=_with_inferred(problem.scope, (problem.expression, *problem.variables)),
        layout=problem.layout or conventions.layout or "mixed",
        vec_order=problem.vec_order or conventions.vec_order or "column",
        symmetric=problem.symmetric or conventions.symmetric or "unconstrained",
        assumptions=problem.assumptions,
        total=problem.total,
    )


def _with_inferred(scope: Scope, expressions: Sequence[Expression]) -> Scope:
    for node in (node for expression in expressions for node in walk(expression)):
        if isinstance(node, Symbol) and node.family_axes == 0:
            facts = scope.get(node.name) or SymbolFacts(node.name)
            if facts.shape is None and facts.definition is None:
                scope = scope.with_symbol(replace(facts, shape=node.shape))
        if isinstance(node, Member):
            scope = _with_counts(scope, node.family)
        if isinstance(node, Named) and isinstance(node.definition, Apply):
            dependent = scope.get(node.symbol.name)
            if dependent is not None and dependent.arguments and dependent.shape is None:
                scope = scope.with_symbol(replace(dependent, shape=node.shape))
    for index in (index for expression in expressions for index in free_indices(expression)):
        scope = scope.with_symbol(SymbolFacts(index.name, role="index", index_size=index.size))
    return scope


def _with_counts(scope: Scope, family: Symbol) -> Scope:
    """How many members a family has, which the limits of a sum may tell: N is a number then, also without the sum."""
    facts = scope.get(family.name)
    if facts is None or len(facts.families) != family.family_axes:
        return scope
    families = tuple(
        replace(each, size=str(count)) if each.size is None and count == Dimension.of(str(count)) else each
        for each, count in zip(facts.families, family.shape, strict=False)
    )
    return scope if families == facts.families else scope.with_symbol(replace(facts, families=families))
