"""Shared parts of a formula under a name of their own: the author's, else a free letter ("with s = σ(Xw)")."""

from __future__ import annotations

from collections.abc import Iterable, Set

from matderiv.algebra import (
    SCALAR,
    Elementwise,
    Expression,
    Identity,
    Named,
    Number,
    Ones,
    Size,
    Softmax,
    Symbol,
    Tangent,
    Zeros,
    is_row,
    walk,
)
from matderiv.calculus.arrays.structure import length
from matderiv.calculus.contraction.indices import free_indices

MOST_NAMES = 2
"""A formula with more is not easier to read."""

COST_OF_A_DEFINITION = 2
"""The name and the sign of equality."""

SHORTEST = 2

LETTERS = (
    ("c", r"\alpha", r"\beta", r"\kappa", r"\tau"),
    ("s", "u", "r", "q", "h", "z"),
    ("S", "M", "P", "Q", "R", "H"),
)
"""For scalars, vectors and matrices."""

_LEAVES = (Symbol, Named, Number, Size, Identity, Ones, Zeros, Tangent)


def with_names_of_author(expression: Expression, value: Expression) -> Expression:
    """The expression with what the author's formula gives a name under that name."""
    known = {
        node.definition: node
        for node in walk(value)
        if isinstance(node, Named)
        and length(node.definition) >= SHORTEST
        and not free_indices(node.definition)
    }
    return _replaced(expression, known) if known else expression


def with_shared_names(expression: Expression, taken: Set[str]) -> tuple[Expression, tuple[Named, ...]]:
    """The expression with its repeated long parts under free letters, and what these stand for."""
    names: list[Named] = []
    while len(names) < MOST_NAMES:
        part = _most_worth(expression)
        letter = _free_letter(part, taken) if part is not None else None
        if part is None or letter is None:
            break
        named = Named(Symbol(letter, part.shape), part)
        expression = _replaced(expression, {part: named})
        taken = taken | {letter}
        names.append(named)
    return expression, tuple(names)


def _free_letter(part: Expression, taken: Set[str]) -> str | None:
    order = 1 if is_row(part.shape) else len(part.shape)
    return next((letter for letter in LETTERS[order] if letter not in taken), None) if order < 3 else None


def _most_worth(expression: Expression) -> Expression | None:
    """The part that makes the formula shortest when it has a name; None if none does."""
    candidates = [
        (saved, part)
        for part, count in _occurrences(expression).items()
        if count > 1 and (saved := _saved(part, count)) > 0 and _may_have_a_name(part)
    ]
    return max(candidates, key=lambda found: found[0])[1] if candidates else None


def _saved(part: Expression, count: int) -> int:
    size = length(part)
    if size < SHORTEST:
        return 0
    saved = count * size - count - size - COST_OF_A_DEFINITION
    is_value = part.shape != SCALAR and isinstance(part, Softmax | Elementwise)
    return max(saved, 1) if is_value and count > 2 else saved


def _may_have_a_name(part: Expression) -> bool:
    if isinstance(part, _LEAVES) or free_indices(part) or is_row(part.shape):
        return False
    return not any(isinstance(node, Tangent) for node in walk(part))


def _occurrences(expression: Expression) -> dict[Expression, int]:
    """How often each part is written; what stands under a name is not."""
    order: dict[Expression, None] = {}
    stack = [(expression, False)]
    while stack:
        node, done = stack.pop()
        if node in order:
            continue
        if done:
            order[node] = None
        else:
            stack.append((node, True))
            stack.extend((child, False) for child in _written(node))
    counts = dict.fromkeys(order, 0)
    counts[expression] = 1
    for node in reversed(order):
        for child in _written(node):
            counts[child] += counts[node]
    return counts


def _written(node: Expression) -> Iterable[Expression]:
    return () if isinstance(node, Named) else node.children()


def _replaced(expression: Expression, known: dict[Expression, Named]) -> Expression:
    done: dict[int, tuple[Expression, Expression]] = {}

    def visit(node: Expression) -> Expression:
        if isinstance(node, Named):
            return node
        if node in known:
            return known[node]
        found = done.get(id(node))
        if found is None:
            found = done[id(node)] = (node, node.map_children(visit))
        return found[1]

    return visit(expression)
