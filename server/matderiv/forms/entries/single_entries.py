"""Scalar expressions with entries at numbers, written in entries of symbols: sums and products by sums of products."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from operator import eq, ge, gt, le, lt, ne

from matderiv.algebra import (
    SCALAR,
    Add,
    DiagonalMatrix,
    DiagonalOf,
    Elementwise,
    ElementwisePower,
    ElementwiseQuotient,
    Entry,
    Expression,
    Hadamard,
    Identity,
    IndexForm,
    IndexIndicator,
    IndexSum,
    MatrixLiteral,
    Named,
    Negate,
    Number,
    Ones,
    Power,
    Product,
    Quotient,
    Symbol,
    Transpose,
    Zeros,
    rows_and_columns,
)
from matderiv.calculus.contraction.indices import replace_indices

MOST_TERMS = 4

_RELATIONS: dict[str, Callable[[int, int], bool]] = {"=": eq, "≠": ne, "<": lt, "≤": le, ">": gt, "≥": ge}


def entries_resolved(expression: Expression) -> Expression:
    """The same scalar in entries of symbols, as far as sizes are small numbers; the rest stays as it is."""
    match expression:
        case IndexSum():
            return _unrolled(expression)
        case IndexIndicator(left=left, relation=relation, right=right):
            first, second = left.offset.literal, right.offset.literal
            if left.terms or right.terms or first is None or second is None:
                return expression
            return number(int(_RELATIONS[relation](first, second)))
        case Entry(operand=operand, indices=forms):
            positions = [form.offset.literal if form and not form.terms else None for form in forms]
            if all(position is not None for position in positions):
                return _entry(operand, tuple(position or 0 for position in positions)) or expression
    if expression.shape != SCALAR or isinstance(expression, Named):
        return expression
    return expression.map_children(lambda child: entries_resolved(child) if child.shape == SCALAR else child)


def number(value: int) -> Number:
    return Number(Fraction(value))


def _unrolled(node: IndexSum) -> Expression:
    lower, upper = node.lower.offset.literal, node.upper.offset.literal
    if node.lower.terms or node.upper.terms or lower is None or upper is None or upper - lower >= MOST_TERMS:
        return node
    terms = tuple(
        entries_resolved(replace_indices(node.body, {node.index: IndexForm.of(i)}))
        for i in range(lower, upper + 1)
    )
    return Add(terms) if terms else number(0)


def _entry(array: Expression, position: tuple[int, ...]) -> Expression | None:
    """The entry of an array at a position; None where it has no shorter name than the array's entry."""
    match array:
        case Transpose(operand=operand):
            row, column = _row_and_column(position)
            return entry_at(operand, _in_shape(operand, column, row))
        case DiagonalMatrix(operand=operand) if position[0] == position[1]:
            return entry_at(operand, _in_shape(operand, position[0], position[0]))
        case DiagonalOf(operand=operand):
            return entry_at(operand, (position[0], position[0]))
        case MatrixLiteral():
            return _of_literal(array, position)
        case Symbol(properties=properties) if "symmetric" in properties and position[0] > position[1]:
            return entry_at(array, position[::-1])
        case Product():
            return _of_product(array, position)
    return _constant(array, position) or _entry_by_entry(array, position)


def _constant(array: Expression, position: tuple[int, ...]) -> Expression | None:
    match array:
        case Identity():
            return number(int(position[0] == position[1]))
        case Ones():
            return number(1)
        case Zeros() | DiagonalMatrix():
            return number(0)
    return None


def _entry_by_entry(array: Expression, position: tuple[int, ...]) -> Expression | None:
    match array:
        case Add(terms=terms):
            return Add(tuple(entry_at(term, position) for term in terms))
        case Negate(operand=operand):
            return Negate(entry_at(operand, position))
        case Hadamard(left=left, right=right):
            return Product((entry_at(left, position), entry_at(right, position)))
        case ElementwiseQuotient(left=left, right=right):
            return Quotient(entry_at(left, position), entry_at(right, position))
        case Quotient(numerator=numerator, denominator=denominator):
            return Quotient(entry_at(numerator, position), denominator)
        case Elementwise(function=function, argument=argument, order=order):
            return Elementwise(function, entry_at(argument, position), order)
        case ElementwisePower(base=base, exponent=exponent):
            return Power(entry_at(base, position), exponent)
    return None


def entry_at(array: Expression, position: tuple[int, ...]) -> Expression:
    """The entry of an array at a position."""
    return _entry(array, position) or Entry(array, tuple(IndexForm.of(i) for i in position))


def _row_and_column(position: tuple[int, ...]) -> tuple[int, int]:
    return (position[0], position[1]) if len(position) == 2 else (position[0], 1)


def _in_shape(array: Expression, row: int, column: int) -> tuple[int, ...]:
    """Row and column as a position in the shape of an array, of which a vector has the larger one."""
    if len(array.shape) == 2:
        return (row, column) if array.shape[0].literal != 1 or row == 1 else (1, row)
    return (max(row, column),) if array.shape else ()


def _of_literal(array: MatrixLiteral, position: tuple[int, ...]) -> Expression | None:
    row, column = _row_and_column(position)
    if any(block.shape != SCALAR for line in array.rows for block in line):
        return None
    return array.rows[row - 1][column - 1]


def _of_product(array: Product, position: tuple[int, ...]) -> Expression | None:
    """The sum of products over the inner index of the first two factors that are no scalars."""
    scalars = tuple(factor for factor in array.factors if factor.shape == SCALAR)
    first, *others = (factor for factor in array.factors if factor.shape != SCALAR)
    row, column = _row_and_column(position)
    if not others:
        return Product((*scalars, entry_at(first, position)))
    rest = Product(tuple(others)) if len(others) > 1 else others[0]
    inner = rows_and_columns(first.shape)[1].literal
    if inner is None or inner > MOST_TERMS or rest.shape == SCALAR or first.shape == SCALAR:
        return None
    terms = tuple(Product((_at(first, row, k), _at(rest, k, column))) for k in range(1, inner + 1))
    return Product((*scalars, Add(terms))) if len(terms) > 1 else Product((*scalars, *terms))


def _at(array: Expression, row: int, column: int) -> Expression:
    if len(array.shape) == 1:
        return entry_at(array, (row,))
    return entry_at(array, (row, column))
