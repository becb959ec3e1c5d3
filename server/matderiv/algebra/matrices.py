"""Operations on matrices: transpose, inverse, power, trace, determinant, diagonals, stacking, blocks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from .dimension import Dimension
from .expression import Expression
from .shape import (
    SCALAR,
    Shape,
    ShapeError,
    matrix_shape,
    require_equal,
    require_square,
    rows_and_columns,
    transposed,
)


@dataclass(frozen=True, eq=False)
class Transpose(Expression):
    operand: Expression
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        self._set_shape(transposed(self.operand.shape))


@dataclass(frozen=True, eq=False)
class Inverse(Expression):
    """The inverse of a square matrix; of a scalar, its reciprocal."""

    operand: Expression
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        require_square("inverse", self.operand.shape, (self.operand,))
        self._set_shape(self.operand.shape)


@dataclass(frozen=True, eq=False)
class Pseudoinverse(Expression):
    """The Moore–Penrose inverse of a matrix."""

    operand: Expression
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        self._set_shape(transposed(self.operand.shape))


@dataclass(frozen=True, eq=False)
class Power(Expression):
    """A scalar to any scalar power, or a square matrix to an integer power (a number or a symbol)."""

    base: Expression
    exponent: Expression
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        require_square("power", self.base.shape, (self.base,))
        if self.exponent.shape != SCALAR:
            operands = (self.base, self.exponent)
            raise ShapeError("power", (self.base.shape, self.exponent.shape), (), operands)
        self._set_shape(self.base.shape)


@dataclass(frozen=True, eq=False)
class MatrixFunction(Expression):
    """exp, log, sin, cos, sqrt, … of a square matrix in the sense of the functional calculus."""

    function: str
    argument: Expression
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        require_square("matrix function", self.argument.shape, (self.argument,))
        self._set_shape(self.argument.shape)


@dataclass(frozen=True, eq=False)
class FrechetDerivative(Expression):
    """L_f(X, E), the derivative of a matrix function at X in the direction E (Higham, Functions of Matrices, 3.1)."""

    function: str
    argument: Expression
    direction: Expression
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        require_square("matrix function", self.argument.shape, (self.argument,))
        operands = (self.argument, self.direction)
        require_equal("direction", self.argument.shape, self.direction.shape, operands)
        self._set_shape(self.argument.shape)


@dataclass(frozen=True, eq=False)
class FrechetTensor(Expression):
    """All directions at once: the entry i, j, k, l is that of L_f(X, E_kl) at i, j."""

    VALUE: ClassVar = (0, 1)
    DIRECTION: ClassVar = (2, 3)

    function: str
    argument: Expression
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        require_square("matrix function", self.argument.shape, (self.argument,))
        self._set_shape(self.argument.shape * 2)


@dataclass(frozen=True, eq=False)
class Trace(Expression):
    operand: Expression
    shape: Shape = field(init=False, default=SCALAR)

    def __post_init__(self) -> None:
        require_square("trace", self.operand.shape, (self.operand,))


@dataclass(frozen=True, eq=False)
class Determinant(Expression):
    operand: Expression
    shape: Shape = field(init=False, default=SCALAR)

    def __post_init__(self) -> None:
        require_square("determinant", self.operand.shape, (self.operand,))


@dataclass(frozen=True, eq=False)
class Eigenvalue(Expression):
    """An eigenvalue of a symmetric matrix; `position` counts from the smallest (0) or, if negative, the largest."""

    operand: Expression
    position: int
    shape: Shape = field(init=False, default=SCALAR)

    def __post_init__(self) -> None:
        require_square("eigenvalue", self.operand.shape, (self.operand,))


@dataclass(frozen=True, eq=False)
class Eigenvector(Expression):
    """A unit eigenvector to `Eigenvalue(operand, position)`; its sign is free: only even uses have meaning."""

    operand: Expression
    position: int
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        require_square("eigenvector", self.operand.shape, (self.operand,))
        self._set_shape(self.operand.shape[:1])


@dataclass(frozen=True, eq=False)
class DiagonalMatrix(Expression):
    """The diagonal matrix with a vector (or row) on its diagonal."""

    operand: Expression
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        rows, columns = rows_and_columns(self.operand.shape)
        size = rows * columns
        self._set_shape(matrix_shape(size, size))


@dataclass(frozen=True, eq=False)
class DiagonalOf(Expression):
    """The vector of the diagonal of a square matrix."""

    operand: Expression
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        require_square("diagonal", self.operand.shape, (self.operand,))
        self._set_shape(self.operand.shape[:1])


@dataclass(frozen=True, eq=False)
class Vec(Expression):
    """The entries of an array of order at most two stacked into a vector; `order` is `column` or `row`."""

    operand: Expression
    order: str = "column"
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        rows, columns = rows_and_columns(self.operand.shape)
        size = rows * columns
        self._set_shape(matrix_shape(size, Dimension.of(1)))


@dataclass(frozen=True, eq=False)
class MatrixLiteral(Expression):
    """A matrix written out: rows of blocks. Blocks of one row agree in rows, blocks of one column in columns."""

    rows: tuple[tuple[Expression, ...], ...]
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        sizes = [[rows_and_columns(block.shape) for block in row] for row in self.rows]
        for row in sizes:
            if len(row) != len(sizes[0]):
                raise ShapeError("matrix literal", tuple(block.shape for block in self.rows[0]))
        self._require_aligned(sizes)
        height, width = Dimension.of(0), Dimension.of(0)
        for row in sizes:
            height = height + row[0][0]
        for _, columns in sizes[0]:
            width = width + columns
        self._set_shape(matrix_shape(height, width))

    def _require_aligned(self, sizes: list[list[tuple[Dimension, Dimension]]]) -> None:
        for i, row in enumerate(sizes):
            for j, (height, width) in enumerate(row):
                unequal = tuple((a, b) for a, b in ((row[0][0], height), (sizes[0][j][1], width)) if a != b)
                if unequal:
                    block, first = self.rows[i][j], self.rows[0][j]
                    raise ShapeError("matrix literal", (first.shape, block.shape), unequal, (first, block))
