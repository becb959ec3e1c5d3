"""Structured variables by substitution of the tangent: dX = L(dθ), one structure an entry of a table.

With G for the derivative by independent entries, `part` is the orthogonal projection of G on the tangents, `entries`
the derivative by the free entries, L*(G), put at all places where such an entry stands.
Source: The Matrix Cookbook, section 2.8.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import TypeAlias

from matderiv.algebra import Expression, Index, Inverse, Member, Transpose

from ..arrays.structure import has_property, is_symmetric
from ..contraction.assembly import multiplied
from ..contraction.renaming import renamed
from ..contraction.subscripts import Subscripts
from ..contraction.terms import Contribution, Relation, Term

Change: TypeAlias = Callable[[Iterable[Term], Subscripts], Iterator[Term]]

HALF = Fraction(1, 2)
UNIT = Fraction(1)


def _sum_with_transpose(factor: Fraction, sign: int) -> Change:
    def change(terms: Iterable[Term], axes: Subscripts) -> Iterator[Term]:
        row, column = axes
        turned = {index: other for index, other in ((row, column), (column, row)) if isinstance(index, Index)}
        for term in terms:
            yield replace(term, coefficient=factor * term.coefficient)
            other = renamed(term, turned)
            yield replace(other, coefficient=sign * factor * other.coefficient)

    return change


def _where(relation: str, factor: Fraction = UNIT) -> Change:
    """The entries whose row and column stand in a relation."""

    def change(terms: Iterable[Term], axes: Subscripts) -> Iterator[Term]:
        for term in terms:
            related = (Relation(axes[0], relation, axes[1]),)
            kept = multiplied(Contribution(term, ()), related, (), (), factor)
            if kept is not None:
                yield kept.term

    return change


def _symmetric_entries(terms: Iterable[Term], axes: Subscripts) -> Iterator[Term]:
    """G + G^T - G ⊙ I (The Matrix Cookbook 138)."""
    terms = tuple(terms)
    yield from _sum_with_transpose(UNIT, 1)(terms, axes)
    yield from _where("=", -UNIT)(terms, axes)


STRUCTURES: dict[str, dict[str, Change]] = {
    "diagonal": {"part": _where("="), "entries": _where("=")},
    "symmetric": {"part": _sum_with_transpose(HALF, 1), "entries": _symmetric_entries},
    "skew": {"part": _sum_with_transpose(HALF, -1), "entries": _sum_with_transpose(UNIT, -1)},
    "lower triangular": {"part": _where("≥"), "entries": _where("≥")},
    "upper triangular": {"part": _where("≤"), "entries": _where("≤")},
}
"""The first structure that a variable has counts."""

TRANSPOSED = {"lower triangular": "upper triangular", "upper triangular": "lower triangular"}


def structure_of(variable: Expression) -> str | None:
    """The structure of a square matrix by which a derivative is taken, None if it has none of the table."""
    if len(variable.shape) != 2:
        return None
    if isinstance(variable, Transpose):
        inner = structure_of(variable.operand)
        return TRANSPOSED.get(inner, inner) if inner is not None else None
    if isinstance(variable, Inverse):
        return structure_of(variable.operand)
    symbol = variable.family if isinstance(variable, Member) else variable
    declared = next((name for name in STRUCTURES if has_property(symbol, name)), None)
    return declared or ("symmetric" if is_symmetric(variable) else None)


def constrained(terms: list[Term], variable: Expression, axes: Subscripts, convention: str) -> list[Term]:
    """The derivative in the convention for a structured variable: unconstrained, part or entries."""
    structure = structure_of(variable) if len(axes) == 2 else None
    if convention == "unconstrained" or structure is None:
        return terms
    return list(STRUCTURES[structure][convention](terms, axes))
