"""Words for sides that cannot be formed."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..algebra import SCALAR, Expression, Shape, describe, is_row, rows_and_columns
from ..meaning.claim import ShapeFault
from .repairs.points import points_of
from .repairs.words import in_words

_LONGEST_PIECE = 60

_INNER = re.compile(
    r"(?P<vector>\([^()]+\)|\\?[A-Za-z]+(?:_\w|_\{\w+\})?)\s*\^\s*(?:\{?\s*\\[a-z]+\s*\}?|T|\{T\})\s*(?P=vector)"
)
"""A vector, transposed, before itself, as it is written."""


def fault_in_words(fault: ShapeFault) -> str:
    """Which operation does not conform, with both shapes and the pieces they belong to."""
    if fault.message:
        return fault.message
    pieces = (*fault.pieces, *[""] * len(fault.shapes))
    operands = [
        f"{piece} ({describe(shape)})" if piece else describe(shape)
        for piece, shape in zip(pieces, fault.shapes, strict=False)
    ]
    return f"{fault.operation} of {' and '.join(operands)} does not conform"


def mistake_of_fault(fault: ShapeFault, left: Expression | None = None) -> str:
    """The likely mistake behind an operation that does not conform; empty where none is likely.

    `left` is the other side of the claim.
    """
    if fault.function is not None and left is not None:
        return _another_point(fault, points_of(fault.function, left))
    if _lacks_identity(fault, left.shape if left is not None else None):
        return "scalar plus matrix: missing identity matrix, the scalar times I belongs here"
    if fault.operation == "index":
        return "wrong index: two indices swapped, or one in the place of another"
    explain = _MISTAKES.get(fault.operation)
    if explain is None or len(fault.shapes) != 2:
        return ""
    return explain(fault.shapes[0], fault.shapes[1], _names(fault, ("the left factor", "the right factor")))


def _another_point(fault: ShapeFault, points: list[tuple[Expression, ...]]) -> str:
    """That a function stands at another point than on the other side, where it stands at one only."""
    if fault.function is None or len(points) != 1 or len(fault.pieces) != 1:
        return ""
    there = ", ".join(map(in_words, points[0]))
    return f"{fault.function.name} is taken at {fault.pieces[0].strip()} instead of {there}"


def _lacks_identity(fault: ShapeFault, wanted: Shape | None) -> bool:
    """Whether a number is added to a square matrix of the shape that is wanted, as in `AᵀA + λ`."""
    if fault.operation != "sum" or wanted is None or set(fault.shapes) != {SCALAR, wanted}:
        return False
    scalar = _names(fault, ("", ""))[fault.shapes.index(SCALAR)]
    return len(wanted) == 2 and wanted[0] == wanted[1] and not _INNER.search(scalar)


def _names(fault: ShapeFault, otherwise: tuple[str, str]) -> tuple[str, str]:
    """The operands as they are written, if that is short."""
    if len(fault.pieces) != 2 or any(not 0 < len(piece) <= _LONGEST_PIECE for piece in fault.pieces):
        return otherwise
    return fault.pieces[0].strip(), fault.pieces[1].strip()


def _of_product(left: Shape, right: Shape, names: tuple[str, str]) -> str:
    """Says which change would make the factors conform."""
    if max(len(left), len(right)) > 2:
        return "a matrix product of tensors; a contraction over the right axes is meant"
    (rows, inner), (other, columns) = rows_and_columns(left), rows_and_columns(right)
    found = []
    if is_row(left) and len(right) == 1:
        found.append("inner product where the outer product belongs")
    if left == right:
        found.append("elementwise (Hadamard) product missing")
    if columns == rows:
        found.append("factors swapped")
    if rows == other:
        found.append(f"missing transpose on {names[0]}")
    if inner == columns and left != right:
        found.append(f"missing transpose on {names[1]}")
    return "the factors do not conform in this order" + (f": {', or '.join(found)}" if found else "")


def _of_sum(left: Shape, right: Shape, names: tuple[str, str]) -> str:
    if SCALAR in (left, right):
        other = left or right
        scalar = names[0] if left == SCALAR else names[1]
        if len(other) == 2 and _INNER.search(scalar):
            return "scalar plus matrix: inner product where the outer product belongs"
        square = len(other) == 2 and other[0] == other[1]
        return f"scalar plus {_kind(other)}" + (
            ": missing trace" if square else ": missing inner product or sum"
        )
    if len(left) == len(right) == 2 and left == tuple(reversed(right)):
        return "missing transpose on one summand"
    return f"{_kind(left)} plus {_kind(right)}"


def _kind(shape: Shape) -> str:
    return ("scalar", "vector", "matrix")[len(shape)] if len(shape) < 3 else f"tensor of order {len(shape)}"


_MISTAKES: dict[str, Callable[[Shape, Shape, tuple[str, str]], str]] = {
    "product": _of_product,
    "sum": _of_sum,
}
