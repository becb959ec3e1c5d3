"""Subscripts of matrices: rows and columns of the shapes in which vectors and rows have one representation each."""

from __future__ import annotations

from matderiv.algebra import ONE, Shape

from .subscripts import FIRST, Subscript, Subscripts


def row_and_column(shape: Shape, subscripts: Subscripts) -> tuple[Subscript, Subscript]:
    """The row and column of an entry of an array of order at most two."""
    row, column = (*subscripts, FIRST, FIRST)[:2]
    return row, column


def at_row_and_column(shape: Shape, row: Subscript, column: Subscript) -> Subscripts:
    """The subscripts, one an axis of `shape`, of the entry in a row and column."""
    return (row, column)[: len(shape)]


def transposed_subscripts(operand: Shape, subscripts: Subscripts) -> Subscripts:
    """Where the entry of a transpose at `subscripts` stands in the operand."""
    row, column = (*subscripts, FIRST, FIRST)[:2]
    return at_row_and_column(operand, column, row)


def long_axes(shape: Shape) -> tuple[int, ...]:
    """The axes that are not of size one."""
    return tuple(axis for axis, size in enumerate(shape) if size != ONE)
