r"""Hypotheses about differentials: "if `dy = \operatorname{tr}(A\,dX)`" says how y depends on X."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from typing import Any

from matderiv.meaning.declarations.fact import SymbolFact
from matderiv.meaning.formula import Formula
from matderiv.meaning.names import symbol_name
from matderiv.meaning.statements.definitions import definition_fact, head_of
from matderiv.syntax import tree as t


def supposed_differential(members: Sequence[t.Node], formula: Formula) -> SymbolFact | None:
    r"""The hypothesis that y is the linear function of which its differential is written: `a^\top x` for `a^\top dx`.

    None where the coefficients contain what varies, so that the function is not known.
    """
    if len(members) != 2 or not isinstance(members[0], t.Differential) or members[0].operand is None:
        return None
    head = head_of(members[0].operand)
    if head is None or members[0].order is not None:
        return None
    increments = set(_increments(members[1]))
    body = _integrated(members[1])
    if not increments or increments & _names_outside(members[1]):
        return None
    return replace(definition_fact(head, body, formula), is_hypothesis=True)


def _increments(tree: t.Node) -> Iterator[str]:
    """The names behind a sign of differentiation."""
    for node in t.walk(tree):
        operand = node.operand if isinstance(node, t.Differential) else None
        name = symbol_name(operand) if operand is not None else None
        if name is not None:
            yield name


def _names_outside(tree: t.Node) -> set[str]:
    """The names that stand in a tree without a sign of differentiation before them."""
    names: set[str] = set()
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, t.Differential):
            continue
        name = symbol_name(node)
        if name is not None:
            names.add(name)
        else:
            waiting.extend(node.children())
    return names


def _integrated(tree: t.Node) -> t.Node:
    """The tree with each increment replaced by what it is an increment of."""
    if isinstance(tree, t.Differential) and tree.operand is not None:
        return tree.operand
    changes: dict[str, Any] = {}
    for item in fields(tree):
        value = getattr(tree, item.name)
        if isinstance(value, t.Node):
            changes[item.name] = _integrated(value)
        elif isinstance(value, tuple) and any(isinstance(each, t.Node) for each in value):
            changes[item.name] = tuple(
                _integrated(each) if isinstance(each, t.Node) else each for each in value
            )
    return replace(tree, **changes) if changes else tree
