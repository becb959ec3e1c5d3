"""Contributions to one node, added up: written as one array where that is possible."""

from __future__ import annotations

from matderiv.algebra import Index, Shape

from ..contraction.assembly import multiplied
from ..contraction.subscripts import Subscripts, fresh_axes
from ..contraction.terms import ArrayFactor, Contribution, Relation, Term
from .matrices import as_expression


def collected(contributions: list[Contribution], shape: Shape, outer: Subscripts) -> list[Contribution]:
    """The same sum in as few terms as possible, so that nothing below is repeated for each of them.

    `shape` is that of the node, `outer` are the free indices of the whole derivative.
    """
    if len(contributions) < 2:
        return contributions
    axes = fresh_axes(shape)
    open_axes = [axis for axis in axes if isinstance(axis, Index)]
    outputs = [*(index for index in outer if isinstance(index, Index)), *open_axes]
    if len(outputs) > 2:
        return contributions
    aligned = [_aligned(contribution, axes) for contribution in contributions]
    rows, columns = (*outputs, None, None)[:2]
    whole = as_expression([term for term in aligned if term is not None], rows, columns)
    if whole is None:
        return contributions
    factor = ArrayFactor(whole, tuple(outputs))
    single = multiplied(Contribution(Term(), axes), (factor,), axes, open_axes)
    return [] if single is None else [single]


def _aligned(contribution: Contribution, axes: Subscripts) -> Term | None:
    """The term with the node's axes at common free indices."""
    equations = [Relation(a, "=", b) for a, b in zip(contribution.subscripts, axes, strict=True)]
    aligned = multiplied(contribution, equations, ())
    return None if aligned is None else aligned.term
