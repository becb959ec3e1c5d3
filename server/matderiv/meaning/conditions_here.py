r"""The conditions under which a claim is meant: declared ones, and comparisons that its paragraph makes nearby.

Of several comparisons of the same quantities ("for $i \neq j$ …, and for $i = j$ …") the nearest one is meant: one
behind the claim in its own formula, else the last one before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from matderiv.algebra import (
    Condition,
    Index,
    IndexForm,
    IndexIndicator,
    Indicator,
    Symbol,
    free_indices,
    walk,
)
from matderiv.meaning.claim import Reading
from matderiv.meaning.formula import Formula
from matderiv.meaning.remembered_conditions import conditions_of
from matderiv.meaning.scopes.scope import ConditionText, Scope
from matderiv.meaning.statements.statements import Step
from matderiv.syntax import tree as t

_RELATIONS = {"=": "=", "\\ne": "≠", "\\neq": "≠"}


def conditions_here(
    scope: Scope, formula: Formula, step: Step, readings: Iterable[Reading]
) -> tuple[Condition, ...]:
    """What has to hold for the claim that a step makes."""
    texts = _nearest(scope.conditions, formula, step)
    indices = {index.name: index for reading in readings for index in _indices_of(reading)}
    of_indices = {text: _of_indices(text, indices) for text in texts}
    others = replace(scope, conditions=tuple(text for text, found in of_indices.items() if found is None))
    of_values = (each for each in conditions_of(others) if _is_of_values(each, frozenset(indices.values())))
    return (*of_values, *(found for found in of_indices.values() if found is not None))


def _nearest(texts: Iterable[ConditionText], formula: Formula, step: Step) -> tuple[ConditionText, ...]:
    """The conditions without comparisons that another one of the same quantities replaces."""
    kept: dict[object, ConditionText] = {}
    for text in texts:
        relations = _comparison(text)
        if relations is None:
            kept[id(text)] = text
            continue
        names = frozenset(node.name for node in t.walk(relations) if isinstance(node, t.Identifier))
        known = kept.get(names)
        if known is None or _nearness(text, formula, step) <= _nearness(known, formula, step):
            kept[names] = text
    return tuple(kept.values())


def _nearness(text: ConditionText, formula: Formula, step: Step) -> tuple[int, int]:
    start = text.source.start
    if step.end <= start < formula.end:
        return 0, start
    return (1, step.start - start) if start < step.start else (2, start)


def _comparison(text: ConditionText) -> t.Relations | None:
    match text.tree:
        case t.Call(function=t.Number(text="1", style="mathbb"), arguments=(t.Relations() as relations,)):
            return relations
    return None


def _indices_of(reading: Reading) -> Iterator[Index]:
    for side in (reading.left, reading.right):
        if side is not None:
            yield from free_indices(side)


def _is_of_values(condition: Condition, indices: frozenset[Index]) -> bool:
    """Whether a condition is no comparison of sizes, nor one of members (`y_i < 1`) of which the claim says nothing."""
    expression = condition.expression
    if not isinstance(expression, Indicator):
        return True
    has_values = any(isinstance(node, Symbol) for node in walk(expression))
    return has_values and free_indices(expression) <= indices


def _of_indices(text: ConditionText, indices: dict[str, Index]) -> Condition | None:
    """The condition on two indices of a claim, `j ≠ k`; None if it is one on values."""
    relations = _comparison(text)
    if relations is None or len(relations.operands) != 2:
        return None
    found = [indices.get(node.name) for node in relations.operands if isinstance(node, t.Identifier)]
    relation = _RELATIONS.get(relations.operators[0].name)
    if relation is None or len(found) != 2 or found[0] is None or found[1] is None:
        return None
    indicator = IndexIndicator(IndexForm.of(found[0]), relation, IndexForm.of(found[1]))
    return Condition(indicator, "nonzero")
