"""Terms again after common factors have been collected, where they have a matrix form."""

from __future__ import annotations

from collections.abc import Sequence

from matderiv.algebra import Add, Expression, Index, IndexSum, Negate, Product, Reshape, walk

from ..contraction.assembly import multiplied
from ..contraction.terms import ArrayFactor, Contribution, Term
from .matrices import as_expression


def recollected(terms: Sequence[Term], free: tuple[Index, ...], *, whole: bool = False) -> tuple[Term, ...]:
    """The same sum, one term for each summand of its matrix form (or one term if `whole`)."""
    if len(free) > 2 or not terms:
        return tuple(terms)
    rows, columns = (*free, None, None)[:2]
    matrix = as_expression(terms, rows, columns)
    if matrix is None or _has_sum(matrix) or any(isinstance(node, Reshape) for node in walk(matrix)):
        return tuple(terms)
    summands = matrix.terms if isinstance(matrix, Add) and not whole else (matrix,)
    start = Contribution(Term(), ())
    parts = (multiplied(start, (ArrayFactor(summand, free),), ()) for summand in summands)
    return tuple(part.term for part in parts if part is not None)


def _has_sum(expression: Expression) -> bool:
    """Whether the expression is a sum over an index, or a sum or multiple of such."""
    if isinstance(expression, Add | Negate | Product):
        return any(_has_sum(child) for child in expression.children())
    return isinstance(expression, IndexSum)
