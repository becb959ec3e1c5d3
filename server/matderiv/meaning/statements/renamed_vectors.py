r"""Names that a chain of equalities gives to a vec: `(x^\top \otimes I)\operatorname{vec}(W) = (x^\top \otimes I)w`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from itertools import pairwise

from matderiv.meaning.declarations.fact import SymbolFact
from matderiv.meaning.formula import Formula
from matderiv.meaning.names import symbol_name
from matderiv.meaning.scopes.scope import Strength
from matderiv.meaning.statements.definitions import Head, definition_fact, head_of
from matderiv.syntax import tree as t


def renamed_vectors(members: Sequence[t.Node], formula: Formula) -> Iterator[SymbolFact]:
    """The names that stand where the member before has the vec of a matrix, and all else is the same; a guess."""
    for before, after in pairwise(members):
        pairs = list(_differences(before, after))
        if len(pairs) == 1:
            stacked, name = pairs[0]
            head = head_of(name) if _is_vec(stacked) and isinstance(name, t.Identifier) else None
            if head is not None:
                yield _guessed(head, stacked, formula, (before, after))


def _guessed(head: Head, stacked: t.Node, formula: Formula, sides: tuple[t.Node, t.Node]) -> SymbolFact:
    fact = definition_fact(head, stacked, formula)
    start, end = formula.place_of(*sides)
    text = f"{head.subject.name} = {formula.tex(stacked)}"
    return replace(
        fact, source=replace(fact.source, strength=Strength.INFERRED, text=text, start=start, end=end)
    )


def _is_vec(node: t.Node) -> bool:
    if not isinstance(node, t.Call) or len(node.arguments) != 1:
        return False
    return (symbol_name(node.function) or "").lstrip("\\") == "vec" and symbol_name(
        node.arguments[0]
    ) is not None


def _differences(one: t.Node, other: t.Node) -> Iterator[tuple[t.Node, t.Node]]:
    """The largest parts in which two trees differ, apart from where they stand."""
    children, others = one.children(), other.children()
    if type(one) is not type(other) or len(children) != len(others) or _own(one) != _own(other):
        yield one, other
        return
    for pair in zip(children, others, strict=True):
        yield from _differences(*pair)


def _own(node: t.Node) -> list[object]:
    """What a node says itself, without its place and its children."""
    values = (getattr(node, item.name) for item in fields(node) if item.name not in ("start", "end"))
    return [value for value in values if not isinstance(value, (t.Node, tuple))]
