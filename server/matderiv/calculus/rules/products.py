"""Products and quotients of all kinds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from matderiv.algebra import (
    AxisPermutation,
    Contraction,
    Dimension,
    ElementwiseQuotient,
    Expression,
    Hadamard,
    InnerProduct,
    Kronecker,
    Product,
    Quotient,
    Reshape,
)
from matderiv.algebra.shape import rows_and_columns

from ..arrays.chains import product_of, split_chain
from ..contraction.axes import at_row_and_column, row_and_column
from ..contraction.subscripts import Subscript, Subscripts, fresh, fresh_axes
from ..contraction.taking_apart import contraction_subscripts, pair_parts, same_entries
from ..contraction.terms import Piece, Split
from ..errors import NotDifferentiable
from .step import Context, Step, at


def product(node: Expression, subscripts: Subscripts, context: Context) -> Iterable[Step]:
    """d(ABC) = dA BC + A dB C + AB dC; factors that are scalars by themselves multiply all the others."""
    assert isinstance(node, Product)
    chain = split_chain(node.factors)
    rest = tuple(node.factors[i] for i in chain.rest)
    groups = [tuple(node.factors[i] for i in group) for group in chain.groups]
    for number, group in enumerate(groups):
        others = [*groups[:number], *groups[number + 1 :]]
        pieces = [at(product_of(other)) for other in others]
        if rest:
            pieces.append(at(product_of(rest), *subscripts))
        for step in _chain_steps(group, (), context):
            yield Step(step.child, step.subscripts, (*step.pieces, *pieces), step.bound)
    scalars = [at(product_of(group)) for group in groups]
    for step in _chain_steps(rest, subscripts, context):
        yield Step(step.child, step.subscripts, (*scalars, *step.pieces), step.bound)


def _chain_steps(factors: tuple[Expression, ...], subscripts: Subscripts, context: Context) -> Iterator[Step]:
    if not factors:
        return
    row, column = row_and_column((), subscripts)
    for position, factor in enumerate(factors):
        if not context.varies(factor):
            continue
        before, after = factors[:position], factors[position + 1 :]
        rows, columns = rows_and_columns(factor.shape)
        pieces: list[Piece] = []
        own_row, own_column = row, column
        if before:
            own_row = fresh(rows)
            pieces.append(_at(product_of(before), row, own_row))
        if after:
            own_column = fresh(columns)
            pieces.append(_at(product_of(after), own_column, column))
        own = at_row_and_column(factor.shape, own_row, own_column)
        yield Step(factor, own, tuple(pieces), (own_row,) * bool(before) + (own_column,) * bool(after))


def _at(expression: Expression, row: Subscript, column: Subscript) -> Piece:
    return at(expression, *at_row_and_column(expression.shape, row, column))


def quotient(node: Expression, subscripts: Subscripts, context: Context) -> Iterable[Step]:
    assert isinstance(node, Quotient)
    if context.varies(node.numerator):
        yield Step(node.numerator, subscripts, (at(node.denominator, exponent=Fraction(-1)),))
    if context.varies(node.denominator):
        context.require(node.denominator, "nonzero")
        pieces = (at(node.numerator, *subscripts), at(node.denominator, exponent=Fraction(-2)))
        yield Step(node.denominator, (), pieces, coefficient=Fraction(-1))


def hadamard(node: Expression, subscripts: Subscripts, context: Context) -> Iterable[Step]:
    assert isinstance(node, Hadamard)
    for child, other in ((node.left, node.right), (node.right, node.left)):
        if context.varies(child):
            yield Step(child, subscripts, (at(other, *subscripts),))


def elementwise_quotient(node: Expression, subscripts: Subscripts, context: Context) -> Iterable[Step]:
    assert isinstance(node, ElementwiseQuotient)
    left, right = node.left, node.right
    if context.varies(left):
        yield Step(left, subscripts, (at(right, *subscripts, exponent=Fraction(-1)),))
    if context.varies(right):
        context.require(right, "without zero entries")
        pieces = (at(left, *subscripts), at(right, *subscripts, exponent=Fraction(-2)))
        yield Step(right, subscripts, pieces, coefficient=Fraction(-1))


def inner_product(node: Expression, subscripts: Subscripts, context: Context) -> Iterable[Step]:
    assert isinstance(node, InnerProduct)
    for child, other in ((node.left, node.right), (node.right, node.left)):
        if context.varies(child):
            axes = fresh_axes(child.shape)
            yield Step(child, axes, (at(other, *axes),), axes)


def contraction(node: Expression, subscripts: Subscripts, context: Context) -> Iterable[Step]:
    assert isinstance(node, Contraction)
    left, right, summed = contraction_subscripts(node, subscripts)
    if context.varies(node.left):
        yield Step(node.left, left, (at(node.right, *right),), summed)
    if context.varies(node.right):
        yield Step(node.right, right, (at(node.left, *left),), summed)


def axis_permutation(node: Expression, subscripts: Subscripts, context: Context) -> Iterable[Step]:
    assert isinstance(node, AxisPermutation)
    inner = dict(zip(node.permutation, subscripts, strict=True))
    return (Step(node.operand, tuple(inner[axis] for axis in range(len(subscripts)))),)


def reshape(node: Expression, subscripts: Subscripts, context: Context) -> Iterable[Step]:
    assert isinstance(node, Reshape)
    inner = same_entries(node.shape, subscripts, node.operand.shape)
    if inner is None:
        raise NotDifferentiable("A general change of shape cannot be differentiated.")
    return (Step(node.operand, inner),)


def kronecker(node: Expression, subscripts: Subscripts, context: Context) -> Iterable[Step]:
    """(A ⊗ B) at the pairs (i, p), (j, q) is A_ij B_pq."""
    assert isinstance(node, Kronecker)
    row, column = row_and_column(node.shape, subscripts)
    (m, n), (p, q) = rows_and_columns(node.left.shape), rows_and_columns(node.right.shape)
    (i, k), row_splits = divide(row, m, p)
    (j, h), column_splits = divide(column, n, q)
    bound = (i, k) * bool(row_splits) + (j, h) * bool(column_splits)
    at_left = at_row_and_column(node.left.shape, i, j)
    at_right = at_row_and_column(node.right.shape, k, h)
    splits = (*row_splits, *column_splits)
    if context.varies(node.left):
        yield Step(node.left, at_left, (at(node.right, *at_right), *splits), bound)
    if context.varies(node.right):
        yield Step(node.right, at_right, (at(node.left, *at_left), *splits), bound)


def divide(
    position: Subscript, major: Dimension, minor: Dimension
) -> tuple[tuple[Subscript, Subscript], tuple[Split, ...]]:
    """The parts of a position on an axis of size major · minor, new ones if they are not known."""
    parts = pair_parts(position, major, minor)
    if parts is not None:
        return parts, ()
    outer, inner = fresh(major), fresh(minor)
    return (outer, inner), (Split(position, outer, major, inner, minor),)
