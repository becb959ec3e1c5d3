"""Diagonals, vec, and matrices written out in blocks."""

from __future__ import annotations

import numpy as np

from ...algebra import DiagonalMatrix, DiagonalOf, Expression, MatrixLiteral, Vec, rows_and_columns
from ..arithmetic.axes import as_matrix, diagonal, diagonal_matrix, drop_to, reshape
from ..arithmetic.axes import transpose as transposed
from ..arithmetic.duals import Array, Floats, add, linear
from ..evaluation import Evaluator, Rule


def diagonal_of(node: DiagonalOf, at: Evaluator) -> Array:
    value = at.value(node.operand)
    return diagonal(value) if node.operand.shape else value


def diagonal_from(node: DiagonalMatrix, at: Evaluator) -> Array:
    value, rank = at.value(node.operand), len(node.operand.shape)
    if rank == 0:
        return value
    if rank == 2:
        value = linear(lambda a: a.reshape(*a.shape[:-2], a.shape[-2] * a.shape[-1]), value)
    return diagonal_matrix(value)


def vec(node: Vec, at: Evaluator) -> Array:
    value = as_matrix(at.value(node.operand), len(node.operand.shape))
    if node.order == "column":
        value = transposed(value)
    return reshape(value, 2, at.dimensions(node.shape))


def matrix_literal(node: MatrixLiteral, at: Evaluator) -> Array:
    """The sum of the blocks, each padded with zeros to the whole matrix."""
    height = sum(at.dimension(rows_and_columns(row[0].shape)[0]) for row in node.rows)
    width = sum(at.dimension(rows_and_columns(block.shape)[1]) for block in node.rows[0])
    total: Array = np.zeros((height, width))
    top = 0
    for row in node.rows:
        left = 0
        for block in row:
            rows, columns = (at.dimension(size) for size in rows_and_columns(block.shape))
            value = as_matrix(at.value(block), len(block.shape))
            total = add(total, _padded(value, (top, left), (height, width)))
            left += columns
        top += rows
    return drop_to(total, len(node.shape))


def _padded(value: Array, corner: tuple[int, int], size: tuple[int, int]) -> Array:
    def padded(a: Floats) -> Floats:
        result = np.zeros((*a.shape[:-2], *size), dtype=a.dtype)
        result[..., corner[0] : corner[0] + a.shape[-2], corner[1] : corner[1] + a.shape[-1]] = a
        return result

    return linear(padded, value)


RULES: dict[type[Expression], Rule] = {
    DiagonalOf: diagonal_of,
    DiagonalMatrix: diagonal_from,
    Vec: vec,
    MatrixLiteral: matrix_literal,
}
