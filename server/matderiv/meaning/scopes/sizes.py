"""Unification of sizes: unknown sizes are solved from the pairs that a ShapeError says would have to be equal.

An unknown size is a size name that begins with `?`. Names of the note are rigid: they are never equated, unless
a `Sizes` is told that they are free (`loosen`), and then it records that it did.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from matderiv.algebra import ONE, Dimension, Shape

UNKNOWN = "?"


class Sizes:
    """A growing substitution of unknown sizes. `version` changes with what it says."""

    def __init__(self) -> None:
        self._values: dict[str, Dimension] = {}
        self._count = 0
        self.version = 0
        self._distinct: frozenset[str] = frozenset()
        self._loose: frozenset[str] = frozenset()
        self.equated: list[tuple[Dimension, Dimension]] = []

    @property
    def values(self) -> dict[str, Dimension]:
        return self._values

    @property
    def count(self) -> int:
        """How many unknown sizes were made."""
        return self._count

    def is_open(self, number: int) -> bool:
        """Whether the unknown size of a number has no value."""
        return f"{UNKNOWN}{number}" not in self._values

    def may_change(self, dimension: Dimension) -> bool:
        """Whether some equation may still change a size."""
        return any(map(self._may_change, dimension.names))

    def name(self, unknown: str, name: str) -> None:
        """Gives an unknown size its final name."""
        self._values[unknown] = Dimension.of(name)
        self.version += 1

    @property
    def is_empty(self) -> bool:
        return not self._values

    def fresh(self) -> Dimension:
        """A new unknown size."""
        self._count += 1
        return Dimension.of(f"{UNKNOWN}{self._count}")

    def snapshot(self) -> tuple[dict[str, Dimension], int]:
        """The present state, for `restore`."""
        return dict(self._values), len(self.equated)

    def restore(self, state: tuple[dict[str, Dimension], int]) -> None:
        """Goes back to an earlier state."""
        values, recorded = state
        self.version += 1
        self._values = dict(values)
        del self.equated[recorded:]

    def keep_distinct(self, names: Iterable[str]) -> None:
        """What is read later may determine these unknown sizes, but not make two of them equal."""
        self._distinct = self._distinct | frozenset(names)

    def loosen(self, names: Iterable[str] = ()) -> None:
        """Lets the given rigid names and all sizes kept distinct be equated; `equated` records each equation."""
        self._loose = frozenset(names) | self._distinct
        self._distinct = frozenset()

    def resolve(self, dimension: Dimension) -> Dimension:
        """The dimension with all that is known put in."""
        if not self._values or self._values.keys().isdisjoint(dimension.names):
            return dimension
        name = dimension.single_name
        if name is None:
            return self.resolve(dimension.substitute(self._values))
        # Long sums make long chains of sizes; each is followed once.
        value = self._values[name] = self.resolve(self._values[name])
        return value

    def resolve_shape(self, shape: Shape) -> Shape:
        return tuple(self.resolve(size) for size in shape) if self._values else shape

    def unify(self, equations: Iterable[tuple[Dimension, Dimension]]) -> bool:
        """Solves the equations, simplest first; False (with nothing changed) if one of them cannot hold."""
        before = dict(self._values)
        recorded = len(self.equated)
        waiting = list(equations)
        while waiting:
            left_over = [pair for pair in waiting if not self._solve(*pair)]
            if len(left_over) == len(waiting):
                return self._undo(before, recorded)
            waiting = left_over
        return self._still_distinct() or self._undo(before, recorded)

    def _undo(self, before: dict[str, Dimension], recorded: int) -> bool:
        if len(before) != len(self._values):
            self.version += 1
        self._values = before
        del self.equated[recorded:]
        return False

    def _still_distinct(self) -> bool:
        """Whether the sizes kept distinct still differ from each other."""
        values = {self.resolve(Dimension.of(name)) for name in self._distinct}
        return len(values) == len(self._distinct)

    def _solve(self, left: Dimension, right: Dimension) -> bool:
        left, right = self.resolve(left), self.resolve(right)
        if left == right:
            return True
        left, right = roots(left, right)
        names = sorted((left - right).names, key=self._reluctance)
        return any(self._assign(name, left, right) for name in names if self._may_change(name))

    def _reluctance(self, name: str) -> tuple[bool, bool, str]:
        """Sizes that nothing else depends on are solved for first."""
        return (name in self._loose, name in self._distinct, name)

    def _may_change(self, name: str) -> bool:
        return name.startswith(UNKNOWN) or name in self._loose

    def _assign(self, name: str, left: Dimension, right: Dimension) -> bool:
        value = solve_for(name, left - right)
        if value is None:
            return False
        if name in self._loose:
            self.equated.append((Dimension.of(name), value))
        self._values[name] = value
        self.version += 1
        return True


def solve_for(name: str, difference: Dimension) -> Dimension | None:
    """The polynomial value of a name for which the difference vanishes, if there is one that can be a size."""
    with_name = [(monomial, c) for monomial, c in difference.terms if name in monomial]
    if len(with_name) != 1 or with_name[0][0].count(name) != 1:
        return None
    monomial, coefficient = with_name[0]
    cofactor = list(monomial)
    cofactor.remove(name)
    terms: dict[tuple[str, ...], int | Fraction] = {}
    for other, c in difference.terms:
        if name in other:
            continue
        quotient = _without(other, cofactor)
        value_of_term = Fraction(-c) / coefficient
        if quotient is None or (isinstance(c, int) and value_of_term.denominator != 1):
            return None
        terms[quotient] = value_of_term
    value = Dimension(terms)
    return value if _can_be_a_size(value) else None


def roots(left: Dimension, right: Dimension) -> tuple[Dimension, Dimension]:
    """For `m m = n n` the sizes m and n themselves, as sizes are positive; other sides stay."""
    pairs = [(side.terms[0] if len(side.terms) == 1 else None) for side in (left, right)]
    if all(pair is not None and pair[1] == 1 for pair in pairs):
        (one, _), (other, _) = (pair for pair in pairs if pair is not None)
        for power in (3, 2):
            if _is_power(one, power) and _is_power(other, power):
                return Dimension({one[::power]: 1}), Dimension({other[::power]: 1})
    return left, right


def _is_power(monomial: tuple[str, ...], power: int) -> bool:
    return bool(monomial) and all(monomial.count(name) % power == 0 for name in monomial)


def _without(monomial: tuple[str, ...], factors: list[str]) -> tuple[str, ...] | None:
    rest = list(monomial)
    for factor in factors:
        if factor not in rest:
            return None
        rest.remove(factor)
    return tuple(rest)


def _can_be_a_size(value: Dimension) -> bool:
    """Whether a polynomial may stand for an unknown size. A size 1 may not: it would be another kind of shape."""
    literal = value.literal
    if literal is not None:
        return literal > 1
    return value != ONE and any(c > 0 for _, c in value.terms)
