"""Sums, negation, sums of entries and over indices."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from matderiv.algebra import Add, EntrySum, Expression, Index, IndexProduct, IndexSum, Negate

from ..contraction.indices import open_binder
from ..contraction.subscripts import FIRST, Subscript, Subscripts, fresh_axes
from ..contraction.terms import Piece, Relation
from .step import Context, Step, at


def add(node: Expression, subscripts: Subscripts, context: Context) -> Iterable[Step]:
    assert isinstance(node, Add)
    return (Step(term, subscripts) for term in node.terms if context.varies(term))


def negate(node: Expression, subscripts: Subscripts, context: Context) -> Iterable[Step]:
    assert isinstance(node, Negate)
    return (Step(node.operand, subscripts, coefficient=Fraction(-1)),)


def entry_sum(node: Expression, subscripts: Subscripts, context: Context) -> Iterable[Step]:
    assert isinstance(node, EntrySum)
    axes = fresh_axes(node.argument.shape)
    return (Step(node.argument, axes, bound=axes),)


def index_sum(node: Expression, subscripts: Subscripts, context: Context) -> Iterable[Step]:
    assert isinstance(node, IndexSum)
    index, body = open_binder(node)
    return (Step(body, subscripts, range_of(node, index), (index,)),)


def index_product(node: Expression, subscripts: Subscripts, context: Context) -> Iterable[Step]:
    """d Π f_i = Σ_i (Π f_j) / f_i df_i, where no factor is zero."""
    assert isinstance(node, IndexProduct)
    index, body = open_binder(node)
    context.remark("no factor of the product is zero")
    others = (at(node), at(body, exponent=Fraction(-1)))
    return (Step(body, (), (*others, *range_of(node, index)), (index,)),)


def range_of(node: IndexSum | IndexProduct, index: Subscript) -> tuple[Piece, ...]:
    """The bounds of a sum over an index of its own."""
    lower, upper = node.lower.single or node.lower, node.upper.single or node.upper
    if not isinstance(index, Index):
        index = FIRST
    return (Relation(lower, "≤", index), Relation(index, "≤", upper))
