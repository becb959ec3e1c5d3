"""Structured variables by substitution of the tangent: dX = L(dθ), no table of special cases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from matderiv.algebra import Expression, Index

from ..arrays.structure import is_symmetric
from ..contraction.assembly import multiplied
from ..contraction.renaming import renamed
from ..contraction.subscripts import Subscripts
from ..contraction.terms import Contribution, Relation, Term


def constrained(terms: list[Term], variable: Expression, axes: Subscripts, symmetric: str) -> list[Term]:
    """The derivative in the convention for a symmetric variable.

    `part` is (G + G^T)/2, `entries` is by the free entries i ≤ j: G + G^T - G ⊙ I. Source: The Matrix Cookbook 138.
    """
    if symmetric == "unconstrained" or len(axes) != 2 or not is_symmetric(variable):
        return terms
    if symmetric == "part":
        return [half for term in terms for half in _sum_with_transpose(term, axes, Fraction(1, 2))]
    whole = [part for term in terms for part in _sum_with_transpose(term, axes, Fraction(1))]
    return [*whole, *_minus_diagonals(terms, axes)]


def _sum_with_transpose(term: Term, axes: Subscripts, factor: Fraction) -> Iterable[Term]:
    row, column = axes
    turned = {index: other for index, other in ((row, column), (column, row)) if isinstance(index, Index)}
    for changed in (term, renamed(term, turned)):
        yield replace(changed, coefficient=changed.coefficient * factor)


def _minus_diagonals(terms: Iterable[Term], axes: Subscripts) -> Iterable[Term]:
    for term in terms:
        same = multiplied(Contribution(term, ()), (Relation(axes[0], "=", axes[1]),), (), (), Fraction(-1))
        if same is not None:
            yield same.term
