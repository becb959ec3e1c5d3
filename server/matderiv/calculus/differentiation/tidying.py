"""Terms made shorter before they are used again: entrywise products simplified, like terms added up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from matderiv.algebra import Expression

from ..contraction.subscripts import Subscripts
from ..contraction.terms import ArrayFactor, Exponent, Term
from ..simplification.labels import collected_labels


def tidied(terms: Iterable[Term]) -> list[Term]:
    """The same sum."""
    return [_tidied(term) for term in terms]


def _tidied(term: Term) -> Term:
    places: dict[Subscripts, list[tuple[Expression, Exponent]]] = {}
    for factor in term.factors:
        places.setdefault(factor.subscripts, []).append((factor.expression, factor.exponent))
    factors = tuple(
        ArrayFactor(array, subscripts, exponent)
        for subscripts, labels in places.items()
        for array, exponent in collected_labels(labels).items()
    )
    return replace(term, factors=factors)
