"""Doubts about series, which end nowhere, and lists of derivatives, which have no order of their own."""

from __future__ import annotations

from ...algebra import Derivative, IndexSum, MatrixLiteral
from .charge import Charge


def endless_sum(charge: Charge) -> str:
    """A series is more than any of its first terms."""
    if any(isinstance(node, IndexSum) and r"\infty" in node.upper.offset.names for node in charge.nodes()):
        return "a sum without end is checked as a finite one, which may behave otherwise"
    return ""


def partial_derivatives_in_another_order(charge: Charge) -> str:
    """Authors list the partial derivatives of a gradient in any order; none of them is wrong."""
    left, right = charge.left, charge.right
    if not isinstance(left, MatrixLiteral) or not isinstance(right, MatrixLiteral):
        return ""
    entries = [frozenset(entry for row in side.rows for entry in row) for side in (left, right)]
    if entries[0] == entries[1] and all(isinstance(entry, Derivative) for entry in entries[0]):
        return "the partial derivatives stand in another order than the arguments of the function"
    return ""
