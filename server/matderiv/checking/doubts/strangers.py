"""Doubts about what stands on one side only: indices, symbols and functions that come from nowhere."""

from __future__ import annotations

from ...algebra import (
    Apply,
    Expression,
    FunctionDerivative,
    Named,
    PowerSeries,
    Symbol,
    Tangent,
    free_indices,
    walk,
)
from .charge import Charge


def indices_on_one_side(charge: Charge) -> str:
    if charge.left is None or charge.right is None:
        return ""
    odd = _index_names(charge.left) ^ _index_names(charge.right)
    return f"the index ${min(odd)}$ stands only on one side" if odd else ""


def stranger_on_the_right(charge: Charge) -> str:
    """A symbol or function that the left side does not contain, and of which nothing says how it is made."""
    if charge.left is None or charge.right is None:
        return ""
    strange = (_plain_symbols(charge.right) | _functions(charge.right)) - all_names(charge.left)
    strange -= frozenset(charge.grounds.points)
    return f"nothing says how ${min(strange)}$ comes from the left side" if strange else ""


def differential_of_the_unknown(charge: Charge) -> str:
    """`dv = …` of a symbol without a definition states how it depends on others; only its author knows."""
    for side in charge.sides:
        if isinstance(side, Tangent) and not isinstance(side.of, Named):
            return "nothing says how the symbol that is differentiated depends on the others"
    return ""


def _index_names(side: Expression) -> frozenset[str]:
    return frozenset(index.name for index in free_indices(side))


def _plain_symbols(side: Expression) -> frozenset[str]:
    nodes = list(walk(side))
    defined = {node.symbol.name for node in nodes if isinstance(node, Named)}
    return frozenset(node.name for node in nodes if isinstance(node, Symbol)) - defined


def _functions(side: Expression) -> frozenset[str]:
    return frozenset(node.function.name for node in walk(side) if isinstance(node, Apply | PowerSeries))


def all_names(side: Expression) -> frozenset[str]:
    """Everything that a side shows or rests on; an abstract function may hide any symbol it was declared with."""
    names: set[str] = set()
    for node in walk(side):
        if isinstance(node, Symbol):
            names.add(node.name)
        elif isinstance(node, Apply | FunctionDerivative | PowerSeries):
            names.add(node.function.name)
    return frozenset(names)
