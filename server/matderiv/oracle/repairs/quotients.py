"""Fractions upside down."""

from __future__ import annotations

from collections.abc import Iterator

from ...algebra import Expression, Quotient
from .rewriting import Repaired, everywhere


def upside_down(left: Expression, right: Expression) -> Iterator[Repaired]:
    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        if isinstance(node, Quotient) and not node.numerator.shape and not node.denominator.shape:
            yield Quotient(node.denominator, node.numerator), "numerator and denominator are exchanged"

    yield from everywhere(right, change)
