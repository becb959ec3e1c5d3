"""Shapes of values and the errors of operations that do not conform.

A scalar is `()`, a column vector `(n,)`, a row `(1, n)`, a matrix `(m, n)`, a tensor longer. `n × 1` is always written
`(n,)` and `1 × 1` always `()`, so that every shape has one representation.
"""

from __future__ import annotations

from typing import TypeAlias

from .dimension import ONE, Dimension

Shape: TypeAlias = tuple[Dimension, ...]

SCALAR: Shape = ()


class ShapeError(Exception):
    """An operation whose operands do not conform.

    `operation` is a term such as "product" or "sum"; `shapes` are those of the operands; `equations` are the pairs of
    sizes that would have to be equal (empty if no choice of sizes helps, as for scalar plus matrix); `operands` are
    the expressions, left empty by constructors that have none.
    """

    def __init__(
        self,
        operation: str,
        shapes: tuple[Shape, ...],
        equations: tuple[tuple[Dimension, Dimension], ...] = (),
        operands: tuple[object, ...] = (),
    ) -> None:
        super().__init__(
            f"{operation} of {' and '.join(describe(shape) for shape in shapes)} does not conform"
        )
        self.operation = operation
        self.shapes = shapes
        self.equations = equations
        self.operands = operands


def describe(shape: Shape) -> str:
    """A shape in words for messages: `scalar`, `vector n`, `row 1×n`, `m×n`, `tensor m×n×p`."""
    match len(shape):
        case 0:
            return "scalar"
        case 1:
            return f"vector {shape[0]}"
        case 2:
            return f"{'row ' if shape[0] == ONE else ''}{shape[0]}×{shape[1]}"
    return "tensor " + "×".join(str(size) for size in shape)


def matrix_shape(rows: Dimension, columns: Dimension) -> Shape:
    """The one representation of rows × columns."""
    if columns == ONE:
        return SCALAR if rows == ONE else (rows,)
    return (rows, columns)


def rows_and_columns(shape: Shape) -> tuple[Dimension, Dimension]:
    """A shape of order at most two as rows × columns; ShapeError for a tensor."""
    if len(shape) > 2:
        raise ShapeError("use as a matrix", (shape,))
    rows, columns = (*shape, ONE, ONE)[:2]
    return rows, columns


def is_row(shape: Shape) -> bool:
    return len(shape) == 2 and shape[0] == ONE


def is_vector_like(shape: Shape) -> bool:
    """Whether the shape is a column or a row."""
    return len(shape) == 1 or is_row(shape)


def jacobian_axes(shape: Shape) -> Shape:
    """The axes that a shape contributes to a derivative: a row and a column both count as one axis."""
    return shape[1:] if is_row(shape) else shape


def transposed(shape: Shape) -> Shape:
    """The shape of the transpose; ShapeError for a tensor."""
    if len(shape) > 2:
        raise ShapeError("transpose", (shape,))
    rows, columns = rows_and_columns(shape)
    return matrix_shape(columns, rows)


def require_equal(operation: str, left: Shape, right: Shape, operands: tuple[object, ...] = ()) -> None:
    """ShapeError unless both shapes are the same."""
    if left == right:
        return
    same_kind = len(left) == len(right) and is_row(left) == is_row(right)
    equations = tuple((a, b) for a, b in zip(left, right, strict=True) if a != b) if same_kind else ()
    raise ShapeError(operation, (left, right), equations, operands)


def require_square(operation: str, shape: Shape, operands: tuple[object, ...] = ()) -> None:
    """ShapeError unless the shape is a scalar or a square matrix."""
    if shape == SCALAR:
        return
    if len(shape) != 2:
        raise ShapeError(operation, (shape,), (), operands)
    if shape[0] != shape[1]:
        raise ShapeError(operation, (shape,), ((shape[0], shape[1]),), operands)


def product_shape(left: Shape, right: Shape, operands: tuple[object, ...] = ()) -> Shape:
    """The shape of the matrix product; a scalar multiplies anything."""
    if left == SCALAR or right == SCALAR:
        return left or right
    if len(left) > 2 or len(right) > 2:
        raise ShapeError("product", (left, right), (), operands)
    rows, inner_left = rows_and_columns(left)
    inner_right, columns = rows_and_columns(right)
    if inner_left != inner_right:
        raise ShapeError("product", (left, right), ((inner_left, inner_right),), operands)
    return matrix_shape(rows, columns)


def kronecker_shape(left: Shape, right: Shape) -> Shape:
    """The shape of the Kronecker product of operands of order at most two."""
    if len(left) > 2 or len(right) > 2:
        raise ShapeError("Kronecker product", (left, right))
    (m, n), (p, q) = rows_and_columns(left), rows_and_columns(right)
    return matrix_shape(m * p, n * q)


def derivative_shape(value: Shape, variables: tuple[Shape, ...], layout: str) -> Shape:
    """The shape of a derivative in a layout (numerator, denominator, mixed, or `axes`).

    `axes` is always the value's axes, then those of each variable. In the other layouts results of order three and
    more have no layout and are given by axes too, with rows and columns counted as one axis.
    """
    if layout == "axes":
        return tuple(size for shape in (value, *variables) for size in shape)
    varying = tuple(shape for shape in variables if shape != SCALAR)
    if not varying:
        return value
    if len(varying) == 1 and value == SCALAR and len(varying[0]) <= 2:
        return transposed(varying[0]) if layout == "numerator" else varying[0]
    axes = tuple(size for shape in (value, *varying) for size in jacobian_axes(shape))
    if len(varying) == 1 and len(axes) == 2 and layout == "denominator":
        return matrix_shape(axes[1], axes[0])
    return matrix_shape(*axes) if len(axes) == 2 else axes
