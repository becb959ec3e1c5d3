r"""Sizes as a note writes them: `n`, `d+1`, `n^2`, `2n-1`, and products such as `m \times n`."""

from __future__ import annotations

from matderiv.algebra import Dimension, Shape, matrix_shape
from matderiv.meaning.names import script_text, symbol_name
from matderiv.syntax import tree as t

_LARGEST_POWER = 6


def dimension_of(node: t.Node) -> Dimension | None:
    """The size that a tree writes; None if it is no polynomial in names and whole numbers."""
    match node:
        case t.Number(text=text):
            return Dimension.of(int(text)) if text.isdigit() else None
        case t.Group(body=body) | t.Styled(body=body):
            return dimension_of(body)
        case t.Sum(terms=terms):
            return _total(terms)
        case t.Negate(operand=operand):
            size = dimension_of(operand)
            return None if size is None else Dimension.of(-1) * size
        case t.Juxtaposition(factors=parts) | t.Dot(operands=parts) | t.Times(operands=parts):
            return _product(parts)
        case t.Power(base=base, exponent=t.Number(text=text)) if text.isdigit():
            return _power(dimension_of(base), int(text))
    name = symbol_name(node)
    return None if name is None else Dimension.of(name)


def size_of(node: t.Node) -> Dimension | None:
    """A size, also one that is no polynomial: then its printed form is its name."""
    size = dimension_of(node)
    if size is not None:
        return size
    text = script_text(node)
    return Dimension.of(text) if text else None


def sizes_of(node: t.Node) -> tuple[Dimension, ...] | None:
    r"""The axes of an exponent or size formula: `n`, `m \times n`, `n, n`; None if one of them is no size."""
    axes = axis_nodes(node)
    sizes = tuple(size_of(axis) for axis in axes)
    return None if any(size is None for size in sizes) else tuple(size for size in sizes if size is not None)


def axis_nodes(node: t.Node) -> tuple[t.Node, ...]:
    r"""The trees of the axes in `m \times n`, `(m \times n)` or `m, n`."""
    match node:
        case t.Times(operands=operands) | t.Star(operands=operands) | t.Sequence(items=operands):
            return operands
        case t.Group(opening="(" | "[", body=t.Times() | t.Star() | t.Sequence() as body):
            return axis_nodes(body)
        case t.Styled(body=body):
            return axis_nodes(body)
    return (node,)


def shape_of_sizes(sizes: tuple[Dimension, ...]) -> Shape:
    """The one representation of the shape with these axes: n × 1 is a vector, 1 × 1 a scalar."""
    if len(sizes) == 2:
        return matrix_shape(*sizes)
    if len(sizes) == 1 and sizes[0] == Dimension.of(1):
        return ()
    return sizes


def _total(terms: tuple[t.Node, ...]) -> Dimension | None:
    total = Dimension.of(0)
    for term in terms:
        size = dimension_of(term)
        if size is None:
            return None
        total = total + size
    return total


def _product(parts: tuple[t.Node, ...]) -> Dimension | None:
    product = Dimension.of(1)
    for part in parts:
        size = dimension_of(part)
        if size is None:
            return None
        product = product * size
    return product


def _power(size: Dimension | None, exponent: int) -> Dimension | None:
    if size is None or exponent > _LARGEST_POWER:
        return None
    result = Dimension.of(1)
    for _ in range(exponent):
        result = result * size
    return result
