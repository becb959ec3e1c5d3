"""Matrices that are written out, also with dots where the pattern is determined."""

from __future__ import annotations

from fractions import Fraction

from matderiv import algebra as a
from matderiv.algebra import Expression
from matderiv.meaning.elaboration.nodes.arrays.patterns import array_of_pattern
from matderiv.meaning.elaboration.nodes.sums import promoted
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.errors import ElaborationError
from matderiv.syntax import tree as t


def matrix(e: Elaboration, node: t.Matrix) -> Expression:
    """A matrix of blocks; with dots, the array of the pattern of its corner entries."""
    rows = [cells for row in node.rows if (cells := _cells(row))]
    if not rows:
        raise ElaborationError.at(node, "an empty matrix")
    value = _value(e, node, rows)
    if node.environment in ("vmatrix", "Vmatrix"):
        kind = a.Determinant if node.environment == "vmatrix" else a.Norm
        return e.build(node, kind, value) if kind is a.Determinant else a.Norm(value, "frobenius")
    return value


def _cells(row: t.Row) -> tuple[t.Node, ...]:
    return row.cells if any(not isinstance(cell, t.Empty) for cell in row.cells) else ()


def _value(e: Elaboration, node: t.Matrix, rows: list[tuple[t.Node, ...]]) -> Expression:
    if any(isinstance(cell, t.Ellipsis) for row in rows for cell in row):
        return array_of_pattern(e, node, rows)
    blocks = tuple(tuple(_block(e, cell) for cell in row) for row in rows)
    if len({len(row) for row in blocks}) != 1:
        raise ElaborationError.at(node, "a matrix whose rows have different lengths")
    return e.build(node, a.MatrixLiteral, _filled(e, blocks))


def _block(e: Elaboration, cell: t.Node) -> Expression:
    return a.Number(Fraction(0)) if isinstance(cell, t.Empty) else e.expression(cell)


def _filled(e: Elaboration, blocks: tuple[tuple[Expression, ...], ...]) -> tuple[tuple[Expression, ...], ...]:
    """Numbers among blocks take the size that their row and column give them."""
    heights = [_size(row, 0) for row in blocks]
    widths = [_size(column, 1) for column in zip(*blocks, strict=True)]
    return tuple(
        tuple(promoted(block, a.matrix_shape(heights[i], widths[j])) for j, block in enumerate(row))
        for i, row in enumerate(blocks)
    )


def _size(line: tuple[Expression, ...], axis: int) -> a.Dimension:
    for block in line:
        if not isinstance(block, a.Number) and len(block.shape) <= 2:
            return a.rows_and_columns(block.shape)[axis]
    return a.ONE
