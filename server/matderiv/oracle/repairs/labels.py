"""The formula for labels 0 and 1 used with labels ±1, and the converse."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...algebra import Add, Expression, Number, Ones, Product, Symbol, walk
from .rewriting import Repaired, attempt, replaced

_HALF = Number(Fraction(1, 2))
_MINUS_ONE = Number(Fraction(-1))


def labels_of_another_kind(left: Expression, right: Expression) -> Iterator[Repaired]:
    """The right side with its labels y turned into those that it is right for."""
    labels = dict.fromkeys(node for node in walk(right) if isinstance(node, Symbol))
    for label in labels:
        if label.family_axes:
            continue
        ones: Expression = Ones(label.shape) if label.shape else Number(Fraction(1))
        if "signs" in label.properties:
            other: Expression = Product((_HALF, Add((label, ones))))
            words = f"the formula for labels 0 and 1 where {label.name} is ±1"
        elif "binary" in label.properties:
            other = Add((Product((Number(Fraction(2)), label)), Product((_MINUS_ONE, ones))))
            words = f"the formula for labels ±1 where {label.name} is 0 or 1"
        else:
            continue
        whole = attempt(lambda old=label, new=other: replaced(right, old, new))  # type: ignore[misc]
        if whole is not None:
            yield Repaired(whole, words)
