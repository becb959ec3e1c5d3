"""Matrix products associated well: the order of a chain that costs least, with solves, diagonals and outer products."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matderiv.algebra import (
    ONE,
    DiagonalMatrix,
    Dimension,
    Expression,
    Identity,
    Inverse,
    Transpose,
    rows_and_columns,
)
from matderiv.notation.numpy_source.code import Code, call, matrix_product, times
from matderiv.notation.numpy_source.generator import Generator

_TYPICAL_SIZE = 100
_LONGEST_ORDERED = 24


@dataclass(frozen=True, slots=True)
class Link:
    """A factor of a chain, or the product of several: rows and columns as typical sizes, and its source.

    `kind` is `array`, `diagonal` (the source is the vector of the diagonal) or `inverse` (the source is the matrix
    that is to be inverted). Columns and rows are one-dimensional arrays.
    """

    rows: int
    columns: int
    code: Code
    kind: str = "array"

    @property
    def is_column(self) -> bool:
        return self.columns == 1

    @property
    def is_row(self) -> bool:
        return self.rows == 1

    @property
    def is_number(self) -> bool:
        return self.is_row and self.is_column


def link_of(generator: Generator, factor: Expression) -> Link:
    rows, columns = (typical_size(size) for size in rows_and_columns(factor.shape))
    inner = _inverted(generator, factor)
    if inner is not None:
        return Link(rows, columns, inner, "inverse")
    if isinstance(factor, DiagonalMatrix) and not generator.is_shared(factor):
        return Link(rows, columns, generator.code(factor.operand), "diagonal")
    return Link(rows, columns, generator.code(factor))


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


def typical_size(size: Dimension) -> int:
    if size == ONE:
        return 1
    return max(2, size.evaluate(dict.fromkeys(size.names, _TYPICAL_SIZE)))


def chain_code(generator: Generator, factors: Sequence[Expression]) -> Code:
    """The product of non-scalar factors that conform in a row."""
    kept = [factor for factor in factors if not isinstance(factor, Identity)] or [factors[0]]
    links = [link_of(generator, factor) for factor in kept]
    result = _best_order(links) if len(links) <= _LONGEST_ORDERED else _towards_vectors(links)
    return as_array(result).code


def _best_order(links: list[Link]) -> Link:
    """The cheapest way to multiply (dynamic programming over all ways to put parentheses)."""
    count = len(links)
    best: dict[tuple[int, int], tuple[int, int]] = {}
    for length in range(1, count + 1):
        for start in range(count - length + 1):
            end = start + length - 1
            best[start, end] = (
                min(
                    (best[start, k][0] + best[k + 1, end][0] + _cost(links[start], links[k], links[end]), -k)
                    for k in range(start, end)
                )
                if length > 1
                else (0, 0)
            )
    return _multiplied(links, best, 0, count - 1)


def _multiplied(
    links: list[Link], best: dict[tuple[int, int], tuple[int, int]], start: int, end: int
) -> Link:
    if start == end:
        return links[start]
    k = -best[start, end][1]
    return combined(_multiplied(links, best, start, k), _multiplied(links, best, k + 1, end))


def _cost(first: Link, last_of_left: Link, last: Link) -> int:
    return first.rows * last_of_left.columns * last.columns


def _towards_vectors(links: list[Link]) -> Link:
    """Long chains: from the right if they end in a column, else from the left."""
    if links[-1].is_column:
        result = links[-1]
        for link in reversed(links[:-1]):
            result = combined(link, result)
        return result
    result = links[0]
    for link in links[1:]:
        result = combined(result, link)
    return result


def combined(left: Link, right: Link) -> Link:
    """The product of two links."""
    rows, columns = left.rows, right.columns
    if left.kind == right.kind == "diagonal":
        return replace(left, code=times(left.code, right.code))
    if left.kind == "diagonal":
        right = as_array(right)
        scale = left.code if right.is_column else Code(f"{left.code.atom}[:, None]")
        return Link(rows, columns, times(scale, right.code))
    if right.kind == "diagonal":
        return Link(rows, columns, times(as_array(left).code, right.code))
    if left.kind == "inverse":
        return Link(rows, columns, call("np.linalg.solve", left.code.text, as_array(right).code.text))
    if right.kind == "inverse":
        return _divided_from_the_right(left, right)
    if left.is_number or right.is_number:
        return Link(rows, columns, times(left.code, right.code))
    if left.is_column and right.is_row:
        return Link(rows, columns, call("np.outer", left.code.text, right.code.text))
    return Link(rows, columns, matrix_product(left.code, right.code))


def _divided_from_the_right(left: Link, right: Link) -> Link:
    """L X⁻¹ is the transpose of the solution of Xᵀ Y = Lᵀ."""
    transposed = transposed_code(right.code)
    if left.is_row:
        return Link(left.rows, right.columns, call("np.linalg.solve", transposed, left.code.text))
    solution = call("np.linalg.solve", transposed, transposed_code(left.code))
    return Link(left.rows, right.columns, Code(f"{solution.text}.T"))


def transposed_code(code: Code) -> str:
    return code.text[:-2] if code.text.endswith(".T") and code.atom == code.text else f"{code.atom}.T"


def as_array(link: Link) -> Link:
    if link.kind == "diagonal":
        return replace(link, code=call("np.diag", link.code.text), kind="array")
    if link.kind == "inverse":
        return replace(link, code=call("np.linalg.inv", link.code.text), kind="array")
    return link
