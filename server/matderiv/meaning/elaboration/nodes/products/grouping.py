"""Where a flat product does not conform from left to right: the grouping that does (`A x^T x`, `B x^T A y`)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from matderiv import algebra as a
from matderiv.algebra import Expression, Shape, ShapeError
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.errors import ShapeFaultError
from matderiv.syntax.tree import Node

FACTOR_LIMIT = 24


@dataclass(frozen=True, slots=True)
class Grouping:
    """An interval of factors: a single factor (`split` 0) or two parts."""

    shape: Shape
    left: Grouping | None = None
    right: Grouping | None = None
    position: int = 0


def regrouped(e: Elaboration, node: Node, factors: list[Expression]) -> Expression | None:
    """The product under some grouping in which everything conforms; None if there is none.

    Sizes that are already equal are preferred; only then neighbours that can be made equal are joined.
    """
    if len(factors) > FACTOR_LIMIT or any(len(factor.shape) > 2 for factor in factors):
        return None
    grouping = _best([e.shape(factor) for factor in factors])
    if grouping is not None:
        return _product(grouping, [e.resolve(factor) for factor in factors])
    return _joined(e, node, factors)


def _best(shapes: list[Shape]) -> Grouping | None:
    count = len(shapes)
    table: dict[tuple[int, int], Grouping] = {
        (i, i + 1): Grouping(shape, position=i) for i, shape in enumerate(shapes)
    }
    for width in range(2, count + 1):
        for start in range(count - width + 1):
            found = _split(table, start, start + width)
            if found is not None:
                table[start, start + width] = found
    return table.get((0, count))


def _split(table: dict[tuple[int, int], Grouping], start: int, end: int) -> Grouping | None:
    for middle in range(end - 1, start, -1):
        left, right = table.get((start, middle)), table.get((middle, end))
        if left is None or right is None:
            continue
        try:
            return Grouping(a.product_shape(left.shape, right.shape), left, right)
        except ShapeError:
            continue
    return None


def _product(grouping: Grouping, factors: list[Expression]) -> Expression:
    """The nested product, with left spines flat."""
    flat: list[Expression] = []
    current: Grouping | None = grouping
    while current is not None and current.left is not None and current.right is not None:
        flat.append(_product(current.right, factors))
        current = current.left
    assert current is not None
    if not flat:
        return factors[current.position]
    return a.Product((factors[current.position], *reversed(flat)))


def _joined(e: Elaboration, node: Node, factors: list[Expression]) -> Expression | None:
    """Joins a row and a column that can be made to conform into a scalar, and tries again."""
    for position, (left, right) in enumerate(pairwise(factors)):
        if not a.is_row(left.shape) or len(right.shape) != 1 or len(factors) == 2:
            continue
        state = e.sizes.snapshot()
        try:
            pair = e.build(node, lambda *both: a.Product(both), left, right)
            rest = [*factors[:position], pair, *factors[position + 2 :]]
            return e.build(node, lambda *all_factors: a.Product(all_factors), *rest)
        except ShapeFaultError:
            e.sizes.restore(state)
    return None
