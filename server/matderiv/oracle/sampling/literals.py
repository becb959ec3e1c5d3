"""Small sizes in the place of large ones that a note fixes, such as 784 inputs, where those would cost too much."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations_with_replacement

from ...algebra import Dimension, Expression, Number, Symbol

_LARGE = 9
_SMALLEST_STAND_IN = 4


def smaller_literals(dimensions: Iterable[Dimension]) -> dict[int, int]:
    """Stand-ins for the literals above 9; products and sums of two of them are kept consistent.

    Ascending literals get ascending sizes, so that what was longer stays longer. Empty if there are none.
    """
    large = sorted({abs(int(c)) for d in dimensions for _, c in d.terms if abs(int(c)) > _LARGE})
    found: dict[int, int] = {}
    following = _SMALLEST_STAND_IN
    for literal in large:
        composed = _composed(literal, found)
        if composed is None:
            composed, following = following, following + 1
        found[literal] = composed
    return found


def are_sizes_of_arrays(literals: Iterable[int], nodes: Iterable[Expression]) -> bool:
    """Whether they are sizes of declared arrays or of their vecs, and no number of a formula could be made of them."""
    sizes: set[int] = set()
    for node in nodes:
        if isinstance(node, Number) and max(abs(node.value.numerator), node.value.denominator) > _LARGE:
            return False
        if isinstance(node, Symbol):
            sizes |= {abs(int(c)) for size in node.shape for _, c in size.terms}
    products = {a * b for a, b in combinations_with_replacement(sizes, 2)}
    return (sizes | products).issuperset(literals)


def _composed(literal: int, known: dict[int, int]) -> int | None:
    for a, b in combinations_with_replacement(known, 2):
        if a * b == literal:
            return known[a] * known[b]
        if a + b == literal:
            return known[a] + known[b]
    for a, stand_in in known.items():
        if literal == a + 1:
            return stand_in + 1
        if literal % a == 0 and literal // a <= _LARGE:
            return stand_in * (literal // a)
    return None
