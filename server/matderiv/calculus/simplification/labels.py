"""Vectors (or matrices) that are multiplied entry by entry at one place of a network."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from matderiv.algebra import (
    Add,
    Elementwise,
    ElementwisePower,
    ElementwiseQuotient,
    Expression,
    Hadamard,
    Negate,
    Number,
    Ones,
    Shape,
)

from ..arrays.structure import has_property, length
from ..contraction.terms import Exponent, add_exponents, as_expression


def collected_labels(labels: Iterable[tuple[Expression, Exponent]]) -> dict[Expression, Exponent]:
    """Powers of the same array added up; e^v / (1 + e^v) is the sigmoid of v; squares of signs are one."""
    powers: dict[Expression, Exponent] = {}
    for label, exponent in labels:
        powers[label] = add_exponents(powers[label], exponent) if label in powers else exponent
    powers = _with_sigmoids(powers)
    for label, exponent in list(powers.items()):
        if has_property(label, "signs") and isinstance(exponent, Fraction) and exponent.denominator == 1:
            powers[label] = Fraction(exponent.numerator % 2)
    return {label: exponent for label, exponent in powers.items() if exponent != 0}


def _with_sigmoids(powers: dict[Expression, Exponent]) -> dict[Expression, Exponent]:
    for label, exponent in list(powers.items()):
        inner = logistic_argument(label)
        if inner is None or not isinstance(exponent, Fraction) or exponent >= 0 or exponent.denominator != 1:
            continue
        exponential = Elementwise("exp", inner)
        above = powers.get(exponential, Fraction(0))
        count = -exponent
        paired = min(count, above) if isinstance(above, Fraction) and above > 0 else Fraction(0)
        del powers[label]
        if paired:
            powers[exponential] = add_exponents(above, -paired)
        for argument, times in ((inner, paired), (negative(inner), count - paired)):
            if times:
                sigmoid = Elementwise("sigmoid", argument)
                powers[sigmoid] = add_exponents(powers.get(sigmoid, Fraction(0)), times)
    return powers


def negative(expression: Expression) -> Expression:
    return expression.operand if isinstance(expression, Negate) else Negate(expression)


def logistic_argument(expression: Expression) -> Expression | None:
    """v if the expression is 1 + exp(v)."""
    if not isinstance(expression, Add) or len(expression.terms) != 2:
        return None
    for one, other in (expression.terms, expression.terms[::-1]):
        is_one = isinstance(one, Ones) or one == Number(Fraction(1))
        if is_one and isinstance(other, Elementwise) and other.function == "exp" and not other.order:
            return other.argument
    return None


def hadamard(labels: Iterable[tuple[Expression, Exponent]], shape: Shape) -> Expression:
    """The elementwise product of powers, ones if there is nothing; simple arrays come first."""
    powers = collected_labels(labels)
    above: list[Expression] = []
    below: list[Expression] = []
    for label, exponent in sorted(powers.items(), key=lambda item: length(item[0]) > 1):
        negated = isinstance(exponent, Fraction) and exponent < 0
        power = -exponent if negated and isinstance(exponent, Fraction) else exponent
        (below if negated else above).extend(_power(label, power))
    result = above[0] if above else Ones(shape)
    for factor in above[1:]:
        result = Hadamard(result, factor)
    for factor in below:
        result = ElementwiseQuotient(result, factor)
    return result


def _power(label: Expression, exponent: Exponent) -> list[Expression]:
    if exponent == 1:
        return [label]
    if exponent == 2 and length(label) == 1:
        return [label, label]
    return [ElementwisePower(label, as_expression(exponent))]
