"""Scalar expressions in entries, such as log(1 + e^{x_i}), as entries of an array, and back."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias

from matderiv.algebra import (
    ONE,
    Add,
    Elementwise,
    ElementwisePower,
    ElementwiseQuotient,
    Entry,
    Expression,
    Hadamard,
    Index,
    IndexForm,
    Indicator,
    Maximum,
    Negate,
    Number,
    Ones,
    Power,
    Product,
    Quotient,
    Symbol,
    Transpose,
    Zeros,
)

from ..arrays.chains import product_of, split_chain
from ..arrays.structure import transpose
from .indices import free_indices

Axes: TypeAlias = tuple[Index, ...]


def lifted(expression: Expression, axes: Axes) -> Expression | None:
    """The array over `axes` (one or two indices) whose entries are a scalar expression; None if none is plain."""
    used = tuple(index for index in axes if index in free_indices(expression))
    if not used:
        return _constant(expression, axes)
    if len(used) < len(axes):
        vector = lifted(expression, used)
        return None if vector is None else _outer(vector, used, axes)
    lift = LIFTS.get(type(expression))
    return None if lift is None else lift(expression, axes)


def _constant(expression: Expression, axes: Axes) -> Expression:
    if isinstance(expression, Negate):
        return Negate(_constant(expression.operand, axes))
    ones = _ones(axes)
    return ones if expression == Number(Fraction(1)) else Product((expression, ones))


def _outer(vector: Expression, used: Axes, axes: Axes) -> Expression:
    """A vector over one of two indices as a matrix over both."""
    if used[0] == axes[0]:
        return Product((vector, Ones((ONE, axes[1].size))))
    return Product((Ones((axes[0].size,)), transpose(vector)))


def _ones(axes: Axes) -> Expression:
    return Ones(tuple(index.size for index in axes))


def _all(expressions: tuple[Expression, ...], axes: Axes) -> tuple[Expression, ...] | None:
    arrays = tuple(lifted(expression, axes) for expression in expressions)
    known = tuple(array for array in arrays if array is not None)
    return known if len(known) == len(arrays) else None


def _entry(node: Expression, axes: Axes) -> Expression | None:
    assert isinstance(node, Entry)
    if free_indices(node.operand) & set(axes) or any(size == ONE for size in node.operand.shape):
        return None
    places = tuple(form.single if form is not None else None for form in node.indices)
    sizes = tuple(index.size for index in axes)
    if places == axes and node.operand.shape == sizes:
        return node.operand
    if places == axes[::-1] and node.operand.shape == sizes[::-1]:
        return transpose(node.operand)
    return None


def _add(node: Expression, axes: Axes) -> Expression | None:
    assert isinstance(node, Add)
    terms = _all(node.terms, axes)
    return None if terms is None else Add(terms)


def _negate(node: Expression, axes: Axes) -> Expression | None:
    assert isinstance(node, Negate)
    inner = lifted(node.operand, axes)
    return None if inner is None else Negate(inner)


def _product(node: Expression, axes: Axes) -> Expression | None:
    """Constants in front of a Hadamard product; a row of a matrix times a constant vector is a matrix product."""
    assert isinstance(node, Product)
    constants: list[Expression] = []
    arrays: dict[Axes, Expression] = {}
    for group in split_chain(node.factors).groups:
        factors = tuple(node.factors[i] for i in group)
        whole = product_of(factors)
        used = tuple(index for index in axes if index in free_indices(whole))
        if not used:
            constants.append(whole)
            continue
        array = _row_times_constant(factors, used) if len(factors) > 1 else lifted(whole, used)
        if array is None:
            return None
        arrays[used] = Hadamard(arrays[used], array) if used in arrays else array
    return product_of((*constants, _together(arrays, axes)))


def _together(arrays: dict[Axes, Expression], axes: Axes) -> Expression:
    """The entrywise product of arrays over one or both of the indices."""
    vectors = {used: array for used, array in arrays.items() if len(used) < len(axes)}
    parts = [array for used, array in arrays.items() if used not in vectors]
    if len(vectors) == 2:
        column, row = vectors[axes[:1]], vectors[axes[1:]]
        parts.append(Product((column, transpose(row))))
    else:
        parts.extend(_outer(array, used, axes) for used, array in vectors.items())
    result = parts[0]
    for array in parts[1:]:
        result = Hadamard(result, array)
    return result


def _row_times_constant(factors: tuple[Expression, ...], axes: Axes) -> Expression | None:
    first, rest = factors[0], factors[1:]
    if len(axes) != 1 or any(free_indices(factor) & set(axes) for factor in rest):
        return None
    at = IndexForm.of(axes[0])
    match first:
        case Entry(operand=operand, indices=(form, None)) if form == at:
            return Product((operand, *rest))
        case Transpose(operand=Entry(operand=operand, indices=(None, form))) if form == at:
            return Product((transpose(operand), *rest))
    return None


def _quotient(node: Expression, axes: Axes) -> Expression | None:
    assert isinstance(node, Quotient)
    above = lifted(node.numerator, axes)
    if above is None:
        return None
    if not free_indices(node.denominator) & set(axes):
        return Quotient(above, node.denominator)
    below = lifted(node.denominator, axes)
    return None if below is None else ElementwiseQuotient(above, below)


def _power(node: Expression, axes: Axes) -> Expression | None:
    assert isinstance(node, Power)
    base = lifted(node.base, axes)
    if base is None or free_indices(node.exponent) & set(axes):
        return None
    return ElementwisePower(base, node.exponent)


def _elementwise(node: Expression, axes: Axes) -> Expression | None:
    assert isinstance(node, Elementwise)
    argument = lifted(node.argument, axes)
    return None if argument is None else Elementwise(node.function, argument, node.order)


def _maximum(node: Expression, axes: Axes) -> Expression | None:
    assert isinstance(node, Maximum)
    both = _all((node.left, node.right), axes)
    return None if both is None else Maximum(*both)


def _indicator(node: Expression, axes: Axes) -> Expression | None:
    assert isinstance(node, Indicator)
    both = _all((node.left, node.right), axes)
    return None if both is None else Indicator(both[0], node.relation, both[1])


LIFTS: dict[type[Expression], Callable[[Expression, Axes], Expression | None]] = {
    Entry: _entry,
    Add: _add,
    Negate: _negate,
    Product: _product,
    Quotient: _quotient,
    Power: _power,
    Elementwise: _elementwise,
    Maximum: _maximum,
    Indicator: _indicator,
}


def lowered(array: Expression, forms: tuple[IndexForm, ...]) -> Expression | None:
    """The entry of an array that is made entry by entry of symbols, in terms of their entries; None for others."""

    def both(left: Expression, right: Expression) -> tuple[Expression, Expression] | None:
        low = lowered(left, forms), lowered(right, forms)
        return None if low[0] is None or low[1] is None else (low[0], low[1])

    match array:
        case Symbol():
            return Entry(array, forms) if array.shape else array
        case Ones():
            return Number(Fraction(1))
        case Zeros():
            return Number(Fraction(0))
        case Elementwise(argument=argument):
            inner = lowered(argument, forms)
            return None if inner is None else Elementwise(array.function, inner, array.order)
        case ElementwisePower(base=base, exponent=exponent):
            inner = lowered(base, forms)
            return None if inner is None else Power(inner, exponent)
        case Negate(operand=operand):
            inner = lowered(operand, forms)
            return None if inner is None else Negate(inner)
        case Add(terms=terms):
            parts = [lowered(term, forms) for term in terms]
            known = tuple(part for part in parts if part is not None)
            return Add(known) if len(known) == len(parts) else None
        case Hadamard(left=left, right=right):
            pair = both(left, right)
            return None if pair is None else Product(pair)
        case ElementwiseQuotient(left=left, right=right):
            pair = both(left, right)
            return None if pair is None else Quotient(*pair)
    return None
