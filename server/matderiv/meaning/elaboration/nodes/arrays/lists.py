r"""Lists in brackets: `[x_1, x_2]^\top` and `(w; b)` are columns, `[a, b]` of columns is the matrix of them."""

from __future__ import annotations

from typing import TypeAlias

from matderiv import algebra as a
from matderiv.algebra import SCALAR, Expression
from matderiv.meaning.elaboration.nodes.arrays.patterns import array_of_pattern
from matderiv.meaning.elaboration.nodes.atoms import transparent
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.decisions import Alternative
from matderiv.meaning.elaboration.state.errors import ElaborationError
from matderiv.syntax import tree as t

_Rows: TypeAlias = tuple[tuple[Expression, ...], ...]


def list_in(node: t.Node) -> t.Group | None:
    """The brackets with a list in them; None for anything else."""
    while isinstance(node, t.Styled):
        node = node.body
    if not isinstance(node, t.Group) or node.opening not in ("(", "["):
        return None
    return node if isinstance(node.body, t.Sequence) and node.body.separator in (",", ";") else None


def written_list(e: Elaboration, node: t.Group, *, transposed: bool = False) -> Expression:
    """The array that a list writes out, without the transpose that may stand on it.

    Numbers make a column, with a transpose or without (commas alone may mean a row as well). Columns between commas
    in square brackets make a matrix; with numbers among them, or between semicolons, one longer column.
    """
    body = node.body
    assert isinstance(body, t.Sequence)
    if any(isinstance(item, t.Ellipsis) for item in body.items):
        stands = transposed or body.separator == ";" or _dots_stand(e, node)
        return array_of_pattern(e, node, [(item,) for item in body.items] if stands else [body.items])
    items = tuple(e.expression(item) for item in body.items)
    column, row = tuple((item,) for item in items), (items,)
    if body.separator == ";" or any(item.shape == SCALAR for item in items):
        return _of_numbers(e, node, column, row, free=body.separator == "," and not transposed)
    if node.opening == "(" or any(len(item.shape) > 2 for item in items):
        raise ElaborationError.at(node, "a list of arrays")
    value = e.build(node, a.MatrixLiteral, row)
    return e.build(node, a.Transpose, value) if transposed else value


def _dots_stand(e: Elaboration, node: t.Group) -> bool:
    r"""Whether `(a_1, \dots, a_n)` is a column; between square brackets it is the row."""
    if node.opening != "(":
        return False
    return e.decisions.choose("a list with dots", Alternative("column"), Alternative("row")) == "column"


def _of_numbers(e: Elaboration, node: t.Group, column: _Rows, row: _Rows, *, free: bool) -> Expression:
    """A column, or a row where commas leave it open."""
    scalars = free and all(item.shape == SCALAR for item in row[0])
    if scalars and e.decisions.choose("a list", Alternative("column"), Alternative("row")) == "row":
        return e.build(node, a.MatrixLiteral, row)
    return e.build(node, a.MatrixLiteral, column)


def group(e: Elaboration, node: t.Group) -> Expression:
    """Delimiters change nothing, unless a list stands in them."""
    return transparent(e, node) if list_in(node) is None else written_list(e, node)
