"""Short names for building expressions by hand in the tests of the oracle."""

from __future__ import annotations

from fractions import Fraction

from matderiv.algebra import (
    Add,
    Derivative,
    Dimension,
    Elementwise,
    Expression,
    Index,
    IndexForm,
    IndexSum,
    Negate,
    Number,
    Power,
    Product,
    Symbol,
    Transpose,
)
from matderiv.meaning.claim import Claim, Reading

n, m, p = Dimension.of("n"), Dimension.of("m"), Dimension.of("p")


def scalar(name: str, *properties: str) -> Symbol:
    return Symbol(name, (), frozenset(properties))


def vector(name: str, size: Dimension = n, *properties: str) -> Symbol:
    return Symbol(name, (size,), frozenset(properties))


def matrix(name: str, rows: Dimension = n, columns: Dimension = n, *properties: str) -> Symbol:
    return Symbol(name, (rows, columns), frozenset(properties))


def number(value: int | str) -> Number:
    return Number(Fraction(value))


def T(operand: Expression) -> Transpose:
    return Transpose(operand)


def product(*factors: Expression) -> Product:
    return Product(factors)


def total(*terms: Expression) -> Add:
    return Add(terms)


def minus(left: Expression, right: Expression) -> Add:
    return Add((left, Negate(right)))


def power(base: Expression, exponent: int | str) -> Power:
    return Power(base, number(exponent))


def log(argument: Expression) -> Elementwise:
    return Elementwise("log", argument)


def gradient(body: Expression, *variables: Expression) -> Derivative:
    return Derivative(body, variables, "mixed")


def jacobian(body: Expression, *variables: Expression) -> Derivative:
    return Derivative(body, variables, "axes")


def at(*indices: Index | int) -> tuple[IndexForm, ...]:
    return tuple(IndexForm.of(index) for index in indices)


def sum_over(index: Index, body: Expression) -> IndexSum:
    return IndexSum(index, body, IndexForm.of(1), IndexForm((), index.size))


def claim(left: Expression, right: Expression, **details: object) -> Claim:
    """A claim with one reading, which the note allows."""
    readings = (Reading("mixed", left, right),)
    return Claim(0, 0, "", "derivative", readings, **details)  # type: ignore[arg-type]
