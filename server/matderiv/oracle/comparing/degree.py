"""A bound for the degree of an expression as a rational function of all its variables.

All entries of an array are taken over one common denominator. Transcendental terms count as variables.
"""

from __future__ import annotations

import math
from functools import reduce
from typing import TypeAlias

from ...algebra import (
    Add,
    Apply,
    Derivative,
    Determinant,
    Differential,
    DirectionalDerivative,
    ElementwisePower,
    ElementwiseQuotient,
    Expression,
    FunctionDerivative,
    IndexProduct,
    IndexSum,
    Inverse,
    Number,
    Power,
    PowerSeries,
    Quotient,
    Softmax,
)
from ..arithmetic.power_series import DEGREE
from ..sampling import Sample

Degrees: TypeAlias = tuple[int, int]
"""Of the numerator and of the denominator."""

_UNKNOWN_EXPONENT = 5
_OF_SYMBOL: Degrees = (10, 10)
"""Above the degrees of the parametrisations of structured symbols (`sampling.exact`) at the sizes used."""


def degree_bound(expression: Expression, sample: Sample) -> int:
    """A bound for numerator and denominator together."""
    known: dict[int, Degrees] = {}

    def degrees(node: Expression) -> Degrees:
        found = known.get(id(node))
        if found is None:
            found = known[id(node)] = _degrees(node, [degrees(child) for child in node.children()], sample)
        return found

    return max(sum(degrees(expression)), 1)


def _degrees(node: Expression, below: list[Degrees], sample: Sample) -> Degrees:
    entries = math.prod(sample.dimensions(node.shape))
    match node:
        case Add():
            return reduce(_of_sum, below)
        case Quotient():
            (a, b), (c, d) = below
            return a + d, b + c
        case ElementwiseQuotient() | Softmax():
            (a, b), (c, d) = (below[0], below[-1])
            return (a + d) * entries + b, (b + c) * entries
        case Inverse():
            (a, b), k = below[0], max(sample.dimensions(node.shape), default=1)
            return b + max(k - 1, 1) * a, k * a + b
        case Determinant():
            k = max(sample.dimensions(node.operand.shape), default=1)
            return below[0][0] * k, below[0][1] * k
        case Power() | ElementwisePower():
            return _of_power(node, below[0], entries)
        case Derivative() | FunctionDerivative():
            count = len(node.variables) if isinstance(node, Derivative) else len(node.slots)
            base = below[0] if isinstance(node, Derivative) else _of_function(below)
            return reduce(lambda pair, _: (sum(pair) * 2, 2 * pair[1] + 1), range(count), base)
        case Differential() | DirectionalDerivative():
            return sum(below[0]) + sum(map(sum, below[1:])) + 1, 2 * below[0][1] + sum(
                d for _, d in below[1:]
            )
        case Apply() | PowerSeries():
            return _of_function(below, DEGREE if isinstance(node, PowerSeries) else 2)
        case IndexSum():
            count = sample.dimension(node.index.size)
            return (below[0][0] + count * below[0][1], count * below[0][1])
        case IndexProduct():
            count = sample.dimension(node.index.size)
            return below[0][0] * count, below[0][1] * count
    return (sum(n for n, _ in below), sum(d for _, d in below)) if below else _OF_SYMBOL


def _of_sum(left: Degrees, right: Degrees) -> Degrees:
    return max(left[0] + right[1], right[0] + left[1]), left[1] + right[1]


def _of_power(node: Power | ElementwisePower, base: Degrees, entries: int) -> Degrees:
    exponent = node.exponent.value if isinstance(node.exponent, Number) else _UNKNOWN_EXPONENT
    times = abs(int(exponent)) + 1
    return (sum(base) * times * entries, sum(base) * times * entries)


def _of_function(below: list[Degrees], degree: int = 2) -> Degrees:
    """The stand-ins for abstract functions are quadratic."""
    return degree * sum(n for n, _ in below) + 1, degree * sum(d for _, d in below)
