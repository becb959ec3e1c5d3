"""The factors of a chain of matrices, with what their source is and what they cost."""

from __future__ import annotations

from dataclasses import dataclass

from matderiv.algebra import (
    ONE,
    SCALAR,
    Add,
    DiagonalMatrix,
    Dimension,
    Expression,
    Inverse,
    Negate,
    Product,
    Transpose,
    is_row,
    rows_and_columns,
)
from matderiv.notation.numpy_source.code import Code, added, negated, times
from matderiv.notation.numpy_source.generator import Generator


@dataclass(frozen=True, slots=True)
class Link:
    """A factor of a chain, or the product of several, with its source.

    `kind` is `array`, `diagonal` (the source is the vector of the diagonal), `inverse` (the source is the matrix
    that is to be inverted) or `sum` (there is no source yet, and `node` is the sum). Columns and rows are
    one-dimensional arrays. `has_indices` says that the value depends on the index of a loop.
    """

    rows: Dimension
    columns: Dimension
    code: Code
    kind: str = "array"
    node: Add | None = None
    has_indices: bool = False

    @property
    def is_column(self) -> bool:
        return self.columns == ONE

    @property
    def is_row(self) -> bool:
        return self.rows == ONE

    @property
    def is_number(self) -> bool:
        return self.is_row and self.is_column


def link_of(generator: Generator, factor: Expression) -> Link:
    """A factor of a chain; sums of matrices are written only when it is known how they are used."""
    rows, columns = rows_and_columns(factor.shape)
    has_indices = bool(generator.free_indices(factor))
    inner = _inverted(generator, factor)
    if inner is not None:
        return Link(rows, columns, inner, "inverse", has_indices=has_indices)
    if is_diagonal(generator, factor):
        return Link(rows, columns, _diagonal(generator, factor), "diagonal", has_indices=has_indices)
    if isinstance(factor, Add) and is_matrix(factor) and not generator.is_shared(factor):
        return Link(rows, columns, Code(""), "sum", factor, has_indices)
    return Link(rows, columns, generator.code(factor), has_indices=has_indices)


def is_diagonal(generator: Generator, node: Expression) -> bool:
    """Whether a matrix is a sum of multiples of diagonal matrices, of which no local variable holds one."""
    if generator.is_shared(node):
        return False
    match node:
        case DiagonalMatrix():
            return node.operand.shape != SCALAR
        case Negate(operand=operand):
            return is_diagonal(generator, operand)
        case Add(terms=terms):
            return all(is_diagonal(generator, term) for term in terms)
        case Product(factors=(*scalars, last)):
            return all(scalar.shape == SCALAR for scalar in scalars) and is_diagonal(generator, last)
    return False


def _diagonal(generator: Generator, node: Expression) -> Code:
    """The vector of the diagonal."""
    match node:
        case Negate(operand=operand):
            return negated(_diagonal(generator, operand))
        case Add(terms=terms):
            return added([_diagonal(generator, term) for term in terms])
        case Product(factors=(*scalars, last)):
            return times(*map(generator.code, scalars), _diagonal(generator, last))
    assert isinstance(node, DiagonalMatrix)
    return generator.code(node.operand)


def is_matrix(node: Expression) -> bool:
    """Whether the array is two-dimensional; rows are not."""
    return len(node.shape) == 2 and not is_row(node.shape)


def _inverted(generator: Generator, factor: Expression) -> Code | None:
    """The matrix that a factor inverts, unless its inverse is a local variable."""
    if generator.is_shared(factor):
        return None
    if isinstance(factor, Inverse):
        return generator.code(factor.operand)
    if isinstance(factor, Transpose) and isinstance(factor.operand, Inverse):
        if generator.is_shared(factor.operand):
            return None
        return Code(f"{generator.code(factor.operand.operand).atom}.T")
    return None
