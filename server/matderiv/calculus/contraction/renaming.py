"""Renaming of free indices in a term."""

from __future__ import annotations

from collections.abc import Mapping

from matderiv.algebra import Index

from .indices import replace_indices
from .subscripts import Subscript, substitute
from .terms import ArrayFactor, Relation, Split, Term


def renamed(term: Term, names: Mapping[Index, Subscript]) -> Term:
    """The term with free indices replaced, in all its pieces at once."""
    factors = tuple(
        ArrayFactor(
            replace_indices(factor.expression, names),
            tuple(substitute(subscript, names) for subscript in factor.subscripts),
            factor.exponent,
        )
        for factor in term.factors
    )
    relations = tuple(
        Relation(substitute(relation.left, names), relation.sign, substitute(relation.right, names))
        for relation in term.relations
    )
    splits = tuple(
        Split(
            substitute(split.whole, names),
            substitute(split.major, names),
            split.major_size,
            substitute(split.minor, names),
            split.minor_size,
        )
        for split in term.splits
    )
    return Term(term.coefficient, factors, relations, splits, term.bound)
