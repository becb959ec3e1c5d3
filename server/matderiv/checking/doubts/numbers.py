r"""The doubt about a number for a formula: the value at some point, unless the formula is taken there, as in
`\nabla f(1, 0)`.
"""

from __future__ import annotations

from ...algebra import (
    Expression,
    MathematicalConstant,
    Named,
    Number,
    Ones,
    Substitution,
    Symbol,
    walk,
)
from .charge import Charge


def number_for_a_formula(charge: Charge) -> str:
    if _is_numeric(charge.right) and not _is_numeric(charge.left) and not _is_at_numbers(charge.left):
        return "the right side is a number, perhaps the value at some point"
    return ""


def _is_numeric(side: Expression | None) -> bool:
    """Whether a side is made of written numbers alone; a number may have been spread over an array."""
    if side is None:
        return False
    nodes = list(walk(side))
    written = any(isinstance(node, Number | MathematicalConstant) for node in nodes)
    return written and all(
        node.children() or isinstance(node, Number | MathematicalConstant | Ones) for node in nodes
    )


def _is_at_numbers(side: Expression | None) -> bool:
    """Whether all symbols of a side are replaced by numbers, so that a number is the right kind of answer."""
    replaced: set[str] = set()
    while isinstance(side, Substitution) and isinstance(side.variable, Symbol):
        if not isinstance(side.value, Number):
            return False
        replaced.add(side.variable.name)
        side = side.body
    if side is None or not replaced:
        return False
    nodes = list(walk(side))
    defined = {node.symbol.name for node in nodes if isinstance(node, Named)}
    return {node.name for node in nodes if isinstance(node, Symbol)} <= replaced | defined
