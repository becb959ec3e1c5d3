"""Arrays whose entries are plain products of entries of other arrays are taken apart when they enter a term.

The author's sums, matrix products and function values stay whole, so that their grouping survives.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Protocol, TypeAlias

from matderiv.algebra import (
    ONE,
    AxisPermutation,
    Contraction,
    DiagonalMatrix,
    ElementwisePower,
    ElementwiseQuotient,
    Entry,
    Expression,
    FromEntries,
    Hadamard,
    Identity,
    IndexIndicator,
    Inverse,
    Kronecker,
    Negate,
    Number,
    Ones,
    Power,
    Product,
    Quotient,
    Reshape,
    Shape,
    SingleEntryMatrix,
    Transpose,
    Vec,
    Zeros,
)
from matderiv.algebra.shape import rows_and_columns

from ..arrays.chains import product_of, split_chain
from ..errors import NotDifferentiable
from .axes import at_row_and_column, long_axes, row_and_column, transposed_subscripts
from .indices import free_indices, replace_indices
from .lifting import lifted
from .subscripts import FIRST, PairIndex, Subscript, Subscripts, fresh_axes
from .terms import UNIT, Exponent, as_exponent


class Receiver(Protocol):
    """What the pieces are multiplied into."""

    def array(self, expression: Expression, subscripts: Subscripts, exponent: Exponent = ...) -> None: ...
    def relate(self, left: Subscript, sign: str, right: Subscript) -> None: ...
    def scale(self, factor: Fraction) -> None: ...
    def bind(self, indices: tuple[Subscript, ...]) -> None: ...
    def whole_of(self, pair: PairIndex) -> Subscript: ...


Part: TypeAlias = Callable[[Receiver, Expression, Subscripts, Exponent], bool]


def take_apart(
    receiver: Receiver, expression: Expression, subscripts: Subscripts, exponent: Exponent
) -> bool:
    """Multiplies the parts of an array into `receiver`; False if it is to be kept whole."""
    part = PARTS.get(type(expression))
    if part is not None and part(receiver, expression, subscripts, exponent):
        return True
    if any(isinstance(subscript, PairIndex) for subscript in subscripts):
        return _unstack(receiver, expression, subscripts, exponent)
    return not subscripts and _lift(receiver, expression, exponent)


def _lift(receiver: Receiver, expression: Expression, exponent: Exponent) -> bool:
    """A scalar that is made of entries at one or two indices is an entry of an array."""
    axes = tuple(sorted(free_indices(expression), key=lambda index: index.name))
    if len(axes) not in {1, 2} or len({index.name for index in axes}) < len(axes):
        return False
    array = lifted(expression, axes)
    if array is None or len(array.shape) != len(axes):
        return False
    receiver.array(array, axes, exponent)
    return True


def _is_integer(exponent: Exponent) -> bool:
    return isinstance(exponent, Fraction) and exponent.denominator == 1


def _transpose(receiver: Receiver, node: Expression, subscripts: Subscripts, exponent: Exponent) -> bool:
    assert isinstance(node, Transpose)
    receiver.array(node.operand, transposed_subscripts(node.operand.shape, subscripts), exponent)
    return True


def _negate(receiver: Receiver, node: Expression, subscripts: Subscripts, exponent: Exponent) -> bool:
    assert isinstance(node, Negate)
    if not isinstance(exponent, Fraction) or exponent.denominator != 1:
        return False
    receiver.scale(Fraction(-1) ** exponent.numerator)
    receiver.array(node.operand, subscripts, exponent)
    return True


def _number(receiver: Receiver, node: Expression, subscripts: Subscripts, exponent: Exponent) -> bool:
    assert isinstance(node, Number)
    if not isinstance(exponent, Fraction) or exponent.denominator != 1:
        return node.value == 1
    if node.value == 0 and exponent < 0:
        raise NotDifferentiable("The expression divides by zero.")
    receiver.scale(node.value**exponent.numerator)
    return True


def _product(receiver: Receiver, node: Expression, subscripts: Subscripts, exponent: Exponent) -> bool:
    assert isinstance(node, Product)
    if len(node.factors) == 1:
        receiver.array(node.factors[0], subscripts, exponent)
        return True
    chain = split_chain(node.factors)
    if not _is_integer(exponent) or (len(chain.groups) == 1 and len(chain.groups[0]) > 1 and not chain.rest):
        return False
    for group in chain.groups:
        receiver.array(product_of(tuple(node.factors[i] for i in group)), (), exponent)
    rest = tuple(node.factors[i] for i in chain.rest)
    if rest == node.factors and not _outer_position(rest):
        return False
    _chain(receiver, rest, subscripts, exponent)
    return True


def _chain(
    receiver: Receiver, rest: tuple[Expression, ...], subscripts: Subscripts, exponent: Exponent
) -> None:
    """Multiplies in a chain, cut where it is an outer product of a column and a row."""
    cut = _outer_position(rest)
    if not rest:
        return
    if not cut:
        receiver.array(product_of(rest), subscripts, exponent)
        return
    row, column = row_and_column(product_of(rest).shape, subscripts)
    column_vector, row_vector = product_of(rest[:cut]), product_of(rest[cut:])
    receiver.array(column_vector, at_row_and_column(column_vector.shape, row, FIRST), exponent)
    receiver.array(row_vector, at_row_and_column(row_vector.shape, FIRST, column), exponent)


def _outer_position(factors: tuple[Expression, ...]) -> int:
    """Where a chain is cut into a column and a row; 0 if nowhere."""
    for position in range(1, len(factors)):
        if rows_and_columns(factors[position].shape)[0] == ONE:
            return position
    return 0


def _quotient(receiver: Receiver, node: Expression, subscripts: Subscripts, exponent: Exponent) -> bool:
    assert isinstance(node, Quotient)
    if not isinstance(exponent, Fraction) or exponent.denominator != 1:
        return False
    receiver.array(node.numerator, subscripts, exponent)
    receiver.array(node.denominator, (), -exponent)
    return True


def _hadamard(receiver: Receiver, node: Expression, subscripts: Subscripts, exponent: Exponent) -> bool:
    assert isinstance(node, Hadamard | ElementwiseQuotient)
    if not isinstance(exponent, Fraction) or exponent.denominator != 1:
        return False
    receiver.array(node.left, subscripts, exponent)
    receiver.array(node.right, subscripts, exponent if isinstance(node, Hadamard) else -exponent)
    return True


def _power(receiver: Receiver, node: Expression, subscripts: Subscripts, exponent: Exponent) -> bool:
    assert isinstance(node, Power | ElementwisePower)
    if (isinstance(node, Power) and node.shape) or not isinstance(exponent, Fraction):
        return False
    own = as_exponent(node.exponent)
    if exponent != 1 and not (isinstance(own, Fraction) and exponent.denominator == 1):
        return False
    receiver.array(node.base, subscripts, own * exponent if isinstance(own, Fraction) else own)
    return True


def _inverse(receiver: Receiver, node: Expression, subscripts: Subscripts, exponent: Exponent) -> bool:
    assert isinstance(node, Inverse)
    if node.shape or not isinstance(exponent, Fraction):
        return False
    receiver.array(node.operand, subscripts, -exponent)
    return True


def _identity(receiver: Receiver, node: Expression, subscripts: Subscripts, exponent: Exponent) -> bool:
    receiver.relate(subscripts[0], "=", subscripts[1])
    return True


def _ones(receiver: Receiver, node: Expression, subscripts: Subscripts, exponent: Exponent) -> bool:
    return True


def _zeros(receiver: Receiver, node: Expression, subscripts: Subscripts, exponent: Exponent) -> bool:
    receiver.scale(Fraction(0))
    return True


def _diagonal_matrix(
    receiver: Receiver, node: Expression, subscripts: Subscripts, exponent: Exponent
) -> bool:
    assert isinstance(node, DiagonalMatrix)
    if not subscripts:
        receiver.array(node.operand, (FIRST,) * len(node.operand.shape), exponent)
        return True
    receiver.relate(subscripts[0], "=", subscripts[1])
    inner = tuple(subscripts[0] if size != ONE else FIRST for size in node.operand.shape)
    receiver.array(node.operand, inner, exponent)
    return True


def _entry(receiver: Receiver, node: Expression, subscripts: Subscripts, exponent: Exponent) -> bool:
    assert isinstance(node, Entry)
    receiver.array(node.operand, entry_subscripts(node, subscripts), exponent)
    return True


def entry_subscripts(node: Entry, subscripts: Subscripts) -> Subscripts:
    """Where the entry at `subscripts` of a slice stands in the sliced array."""
    kept = iter(subscripts[len(subscripts) - sum(form is None for form in node.indices) :])
    return tuple(next(kept) if form is None else (form.single or form) for form in node.indices)


def _indicator(receiver: Receiver, node: Expression, subscripts: Subscripts, exponent: Exponent) -> bool:
    assert isinstance(node, IndexIndicator)
    receiver.relate(node.left.single or node.left, node.relation, node.right.single or node.right)
    return True


def _single_entry(receiver: Receiver, node: Expression, subscripts: Subscripts, exponent: Exponent) -> bool:
    assert isinstance(node, SingleEntryMatrix)
    for form, subscript in zip(node.indices, subscripts, strict=False):
        receiver.relate(form.single or form, "=", subscript)
    return True


def _from_entries(receiver: Receiver, node: Expression, subscripts: Subscripts, exponent: Exponent) -> bool:
    assert isinstance(node, FromEntries)
    if any(isinstance(subscript, PairIndex) for subscript in subscripts):
        return False
    values = dict(zip(node.indices, subscripts, strict=True))
    receiver.array(replace_indices(node.body, values), (), exponent)
    return True


def _permutation(receiver: Receiver, node: Expression, subscripts: Subscripts, exponent: Exponent) -> bool:
    assert isinstance(node, AxisPermutation)
    inner = dict(zip(node.permutation, subscripts, strict=True))
    receiver.array(node.operand, tuple(inner[axis] for axis in range(len(subscripts))), exponent)
    return True


def _contraction(receiver: Receiver, node: Expression, subscripts: Subscripts, exponent: Exponent) -> bool:
    assert isinstance(node, Contraction)
    if exponent != UNIT:
        return False
    left, right, summed = contraction_subscripts(node, subscripts)
    receiver.bind(summed)
    receiver.array(node.left, left)
    receiver.array(node.right, right)
    return True


def contraction_subscripts(
    node: Contraction, subscripts: Subscripts
) -> tuple[Subscripts, Subscripts, Subscripts]:
    """The subscripts of both arrays, and the new indices that are summed over."""
    summed = fresh_axes(tuple(node.left.shape[axis] for axis, _ in node.pairs))
    left = {axis: index for (axis, _), index in zip(node.pairs, summed, strict=True)}
    right = {axis: index for (_, axis), index in zip(node.pairs, summed, strict=True)}
    rest = iter(subscripts)
    at_left = tuple(left[i] if i in left else next(rest) for i in range(len(node.left.shape)))
    at_right = tuple(right[j] if j in right else next(rest) for j in range(len(node.right.shape)))
    return at_left, at_right, summed


def _reshape(receiver: Receiver, node: Expression, subscripts: Subscripts, exponent: Exponent) -> bool:
    assert isinstance(node, Reshape)
    inner = same_entries(node.shape, subscripts, node.operand.shape)
    if inner is None:
        return False
    receiver.array(node.operand, inner, exponent)
    return True


def same_entries(shape: Shape, subscripts: Subscripts, other: Shape) -> Subscripts | None:
    """The same position under a shape that differs only in axes of size one."""
    axes, others = long_axes(shape), long_axes(other)
    if [shape[axis] for axis in axes] != [other[axis] for axis in others]:
        return None
    kept = {there: subscripts[here] for here, there in zip(axes, others, strict=True)}
    return tuple(kept.get(axis, FIRST) for axis in range(len(other)))


def _vec(receiver: Receiver, node: Expression, subscripts: Subscripts, exponent: Exponent) -> bool:
    assert isinstance(node, Vec)
    shape = node.operand.shape
    inner = vec_subscripts(node, subscripts)
    if inner is None:
        return False
    receiver.array(node.operand, at_row_and_column(shape, *inner), exponent)
    return True


def vec_subscripts(node: Vec, subscripts: Subscripts) -> tuple[Subscript, Subscript] | None:
    """The row and column of an entry of a stacked array, if its position is known as a pair."""
    rows, columns = rows_and_columns(node.operand.shape)
    (position,) = subscripts or (FIRST,)
    if rows == ONE or columns == ONE:
        return (FIRST, position) if rows == ONE else (position, FIRST)
    if not isinstance(position, PairIndex):
        return None
    major, minor = (columns, rows) if node.order == "column" else (rows, columns)
    if (position.major_size, position.minor_size) != (major, minor):
        return None
    pair = (position.major, position.minor)
    return (pair[1], pair[0]) if node.order == "column" else pair


def _kronecker(receiver: Receiver, node: Expression, subscripts: Subscripts, exponent: Exponent) -> bool:
    assert isinstance(node, Kronecker)
    row, column = row_and_column(node.shape, subscripts)
    (m, n), (p, q) = rows_and_columns(node.left.shape), rows_and_columns(node.right.shape)
    rows, columns = pair_parts(row, m, p), pair_parts(column, n, q)
    if rows is None or columns is None:
        return False
    receiver.array(node.left, at_row_and_column(node.left.shape, rows[0], columns[0]), exponent)
    receiver.array(node.right, at_row_and_column(node.right.shape, rows[1], columns[1]), exponent)
    return True


def pair_parts(position: Subscript, major: object, minor: object) -> tuple[Subscript, Subscript] | None:
    """The two positions that make up one on an axis of size major · minor, if they are known."""
    if major == ONE:
        return FIRST, position
    if minor == ONE:
        return position, FIRST
    if isinstance(position, PairIndex) and (position.major_size, position.minor_size) == (major, minor):
        return position.major, position.minor
    return None


def _unstack(receiver: Receiver, node: Expression, subscripts: Subscripts, exponent: Exponent) -> bool:
    """Gives each pair an index of its own, that is split into the parts."""
    wholes = tuple(receiver.whole_of(s) if isinstance(s, PairIndex) else s for s in subscripts)
    receiver.array(node, wholes, exponent)
    return True


PARTS: dict[type[Expression], Part] = {
    Transpose: _transpose,
    Negate: _negate,
    Number: _number,
    Product: _product,
    Quotient: _quotient,
    Hadamard: _hadamard,
    ElementwiseQuotient: _hadamard,
    Power: _power,
    ElementwisePower: _power,
    Inverse: _inverse,
    Identity: _identity,
    Ones: _ones,
    Zeros: _zeros,
    DiagonalMatrix: _diagonal_matrix,
    Entry: _entry,
    IndexIndicator: _indicator,
    SingleEntryMatrix: _single_entry,
    FromEntries: _from_entries,
    AxisPermutation: _permutation,
    Contraction: _contraction,
    Reshape: _reshape,
    Vec: _vec,
    Kronecker: _kronecker,
}
