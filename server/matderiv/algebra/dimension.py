"""Sizes of axes: polynomials in size names, such as `n`, `n*m` or `2*n-1`.

Coefficients are integers, or fractions where the polynomial has whole values all the same: `n(n+1)/2` entries.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias

Monomial: TypeAlias = tuple[str, ...]
Coefficient: TypeAlias = int | Fraction


class Dimension:
    """An immutable polynomial in size names. Two dimensions are equal only if they are the same polynomial."""

    def __init__(self, terms: Mapping[Monomial, Coefficient]) -> None:
        self._terms = tuple(sorted((monomial, _whole(c)) for monomial, c in terms.items() if c))
        self._hash = hash(self._terms)

    @staticmethod
    def of(value: int | str | Dimension) -> Dimension:
        """The dimension of a literal size, or of a size name."""
        if isinstance(value, Dimension):
            return value
        return Dimension({(): value} if isinstance(value, int) else {(value,): 1})

    @staticmethod
    def of_triangle(size: Dimension) -> Dimension:
        """n(n+1)/2, the number of entries of a triangle with its diagonal."""
        return Dimension({(): Fraction(1, 2)}) * size * (size + 1)

    @property
    def terms(self) -> tuple[tuple[Monomial, Coefficient], ...]:
        """Pairs of a monomial (its sorted names, with repetition) and its coefficient."""
        return self._terms

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(name for monomial, _ in self._terms for name in monomial)

    @property
    def literal(self) -> int | None:
        """The size itself if it is a number, else None."""
        if not self._terms:
            return 0
        if len(self._terms) == 1 and self._terms[0][0] == ():
            return int(self._terms[0][1])
        return None

    @property
    def single_name(self) -> str | None:
        """The name if the dimension is a bare size name, else None."""
        if len(self._terms) == 1 and self._terms[0][1] == 1 and len(self._terms[0][0]) == 1:
            return self._terms[0][0][0]
        return None

    def substitute(self, values: Mapping[str, Dimension]) -> Dimension:
        """Replaces size names by dimensions."""
        if values.keys().isdisjoint(self.names):
            return self
        total = Dimension({})
        for monomial, coefficient in self._terms:
            product = Dimension({(): coefficient})
            for name in monomial:
                product = product * values.get(name, Dimension.of(name))
            total = total + product
        return total

    def evaluate(self, sizes: Mapping[str, int]) -> int:
        """The number that the polynomial gives; KeyError if a size name has no value."""
        return int(sum(c * math.prod(sizes[name] for name in monomial) for monomial, c in self._terms))

    def __add__(self, other: Dimension | int) -> Dimension:
        return Dimension(_collect([*self._terms, *Dimension.of(other)._terms]))

    def __sub__(self, other: Dimension | int) -> Dimension:
        return self + Dimension.of(-1) * Dimension.of(other)

    def __mul__(self, other: Dimension | int) -> Dimension:
        return Dimension(
            _collect(
                (tuple(sorted(left + right)), a * b)
                for left, a in self._terms
                for right, b in Dimension.of(other)._terms
            )
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Dimension) and self._terms == other._terms

    def __hash__(self) -> int:
        return self._hash

    def __str__(self) -> str:
        """As in the JSON contract: `n`, `n*m`, `2*n-1`; higher powers repeat the factor."""
        ordered = sorted(self._terms, key=lambda term: (-len(term[0]), term[0]))
        text = "".join(_signed_term(monomial, c, first=not i) for i, (monomial, c) in enumerate(ordered))
        return text or "0"

    def __repr__(self) -> str:
        return f"Dimension({self})"


def _whole(coefficient: Coefficient) -> Coefficient:
    return coefficient.numerator if coefficient.denominator == 1 else coefficient


def _collect(terms: Iterable[tuple[Monomial, Coefficient]]) -> dict[Monomial, Coefficient]:
    collected: dict[Monomial, Coefficient] = {}
    for monomial, coefficient in terms:
        collected[monomial] = collected.get(monomial, 0) + coefficient
    return collected


def _signed_term(monomial: Monomial, coefficient: Coefficient, *, first: bool) -> str:
    magnitude = abs(coefficient)
    factors = [str(magnitude)] if magnitude != 1 or not monomial else []
    sign = "-" if coefficient < 0 else "" if first else "+"
    return sign + "*".join([*factors, *monomial])


ONE = Dimension.of(1)
