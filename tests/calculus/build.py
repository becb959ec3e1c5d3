"""Typed expressions written as Python formulas, for tests only."""

from __future__ import annotations

from fractions import Fraction

from matderiv.algebra import (
    Add,
    Dimension,
    Elementwise,
    Expression,
    Hadamard,
    Inverse,
    Negate,
    Number,
    Power,
    Product,
    Quotient,
    Symbol,
    Transpose,
)

Operand = "F | Expression | int"


class F:
    """A formula: `A @ x + b` is the expression Ax + b, `*` a scalar product, `.T` the transpose, `.I` the inverse."""

    def __init__(self, e: Expression) -> None:
        self.e = e

    def __matmul__(self, other: F) -> F:
        return F(Product((*_factors(self.e), other.e)))

    __mul__ = __matmul__

    def __rmul__(self, number: float) -> F:
        return F(Product((Number(Fraction(number)), *_factors(self.e))))

    def __truediv__(self, other: F) -> F:
        return F(Quotient(self.e, other.e))

    def __add__(self, other: F) -> F:
        return F(Add((*_terms(self.e), other.e)))

    def __sub__(self, other: F) -> F:
        return F(Add((*_terms(self.e), Negate(other.e))))

    def __neg__(self) -> F:
        return F(Negate(self.e))

    def __pow__(self, exponent: int | F) -> F:
        power = exponent.e if isinstance(exponent, F) else Number(Fraction(exponent))
        return F(Power(self.e, power))

    def __and__(self, other: F) -> F:
        return F(Hadamard(self.e, other.e))

    @property
    def T(self) -> F:
        return F(Transpose(self.e))

    @property
    def I(self) -> F:  # noqa: E743
        return F(Inverse(self.e))

    def call(self, function: str) -> F:
        return F(Elementwise(function, self.e))


def _factors(e: Expression) -> tuple[Expression, ...]:
    return e.factors if isinstance(e, Product) and e.shape else (e,)


def _terms(e: Expression) -> tuple[Expression, ...]:
    return e.terms if isinstance(e, Add) else (e,)


def sym(name: str, *shape: str | int | Dimension, properties: str = "", family: int = 0) -> F:
    axes = tuple(Dimension.of(size) for size in shape)
    kinds = frozenset(part.strip() for part in properties.split(",") if part.strip())
    return F(Symbol(name, axes, kinds, family))
