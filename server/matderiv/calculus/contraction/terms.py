"""Terms of a contraction: a coefficient times arrays with subscripts, summed over the bound indices.

An index may occur in any number of arrays, so Hadamard products, diagonals and elementwise functions are ordinary.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from matderiv.algebra import Add, Dimension, Expression, Index, Negate, Number, Quotient

from .subscripts import Subscript, Subscripts

Exponent: TypeAlias = Fraction | Expression
"""A power that is a number, or a symbolic one."""

UNIT = Fraction(1)


def as_exponent(expression: Expression) -> Exponent:
    """A number as such, also where it is written as a quotient or with a sign."""
    number = _number(expression)
    return expression if number is None else number


def _number(expression: Expression) -> Fraction | None:
    match expression:
        case Number(value=value, digits=None):
            return value
        case Negate(operand=operand):
            inner = _number(operand)
            return None if inner is None else -inner
        case Quotient(numerator=Number(value=above), denominator=Number(value=below)) if below:
            return above / below
    return None


def as_expression(exponent: Exponent) -> Expression:
    return Number(exponent) if isinstance(exponent, Fraction) else exponent


def add_exponents(left: Exponent, right: Exponent) -> Exponent:
    """The sum of two exponents, numbers collected."""
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left + right
    symbolic: list[Expression] = []
    number = Fraction(0)
    for part in (left, right):
        for summand in part.terms if isinstance(part, Add) else (part,):
            if isinstance(summand, Number):
                number += summand.value
            elif isinstance(summand, Fraction):
                number += summand
            else:
                symbolic.append(summand)
    if not number and len(symbolic) == 1:
        return symbolic[0]
    return Add((*symbolic, Number(number))) if number else Add(tuple(symbolic))


@dataclass(frozen=True, slots=True)
class ArrayFactor:
    """An array at subscripts, one an axis of its shape, each entry to a power."""

    expression: Expression
    subscripts: Subscripts
    exponent: Exponent = UNIT


@dataclass(frozen=True, slots=True)
class Relation:
    """1 where two positions stand in a relation (`=`, `≠`, `<`, `≤`, `>`, `≥`), else 0."""

    left: Subscript
    sign: str
    right: Subscript


@dataclass(frozen=True, slots=True)
class Split:
    """1 where a position on an axis is the pair of two others, `whole = (major, minor)`, else 0."""

    whole: Subscript
    major: Subscript
    major_size: Dimension
    minor: Subscript
    minor_size: Dimension


Piece: TypeAlias = ArrayFactor | Relation | Split


@dataclass(frozen=True, slots=True)
class Term:
    """`coefficient` times all pieces, summed over the bound indices."""

    coefficient: Fraction = UNIT
    factors: tuple[ArrayFactor, ...] = ()
    relations: tuple[Relation, ...] = ()
    splits: tuple[Split, ...] = ()
    bound: frozenset[Index] = frozenset()


@dataclass(frozen=True, slots=True)
class Contribution:
    """A term of the derivative of the whole by one node: the node's axes stand at `subscripts` in it."""

    term: Term
    subscripts: Subscripts
