"""A factor that was left out of a product."""

from __future__ import annotations

from collections.abc import Iterator

from ...algebra import Entry, Expression, Inverse, Member, Named, Number, Product, Symbol, Transpose, walk
from .rewriting import Repaired, attempt, everywhere
from .words import in_words

_MOST_OPERANDS = 8


def missing_operand(left: Expression, right: Expression) -> Iterator[Repaired]:
    """A symbol of the left side, its transpose or its inverse put into a product at any place."""
    pool = _operands(left)

    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        factors = node.factors if isinstance(node, Product) else (node,)
        if isinstance(node, Number):
            return
        for operand in pool:
            for place in _places(factors, operand):
                longer = (*factors[:place], operand, *factors[place:])
                whole = attempt(lambda f=longer: Product(f))  # type: ignore[misc]
                if whole is not None:
                    yield whole, f"missing factor {in_words(operand)}"

    for repaired in everywhere(right, change):
        if repaired.expression.shape == left.shape:
            yield repaired


def _places(factors: tuple[Expression, ...], operand: Expression) -> Iterator[int]:
    """Arrays are put behind numbers, as people write them."""
    for place in range(len(factors) + 1):
        before_number = place < len(factors) and factors[place].shape == ()
        if not (operand.shape and before_number):
            yield place


def _operands(left: Expression) -> list[Expression]:
    """The symbols, entries, members and inverses of a side; arrays also transposed."""
    found: dict[Expression, None] = {}
    for node in walk(left):
        if isinstance(node, Symbol | Named | Entry | Member | Inverse) and len(node.shape) <= 2:
            if isinstance(node, Symbol) and node.family_axes:
                continue
            found[node] = None
    operands = list(found)[:_MOST_OPERANDS]
    return [*operands, *(Transpose(each) for each in operands if each.shape)]
