"""Monomials: a number times powers of scalars times a chain of matrices, the form in which terms are collected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from matderiv.algebra import (
    Expression,
    Identity,
    Inverse,
    Negate,
    Number,
    Ones,
    Power,
    Product,
    Quotient,
    Shape,
    Transpose,
    Zeros,
)

from ..arrays.chains import product_of, split_chain
from ..arrays.structure import plain
from ..contraction.terms import UNIT, Exponent, add_exponents, as_exponent, as_expression
from .cancellation import joined, whole_and_inverse

Scalars: TypeAlias = tuple[tuple[Expression, Exponent], ...]


@dataclass(frozen=True, slots=True)
class Monomial:
    """`factors` is empty for a scalar; it never is for a vector or matrix (an identity or ones stand for nothing)."""

    coefficient: Fraction = UNIT
    scalars: Scalars = ()
    factors: tuple[Expression, ...] = ()


class MonomialBuilder:
    """Multiplies expressions into a monomial, from left to right."""

    def __init__(self) -> None:
        self.coefficient = UNIT
        self.scalars: dict[Expression, Exponent] = {}
        self.factors: list[Expression] = []
        self._placeholder: Expression | None = None

    def multiply(self, expression: Expression) -> None:
        """Multiplies an expression of order at most two from the right."""
        expression = plain(expression)
        match expression:
            case _ if not expression.shape:
                self.scalar(expression)
            case Negate(operand=operand):
                self.coefficient = -self.coefficient
                self.multiply(operand)
            case Product(factors=factors):
                self._chain(factors)
            case Quotient(numerator=numerator, denominator=denominator):
                self.multiply(numerator)
                self.scalar(denominator, Fraction(-1))
            case Zeros():
                self.coefficient = Fraction(0)
                self.factors.append(expression)
            case Identity():
                self._placeholder = expression
            case Inverse(operand=Transpose(operand=operand)):
                self._push(Transpose(Inverse(operand)))
            case _:
                self._push(expression)

    def _chain(self, factors: tuple[Expression, ...]) -> None:
        chain = split_chain(factors)
        for group in chain.groups:
            self.scalar(product_of(tuple(factors[i] for i in group)))
        for i in chain.rest:
            self.multiply(factors[i])

    def _push(self, expression: Expression) -> None:
        self.factors.append(expression)
        while len(self.factors) >= 2:
            together = joined(self.factors[-2], self.factors[-1])
            if together is None:
                self._cancel_chain()
                return
            del self.factors[-2:]
            if isinstance(together, Identity):
                self._placeholder = together
                return
            self.factors.append(together)

    def _cancel_chain(self) -> None:
        """A B (A B)^{-1} and (A B)^{-1} A B at the end cancel."""
        for start in range(len(self.factors) - 2):
            end = tuple(self.factors[start:])
            size = whole_and_inverse(end)
            if size is not None:
                del self.factors[start:]
                self._placeholder = Identity(size)
                return

    def scalar(self, expression: Expression, exponent: Exponent = UNIT) -> None:
        """Multiplies a power of a scalar."""
        if isinstance(exponent, Fraction) and exponent.denominator == 1 and self._apart(expression, exponent):
            return
        total = add_exponents(self.scalars[expression], exponent) if expression in self.scalars else exponent
        if total == 0:
            del self.scalars[expression]
        else:
            self.scalars[expression] = total

    def _apart(self, expression: Expression, exponent: Fraction) -> bool:
        match expression:
            case Number(value=value) if value or exponent > 0:
                self.coefficient *= value**exponent.numerator
            case Negate(operand=operand):
                self.coefficient *= Fraction(-1) ** exponent.numerator
                self.scalar(operand, exponent)
            case Quotient(numerator=numerator, denominator=denominator):
                self.scalar(numerator, exponent)
                self.scalar(denominator, -exponent)
            case Power(base=base, exponent=own):
                power = as_exponent(own)
                if isinstance(power, Fraction):
                    self.scalar(base, power * exponent)
                elif exponent == 1:
                    self.scalar(base, power)
                else:
                    return False
            case Inverse(operand=operand):
                self.scalar(operand, -exponent)
            case Product(factors=factors):
                return self._groups(factors, exponent)
            case _:
                return False
        return True

    def _groups(self, factors: tuple[Expression, ...], exponent: Fraction) -> bool:
        chain = split_chain(factors)
        if len(chain.groups) == 1 and len(chain.groups[0]) > 1:
            return False
        for group in chain.groups:
            self.scalar(product_of(tuple(factors[i] for i in group)), exponent)
        return True

    def finished(self, shape: Shape) -> Monomial:
        """The monomial; `shape` tells what an empty chain stands for."""
        factors = tuple(self.factors)
        if not factors and shape:
            factors = (self._placeholder or Ones(shape),)
        return Monomial(self.coefficient, tuple(self.scalars.items()), factors)


def monomial_of(
    factors: Iterable[Expression], shape: Shape, coefficient: Fraction = UNIT, scalars: Scalars = ()
) -> Monomial:
    """The product of factors in lowest terms."""
    builder = MonomialBuilder()
    builder.coefficient = coefficient
    for expression, exponent in scalars:
        builder.scalar(expression, exponent)
    for factor in factors:
        builder.multiply(factor)
    return builder.finished(shape)


def as_product(monomial: Monomial, *, signed: bool = True) -> Expression:
    """The monomial as an expression: sign, number and scalars in front, denominators below a fraction bar."""
    above: list[Expression] = []
    below: list[Expression] = []
    for scalar, exponent in monomial.scalars:
        negative = isinstance(exponent, Fraction) and exponent < 0
        power = -exponent if negative and isinstance(exponent, Fraction) else exponent
        (below if negative else above).append(scalar if power == 1 else Power(scalar, as_expression(power)))
    magnitude = abs(monomial.coefficient)
    if below and magnitude.denominator != 1:
        below.insert(0, Number(Fraction(magnitude.denominator)))
        magnitude = Fraction(magnitude.numerator)
    factors = [*above, *monomial.factors]
    if len(factors) == 1 and isinstance(factors[0], Product):
        factors = list(factors[0].factors)
    if magnitude != 1 or not factors:
        factors.insert(0, Number(magnitude))
    result = product_of(tuple(factors))
    if below:
        result = Quotient(result, product_of(tuple(below)))
    return Negate(result) if signed and monomial.coefficient < 0 else result
