"""Transpose, inverses, powers, determinant, trace, diagonals, stacking and blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from matderiv.algebra import (
    ONE,
    Add,
    Determinant,
    DiagonalMatrix,
    DiagonalOf,
    Dimension,
    Elementwise,
    Expression,
    Identity,
    Index,
    IndexForm,
    IndexValue,
    Inverse,
    MatrixFunction,
    MatrixLiteral,
    Negate,
    Norm,
    Number,
    Power,
    PowerSeries,
    Product,
    Pseudoinverse,
    Size,
    Symbol,
    Trace,
    Transpose,
    Vec,
    Zeros,
    matrix_shape,
)
from matderiv.algebra.shape import rows_and_columns

from ..contraction.axes import at_row_and_column, row_and_column, transposed_subscripts
from ..contraction.subscripts import FIRST, Subscript, Subscripts, fresh
from ..contraction.taking_apart import vec_subscripts
from ..contraction.terms import Piece, Relation, add_exponents, as_exponent
from ..errors import NotDifferentiable
from .norms import is_euclidean, power_of_norm
from .products import divide
from .spectral import function_derivative
from .step import Context, Step, at

LARGEST_EXPANDED_POWER = 32


def transpose(node: Expression, subscripts: Subscripts, context: Context) -> Iterable[Step]:
    assert isinstance(node, Transpose)
    return (Step(node.operand, transposed_subscripts(node.operand.shape, subscripts)),)


def inverse(node: Expression, subscripts: Subscripts, context: Context) -> Iterable[Step]:
    """d(X^{-1}) = -X^{-1} dX X^{-1} (The Matrix Cookbook 59)."""
    assert isinstance(node, Inverse)
    if not node.shape:
        context.require(node.operand, "nonzero")
        reciprocal = at(node.operand, exponent=Fraction(-2))
        return (Step(node.operand, (), (reciprocal,), coefficient=Fraction(-1)),)
    context.require(node.operand, "invertible")
    size = node.shape[0]
    row, column = fresh(size), fresh(size)
    pieces = (at(node, subscripts[0], row), at(node, column, subscripts[1]))
    return (Step(node.operand, (row, column), pieces, (row, column), Fraction(-1)),)


def pseudoinverse(node: Expression, subscripts: Subscripts, context: Context) -> Iterable[Step]:
    """-P dA P + P P^T dA^T (I - A P) + (I - P A) dA^T P^T P for P = A^+, where the rank is constant.

    Golub and Pereyra (1973), equation 4.12.
    """
    assert isinstance(node, Pseudoinverse)
    context.remark("the rank does not change")
    operand, (rows, columns) = node.operand, rows_and_columns(node.operand.shape)
    i, j = row_and_column(node.shape, subscripts)
    a, b = fresh(rows), fresh(columns)

    def entry(matrix: Expression, row: Subscript, column: Subscript) -> Piece:
        return at(matrix, *at_row_and_column(matrix.shape, row, column))

    inner = at_row_and_column(operand.shape, a, b)
    terms: list[tuple[Expression, Expression, bool, int]] = [(node, node, False, -1)]
    turned = Transpose(node)
    if rows != ONE:
        rest = Add((Identity(rows), Negate(Product((operand, node)))))
        terms.append((Product((node, turned)), rest, True, 1))
    if columns != ONE:
        rest = Add((Identity(columns), Negate(Product((node, operand)))))
        terms.append((rest, Product((turned, node)), True, 1))
    for left, right, flipped, sign in terms:
        first, second = (b, a) if flipped else (a, b)
        pieces = (entry(left, i, first), entry(right, second, j))
        yield Step(operand, inner, pieces, (a, b), Fraction(sign))


def power(node: Expression, subscripts: Subscripts, context: Context) -> Iterable[Step]:
    assert isinstance(node, Power)
    return _matrix_power(node, subscripts, context) if node.shape else _scalar_power(node, context)


def _scalar_power(node: Power, context: Context) -> Iterator[Step]:
    base, exponent = node.base, node.exponent
    if isinstance(base, Norm) and isinstance(exponent, Number) and is_euclidean(base) and exponent.value >= 2:
        yield from power_of_norm(base, exponent.value)
        return
    if context.varies(base):
        if not isinstance(exponent, Number) or exponent.value.denominator != 1:
            context.require(base, "positive")
        elif exponent.value < 1:
            context.require(base, "nonzero")
        yield Step(base, (), power_derivative(base, (), exponent))
    if context.varies(exponent):
        context.require(base, "positive")
        yield Step(exponent, (), (at(node), at(Elementwise("log", base))))


def power_derivative(base: Expression, subscripts: Subscripts, exponent: Expression) -> tuple[Piece, ...]:
    """The factors p b^(p-1) for an exponent p that is a number or a scalar."""
    lowered = add_exponents(as_exponent(exponent), Fraction(-1))
    factor = at(base, *subscripts, exponent=lowered)
    return (at(exponent), factor)


def _matrix_power(node: Power, subscripts: Subscripts, context: Context) -> Iterator[Step]:
    base, exponent = node.base, node.exponent
    if context.varies(exponent):
        raise NotDifferentiable("A power of a matrix cannot be differentiated by its exponent.")
    if not isinstance(exponent, Number) or exponent.value.denominator != 1:
        yield _symbolic_power(node, subscripts, context)
        return
    k = exponent.value.numerator
    if abs(k) > LARGEST_EXPANDED_POWER:
        raise NotDifferentiable(f"The derivative of a matrix power with exponent {k} has too many terms.")
    if k < 0:
        context.require(base, "invertible")
    size, (i, j) = base.shape[0], subscripts
    for before in range(k) if k > 0 else range(-1, k - 1, -1):
        row, column = fresh(size), fresh(size)
        left, right = matrix_power(base, before), matrix_power(base, k - 1 - before)
        pieces = (at(left, i, row), at(right, column, j))
        yield Step(base, (row, column), pieces, (row, column), Fraction(1 if k > 0 else -1))


def _symbolic_power(node: Power, subscripts: Subscripts, context: Context) -> Step:
    """dX^k = Σ_r X^(r-1) dX X^(k-r) over r from 1 to k (The Matrix Cookbook 90)."""
    number = _number_of_factors(node.exponent)
    if number is None:
        raise NotDifferentiable(
            "A matrix power has a derivative here only where its exponent counts factors."
        )
    context.remark(f"${number}$ is a positive integer")
    size, (i, j) = node.base.shape[0], subscripts
    row, column, factor = fresh(size), fresh(size), fresh(number, "r")
    assert isinstance(factor, Index)
    before = IndexValue(IndexForm(((factor, 1),), Dimension.of(-1)))
    after = Add((node.exponent, Negate(IndexValue(IndexForm.of(factor)))))
    pieces = (at(Power(node.base, before), i, row), at(Power(node.base, after), column, j))
    return Step(node.base, (row, column), pieces, (row, column, factor))


def _number_of_factors(exponent: Expression) -> Dimension | None:
    match exponent:
        case Symbol(name=name, shape=()):
            return Dimension.of(name)
        case Size(dimension=dimension):
            return dimension
        case Number(value=value) if value.denominator == 1:
            return Dimension.of(value.numerator)
        case Negate(operand=operand):
            inner = _number_of_factors(operand)
            return None if inner is None else inner * Dimension.of(-1)
        case Add(terms=terms):
            total = Dimension.of(0)
            for term in terms:
                inner = _number_of_factors(term)
                if inner is None:
                    return None
                total = total + inner
            return total
    return None


def matrix_power(base: Expression, exponent: int) -> Expression:
    """A numeric power of a square matrix in its simplest form."""
    match exponent:
        case 0:
            return Identity(base.shape[0])
        case 1:
            return base
        case -1:
            return Inverse(base)
    return Power(base, Number(Fraction(exponent)))


def trace(node: Expression, subscripts: Subscripts, context: Context) -> Iterable[Step]:
    """tr(M); under a trace powers and functions f(X) have the derivative f'(X)^T whatever commutes."""
    assert isinstance(node, Trace)
    operand = node.operand
    if not operand.shape:
        return (Step(operand, ()),)
    size = operand.shape[0]
    if isinstance(operand, Power) and not context.varies(operand.exponent):
        row, column = fresh(size), fresh(size)
        lowered = lowered_power(operand)
        pieces = (at(operand.exponent), at(lowered, column, row))
        return (Step(operand.base, (row, column), pieces, (row, column)),)
    if isinstance(operand, MatrixFunction | PowerSeries):
        row, column = fresh(size), fresh(size)
        derivative = function_derivative(operand, context)
        return tuple(
            Step(operand.argument, (row, column), (at(matrix, column, row),), (row, column), sign)
            for sign, matrix in derivative
        )
    index = fresh(size)
    return (Step(operand, (index, index), bound=(index,)),)


def lowered_power(node: Power) -> Expression:
    """X^{k-1} for X^k."""
    if isinstance(node.exponent, Number) and node.exponent.value.denominator == 1:
        return matrix_power(node.base, node.exponent.value.numerator - 1)
    return Power(node.base, Add((node.exponent, Number(Fraction(-1)))))


def determinant(node: Expression, subscripts: Subscripts, context: Context) -> Iterable[Step]:
    """d det(X) = det(X) tr(X^{-1} dX), and det(X^k) = det(X)^k (The Matrix Cookbook 46, 58)."""
    assert isinstance(node, Determinant)
    operand = node.operand
    if not operand.shape:
        return (Step(operand, ()),)
    context.require(operand, "invertible")
    factors: tuple[Piece, ...] = (at(node),)
    base = operand
    if isinstance(operand, Power) and not context.varies(operand.exponent):
        base, factors = operand.base, (at(operand.exponent), at(node))
    size = base.shape[0]
    row, column = fresh(size), fresh(size)
    pieces = (*factors, at(Inverse(base), column, row))
    return (Step(base, (row, column), pieces, (row, column)),)


def diagonal_matrix(node: Expression, subscripts: Subscripts, context: Context) -> Iterable[Step]:
    assert isinstance(node, DiagonalMatrix)
    if not node.shape:
        return (Step(node.operand, (FIRST,) * len(node.operand.shape)),)
    row, column = subscripts
    inner = tuple(FIRST if size == ONE else row for size in node.operand.shape)
    return (Step(node.operand, inner, (Relation(row, "=", column),)),)


def diagonal_of(node: Expression, subscripts: Subscripts, context: Context) -> Iterable[Step]:
    assert isinstance(node, DiagonalOf)
    if not node.operand.shape:
        return (Step(node.operand, ()),)
    return (Step(node.operand, (subscripts[0], subscripts[0])),)


def vec(node: Expression, subscripts: Subscripts, context: Context) -> Iterable[Step]:
    """The entry of vec(X) at the pair of a column and a row, columns stacked."""
    assert isinstance(node, Vec)
    known = vec_subscripts(node, subscripts)
    shape = node.operand.shape
    if known is not None:
        return (Step(node.operand, at_row_and_column(shape, *known)),)
    rows, columns = rows_and_columns(shape)
    major, minor = (columns, rows) if node.order == "column" else (rows, columns)
    (outer, inner), splits = divide(subscripts[0], major, minor)
    row, column = (inner, outer) if node.order == "column" else (outer, inner)
    return (Step(node.operand, (row, column), splits, (row, column)),)


def matrix_literal(node: Expression, subscripts: Subscripts, context: Context) -> Iterable[Step]:
    """A block stands in the whole as E B F with constant selections E and F."""
    assert isinstance(node, MatrixLiteral)
    heights = [rows_and_columns(row[0].shape)[0] for row in node.rows]
    widths = [rows_and_columns(block.shape)[1] for block in node.rows[0]]
    i, j = row_and_column(node.shape, subscripts)
    for above, line in enumerate(node.rows):
        for left, block in enumerate(line):
            if context.varies(block):
                a, b = fresh(heights[above]), fresh(widths[left])
                rows, columns = selection(heights, above), selection(widths, left)
                pieces = (
                    at(rows, *at_row_and_column(rows.shape, i, a)),
                    at(columns, *at_row_and_column(columns.shape, j, b)),
                )
                yield Step(block, at_row_and_column(block.shape, a, b), pieces, (a, b))


def selection(sizes: list[Dimension], position: int) -> Expression:
    """The matrix that places a block among blocks of given sizes: zeros above and below an identity."""
    own = sizes[position]
    if len(sizes) == 1:
        return Identity(own) if own != ONE else Number(Fraction(1))
    blocks = [
        (Zeros(matrix_shape(size, own)) if matrix_shape(size, own) else Number(Fraction(0)))
        if number != position
        else (Identity(own) if own != ONE else Number(Fraction(1)))
        for number, size in enumerate(sizes)
    ]
    return MatrixLiteral(tuple((block,) for block in blocks))
