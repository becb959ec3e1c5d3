"""What each place at which a variable stands contributes to a derivative."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...algebra import (
    Derivative,
    Differential,
    DirectionalDerivative,
    Entry,
    Expression,
    Named,
    Number,
    Power,
    Product,
    Quotient,
    Symbol,
    Tangent,
    Transpose,
    transform_bottom_up,
)
from .rewriting import with_child

_MOST_OCCURRENCES = 8
_MOST_STEPS = 400


@dataclass(frozen=True, slots=True)
class Contribution:
    """The derivative through the place at a path; `in_denominator` if that stands below a fraction's bar."""

    expression: Expression
    path: tuple[int, ...]
    in_denominator: bool


def contributions(left: Expression) -> tuple[Contribution, ...]:
    """Those of a first derivative or a differential; none where there is but one place, or very many."""
    if not isinstance(left, Derivative | Differential):
        return ()
    found: list[Contribution] = []
    for variable in left.variables:
        root = _root(variable)
        if root is None or (isinstance(left, Derivative) and len(left.variables) != 1):
            return ()
        places = [] if len(found) > _MOST_OCCURRENCES else list(_places(_written_out(left.body), root))
        for place in places:
            expression = _through(left, place.body, variable, root, place.moved)
            found.append(Contribution(expression, place.path, place.below))
    return tuple(found) if 1 < len(found) <= _MOST_OCCURRENCES else ()


def _root(variable: Expression) -> Symbol | None:
    while isinstance(variable, Entry | Transpose):
        variable = variable.operand
    return variable if isinstance(variable, Symbol) else None


def _through(
    left: Derivative | Differential, body: Expression, variable: Expression, root: Symbol, moved: Named
) -> Expression:
    if isinstance(left, Differential):
        return DirectionalDerivative(body, moved, Tangent(root))
    return Derivative(body, (_replaced(variable, root, moved),), left.layout)


def _replaced(variable: Expression, root: Symbol, moved: Named) -> Expression:
    if variable == root:
        return moved
    return variable.map_children(lambda child: _replaced(child, root, moved))


def _written_out(expression: Expression) -> Expression:
    """The expression with the definitions of names in their places, and small powers as products."""
    return transform_bottom_up(expression, _opened)


def _opened(node: Expression) -> Expression:
    match node:
        case Named(definition=definition):
            return definition
        case Power(base=base, exponent=Number(value=count)) if base.shape and count in (2, 3, 4):
            return Product((base,) * int(count))
    return node


@dataclass(frozen=True, slots=True)
class _Place:
    """The body with the variable marked at one place."""

    body: Expression
    moved: Named
    path: tuple[int, ...]
    below: bool


def _places(body: Expression, root: Symbol) -> Iterator[_Place]:
    steps = 0

    def visit(node: Expression, below: bool) -> Iterator[_Place]:
        nonlocal steps
        steps += 1
        if steps > _MOST_STEPS:
            return
        if node == root:
            moved = Named(Symbol(f"{root.name} here", root.shape), root)
            yield _Place(moved, moved, (), below)
            return
        for position, child in enumerate(node.children()):
            under = below or (isinstance(node, Quotient) and position == 1)
            for place in visit(child, under):
                rebuilt = with_child(node, position, place.body)
                if rebuilt is not None:
                    yield _Place(rebuilt, place.moved, (position, *place.path), place.below)

    yield from visit(body, False)


def groups(found: tuple[Contribution, ...]) -> Iterator[tuple[Contribution, ...]]:
    """The contributions below one node, for every node that has some of them but not all."""
    seen: set[tuple[Contribution, ...]] = set()
    for each in found:
        for length in range(len(each.path), 0, -1):
            group = tuple(c for c in found if c.path[:length] == each.path[:length])
            if len(group) < len(found) and group not in seen:
                seen.add(group)
                yield group
