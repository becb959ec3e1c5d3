"""Rewriting one place of an expression."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from ...algebra import (
    Derivative,
    Expression,
    FunctionDerivative,
    Member,
    Named,
    Product,
    ShapeError,
    Tangent,
)


@dataclass(frozen=True, slots=True)
class Repaired:
    """A changed right side, and what the author would have done wrong if it is the true one."""

    expression: Expression
    mistake: str


Repair: TypeAlias = Callable[[Expression, Expression], Iterator[Repaired]]
"""From the left and the right side of a claim to changed right sides, of which any may be true."""

Change: TypeAlias = Callable[[Expression], Iterable[tuple[Expression, str]]]


def everywhere(expression: Expression, change: Change) -> Iterator[Repaired]:
    """All expressions in which the change was made at exactly one place; what does not conform is left out.

    Definitions, and the bodies of derivatives, are not the author's right side and stay as they are; so do the symbols
    that a family or a differential is made of.
    """
    for changed, mistake in _conforming(lambda: change(expression)):
        yield Repaired(changed, mistake)
    if isinstance(expression, Named | Derivative | FunctionDerivative | Member | Tangent):
        return
    for position, child in enumerate(expression.children()):
        for inner in everywhere(child, change):
            rebuilt = with_child(expression, position, inner.expression)
            if rebuilt is not None:
                yield Repaired(rebuilt, inner.mistake)


def _conforming(changes: Callable[[], Iterable[tuple[Expression, str]]]) -> Iterator[tuple[Expression, str]]:
    try:
        yield from changes()
    except ShapeError:
        return


def with_child(expression: Expression, position: int, replacement: Expression) -> Expression | None:
    """The expression with one of its children replaced; None where that does not conform."""
    count = -1

    def replaced(child: Expression) -> Expression:
        nonlocal count
        count += 1
        return replacement if count == position else child

    try:
        return expression.map_children(replaced)
    except (ShapeError, ValueError):
        return None


def replaced(expression: Expression, old: Expression, new: Expression) -> Expression:
    """The expression with a part replaced wherever it stands."""
    if expression == old:
        return new
    if isinstance(expression, Named | Derivative | FunctionDerivative | Member | Tangent):
        return expression
    return expression.map_children(lambda child: replaced(child, old, new))


def times(factor: Expression, expression: Expression) -> Expression:
    """A product with one more factor in front."""
    factors = expression.factors if isinstance(expression, Product) else (expression,)
    return Product((factor, *factors))


def attempt(build: Callable[[], Expression]) -> Expression | None:
    """What `build` gives, None where shapes do not conform."""
    try:
        return build()
    except (ShapeError, ValueError):
        return None
