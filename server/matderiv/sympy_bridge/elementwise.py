"""Reading functions of every entry: the body of a lambda, with the array in the place of its variable."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce
from typing import Any

from ..algebra import (
    SCALAR,
    Add,
    Elementwise,
    ElementwisePower,
    Expression,
    Hadamard,
    Maximum,
    Negate,
    Number,
    Ones,
    Product,
)
from .errors import NotInSympyError
from .reading import Reader
from .scalars import FUNCTIONS, number

_ONE = Number(Fraction(1))


def applied(reader: Reader, function: Any, array: Expression) -> Expression:
    """The array of the values of a function at every entry."""
    (variable,) = function.variables
    return _spread(_value(reader, function.expr, variable, array), array)


def _spread(value: Expression, array: Expression) -> Expression:
    """A constant as an array."""
    if value.shape == array.shape:
        return value
    ones = Ones(array.shape)
    return ones if value == _ONE else Product((value, ones))


def _value(reader: Reader, body: Any, variable: Any, array: Expression) -> Expression:
    """A scalar where the body does not contain the variable, else an array."""
    if body == variable:
        return array
    if not body.has(variable):
        return number(body) if body.is_Number else reader.read(body)
    kind = type(body).__name__
    parts = [_value(reader, argument, variable, array) for argument in body.args]
    if body.is_Add:
        return Add(tuple(_spread(part, array) for part in parts))
    if body.is_Mul:
        return _product(parts)
    if body.is_Pow:
        return _power(*parts)
    if kind in FUNCTIONS:
        return Elementwise(FUNCTIONS[kind], parts[0])
    if kind == "Max":
        return reduce(Maximum, (_spread(part, array) for part in parts))
    raise NotInSympyError(f"{kind} ({body}) is not understood as a function of every entry")


def _product(parts: list[Expression]) -> Expression:
    scalars = [part for part in parts if part.shape == SCALAR]
    arrays = [part for part in parts if part.shape != SCALAR]
    product = reduce(Hadamard, arrays) if arrays else scalars.pop()
    if scalars == [Number(Fraction(-1))]:
        return Negate(product)
    return Product((*scalars, product)) if scalars else product


def _power(base: Expression, exponent: Expression) -> Expression:
    if exponent == Number(Fraction(1, 2)):
        return Elementwise("sqrt", base)
    if exponent.shape != SCALAR:
        raise NotInSympyError("a power with an exponent for every entry is not understood")
    return ElementwisePower(base, exponent)
