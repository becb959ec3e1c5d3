"""Products and quotients: matrix, Hadamard, Kronecker, inner, and tensor contraction."""

from __future__ import annotations

from dataclasses import dataclass, field

from .expression import Expression
from .shape import SCALAR, Shape, ShapeError, kronecker_shape, product_shape, require_equal


@dataclass(frozen=True, eq=False)
class Product(Expression):
    """The matrix product of its factors from left to right; scalar factors may stand anywhere."""

    factors: tuple[Expression, ...]
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        shape = self.factors[0].shape
        for previous, factor in zip(self.factors, self.factors[1:], strict=False):
            shape = product_shape(shape, factor.shape, (previous, factor))
        self._set_shape(shape)


@dataclass(frozen=True, eq=False)
class Quotient(Expression):
    """Anything divided by a scalar."""

    numerator: Expression
    denominator: Expression
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        if self.denominator.shape != SCALAR:
            operands = (self.numerator, self.denominator)
            raise ShapeError("quotient", (self.numerator.shape, self.denominator.shape), (), operands)
        self._set_shape(self.numerator.shape)


@dataclass(frozen=True, eq=False)
class Hadamard(Expression):
    """The elementwise product of operands of one shape."""

    left: Expression
    right: Expression
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        require_equal("elementwise product", self.left.shape, self.right.shape, (self.left, self.right))
        self._set_shape(self.left.shape)


@dataclass(frozen=True, eq=False)
class ElementwiseQuotient(Expression):
    """The elementwise quotient of operands of one shape."""

    left: Expression
    right: Expression
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        require_equal("elementwise quotient", self.left.shape, self.right.shape, (self.left, self.right))
        self._set_shape(self.left.shape)


@dataclass(frozen=True, eq=False)
class Kronecker(Expression):
    """The Kronecker product of scalars, vectors, rows or matrices."""

    left: Expression
    right: Expression
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        self._set_shape(kronecker_shape(self.left.shape, self.right.shape))


@dataclass(frozen=True, eq=False)
class InnerProduct(Expression):
    """The sum of the products of corresponding entries: x·y, ⟨A, B⟩ = tr(A^T B), A:B."""

    left: Expression
    right: Expression
    shape: Shape = field(init=False, default=SCALAR)

    def __post_init__(self) -> None:
        require_equal("inner product", self.left.shape, self.right.shape, (self.left, self.right))


@dataclass(frozen=True, eq=False)
class Contraction(Expression):
    """The sum over paired axes (axis of left, axis of right, from 0); the other axes of left, then of right, remain.

    The result's shape is the plain tuple of the remaining axes, not normalised to rows and columns.
    """

    left: Expression
    right: Expression
    pairs: tuple[tuple[int, int], ...]
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        left, right = self.left.shape, self.right.shape
        if any(i >= len(left) or j >= len(right) for i, j in self.pairs):
            raise ShapeError("contraction", (left, right), (), (self.left, self.right))
        unequal = tuple((left[i], right[j]) for i, j in self.pairs if left[i] != right[j])
        if unequal:
            raise ShapeError("contraction", (left, right), unequal, (self.left, self.right))
        left_paired, right_paired = {i for i, _ in self.pairs}, {j for _, j in self.pairs}
        kept_left = tuple(size for i, size in enumerate(left) if i not in left_paired)
        kept_right = tuple(size for j, size in enumerate(right) if j not in right_paired)
        self._set_shape(kept_left + kept_right)


@dataclass(frozen=True, eq=False)
class AxisPermutation(Expression):
    """The array whose axis k is axis `permutation[k]` of the operand."""

    operand: Expression
    permutation: tuple[int, ...]
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        if len(self.permutation) != len(self.operand.shape):
            raise ShapeError("permutation of axes", (self.operand.shape,), (), (self.operand,))
        self._set_shape(tuple(self.operand.shape[axis] for axis in self.permutation))


@dataclass(frozen=True, eq=False)
class Reshape(Expression):
    """The same entries in row-major order under a shape of the same size, such as axes (1, n) read as a vector."""

    operand: Expression
    shape: Shape
