"""Sums of monomials: like terms collected, common factors taken out on both sides where that is shorter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from matderiv.algebra import Add, Expression, Identity, Negate, Number, Shape, Zeros

from ..arrays.structure import length, number_of_transposes, plain
from ..contraction.indices import free_indices
from ..contraction.terms import Exponent
from .complements import WEIGHTED, complements
from .explicit_sum import ExplicitSum
from .monomial import Monomial, Scalars, as_product, monomial_of

MOST_TERMS_TO_FACTOR = 24
WORTH_UNEQUAL_SCALARS = 3
WORTH_AN_IDENTITY = 3


@dataclass(frozen=True, slots=True)
class Summand:
    """A monomial under summation signs."""

    monomial: Monomial
    sums: tuple[ExplicitSum, ...] = ()


def sum_of(summands: Iterable[Summand], shape: Shape) -> Expression:
    """The sum as the shortest expression that needs no expansion; zero if nothing is left."""
    groups: dict[tuple[ExplicitSum, ...], list[Monomial]] = {}
    for summand in summands:
        groups.setdefault(summand.sums, []).append(summand.monomial)
    terms: list[Monomial] = []
    for sums, monomials in groups.items():
        inner = factored(like_terms(part for m in monomials for part in _summands(m, shape)), shape)
        if not sums:
            terms.extend(inner)
        elif inner:
            terms.append(_under_sums(sums, inner, shape))
    return added(terms, shape)


def _under_sums(sums: tuple[ExplicitSum, ...], inner: Sequence[Monomial], shape: Shape) -> Monomial:
    if len(inner) != 1:
        return monomial_of((_with_signs(sums, added(inner, shape)),), shape)
    (term,) = inner
    indices = {explicit.index for explicit in sums}

    def varies(expression: Expression) -> bool:
        return not indices.isdisjoint(free_indices(expression))

    scalars = tuple(scalar for scalar in term.scalars if _scalar_varies(scalar, varies))
    outer = tuple(scalar for scalar in term.scalars if scalar not in scalars)
    before, after = _ends_that_stay(term.factors, varies)
    middle = term.factors[before : len(term.factors) - after]
    inside = Monomial(scalars=scalars, factors=middle)
    body = _with_signs(sums, as_product(inside))
    factors = (*term.factors[:before], body, *term.factors[len(term.factors) - after :])
    return monomial_of(factors, shape, term.coefficient, outer)


def _with_signs(sums: tuple[ExplicitSum, ...], body: Expression) -> Expression:
    for explicit in reversed(sums):
        body = explicit.over(body)
    return body


def _scalar_varies(scalar: tuple[Expression, Exponent], varies: Callable[[Expression], bool]) -> bool:
    base, exponent = scalar
    return varies(base) or (not isinstance(exponent, Fraction) and varies(exponent))


def _ends_that_stay(factors: tuple[Expression, ...], varies: Callable[[Expression], bool]) -> tuple[int, int]:
    """How many factors in front and behind do not depend on what is summed over; none if all do not."""
    changing = [position for position, factor in enumerate(factors) if varies(factor)]
    if not changing:
        return 0, 0
    return changing[0], len(factors) - 1 - changing[-1]


def added(monomials: Sequence[Monomial], shape: Shape) -> Expression:
    """The plain sum; a positive term comes first if there is one."""
    monomials = [monomial for monomial in monomials if monomial.coefficient]
    if len(monomials) > 1:
        monomials = like_terms(part for monomial in monomials for part in _summands(monomial, shape))
    if not monomials:
        return Zeros(shape) if shape else Number(Fraction(0))
    if len(monomials) == 1:
        return as_product(monomials[0])
    leading = next((i for i, monomial in enumerate(monomials) if monomial.coefficient > 0), 0)
    ordered = [monomials[leading], *monomials[:leading], *monomials[leading + 1 :]]
    return Add(tuple(as_product(monomial) for monomial in ordered))


def _summands(monomial: Monomial, shape: Shape) -> list[Monomial]:
    """The terms of a sum that stands alone, without number or scalars."""
    if not shape and not monomial.factors and len(monomial.scalars) == 1 and monomial.coefficient in (1, -1):
        whole, exponent = monomial.scalars[0]
        if isinstance(whole, Add) and exponent == 1:
            return [monomial_of((term,), shape, monomial.coefficient) for term in whole.terms]
    if monomial.coefficient != 1 or monomial.scalars or len(monomial.factors) != 1:
        return [monomial]
    (whole,) = monomial.factors
    if not isinstance(whole, Add):
        return [monomial]
    return [monomial_of((term,), shape) for term in whole.terms]


def like_terms(monomials: Iterable[Monomial]) -> list[Monomial]:
    """Terms that differ in their number only, added up."""
    collected: dict[tuple[frozenset[object], tuple[Expression, ...]], Monomial] = {}
    for monomial in monomials:
        key = (frozenset(monomial.scalars), tuple(plain(factor) for factor in monomial.factors))
        known = collected.get(key)
        if known is None:
            collected[key] = monomial
        else:
            collected[key] = replace(known, coefficient=known.coefficient + monomial.coefficient)
    return [monomial for monomial in collected.values() if monomial.coefficient]


def factored(monomials: list[Monomial], shape: Shape) -> list[Monomial]:
    """Pairs of terms put together by common factors as long as that makes the sum shorter."""
    terms = list(monomials)
    if len(terms) > MOST_TERMS_TO_FACTOR:
        return terms
    gains = {
        (i, j): found
        for i in range(len(terms))
        for j in range(i + 1, len(terms))
        if (found := _together(terms[i], terms[j], shape)) is not None
    }
    alive = dict.fromkeys(range(len(terms)))
    while gains:
        i, j = max(gains, key=lambda pair: (gains[pair][0], -pair[0], -pair[1]))
        terms[i] = gains[i, j][1]
        del alive[j]
        gains = {pair: found for pair, found in gains.items() if not {i, j} & set(pair)}
        for k in alive:
            pair = (min(i, k), max(i, k))
            found = _together(terms[pair[0]], terms[pair[1]], shape) if k != i else None
            if found is not None:
                gains[pair] = found
    return [terms[i] for i in alive]


def _together(first: Monomial, second: Monomial, shape: Shape) -> tuple[int, Monomial] | None:
    """Both terms as one with common factors outside, and how much shorter that is."""
    complementary = _complementary(first, second)
    if complementary is not None:
        return _length(first) + _length(second) + 1 - _length(complementary), complementary
    common = tuple(scalar for scalar in first.scalars if scalar in second.scalars)
    left, right = _without(first.scalars, common), _without(second.scalars, common)
    prefix = _common_length(first.factors, second.factors)
    shorter = min(len(first.factors), len(second.factors))
    suffix = _common_length(first.factors[::-1], second.factors[::-1], shorter - prefix)
    number = _common_number(first.coefficient, second.coefficient)
    if not (prefix or suffix or common) and abs(number) == 1:
        return None
    middle = [
        Monomial(term.coefficient / number, scalars, term.factors[prefix : len(term.factors) - suffix])
        for term, scalars in ((first, left), (second, right))
    ]
    combined = _combined(number, common, first.factors, prefix, suffix, middle, shape)
    if combined is None:
        return None
    gain = _length(first) + _length(second) + 1 - _length(combined)
    return (gain, combined) if gain >= _least_gain(middle, prefix, suffix, bool(left or right)) else None


def _complementary(first: Monomial, second: Monomial) -> Monomial | None:
    """Two terms of one factor each that differ in weights which add up to one term."""
    same = (first.coefficient, first.scalars) == (second.coefficient, second.scalars)
    if not same or len(first.factors) != 1 or len(second.factors) != 1:
        return None
    whole = complements(
        first.factors[0],
        second.factors[0],
        lambda left, right: _flat_sum(_monomials(left, right), left.shape),
    )
    return None if whole is None else monomial_of((whole,), whole.shape, first.coefficient, first.scalars)


def _monomials(*arrays: Expression) -> list[Monomial]:
    return [Monomial(factors=(array,)) for array in arrays]


def _least_gain(middle: list[Monomial], prefix: int, suffix: int, unequal_scalars: bool) -> int:
    """What the common factors must save: sums of terms with scalars before one common vector are hard to read."""
    if not any(term.factors for term in middle):
        return 1
    if unequal_scalars and not prefix:
        return WORTH_UNEQUAL_SCALARS
    return 1 if all(term.factors for term in middle) or (prefix and suffix) else WORTH_AN_IDENTITY


def _combined(
    number: Fraction,
    common: Scalars,
    factors: tuple[Expression, ...],
    prefix: int,
    suffix: int,
    middle: list[Monomial],
    shape: Shape,
) -> Monomial | None:
    outer_left, outer_right = factors[:prefix], factors[len(factors) - suffix :]
    if not any(term.factors for term in middle):
        scalar = added(like_terms(middle), ())
        if isinstance(scalar, Number):
            return monomial_of((*outer_left, *outer_right), shape, number * scalar.value, common)
        return monomial_of((*outer_left, *outer_right), shape, number, (*common, (scalar, Fraction(1))))
    inner = _middle_shape(middle)
    filled = [term if term.factors else replace(term, factors=(Identity(inner[0]),)) for term in middle]
    if any(not term.factors for term in middle) and (len(inner) != 2 or inner[0] != inner[1]):
        return None
    total = _flat_sum(filled, inner)
    return Monomial(number, common, (*outer_left, total, *outer_right))


def _middle_shape(middle: list[Monomial]) -> Shape:
    for term in middle:
        if term.factors:
            return as_product(Monomial(factors=term.factors)).shape
    raise ValueError("no term has factors")


def _flat_sum(terms: list[Monomial], shape: Shape) -> Expression:
    """The sum of the middles; a middle that is a sum already gives its summands."""
    flat: list[Expression] = []
    for term in terms:
        if len(term.factors) == 1 and isinstance(term.factors[0], Add) and not term.scalars:
            if term.coefficient == 1:
                flat.extend(term.factors[0].terms)
                continue
            if term.coefficient == -1:
                flat.extend(_negated(summand) for summand in term.factors[0].terms)
                continue
        flat.append(as_product(term))
    flat.sort(key=number_of_transposes)
    return added(_complemented([monomial_of((summand,), shape) for summand in flat]), shape)


def _complemented(terms: list[Monomial]) -> list[Monomial]:
    """The terms, with pairs of complements put together."""
    if not any(isinstance(factor, WEIGHTED) for term in terms for factor in term.factors):
        return terms
    kept: list[Monomial] = []
    for term in terms:
        for place, other in enumerate(kept):
            whole = _complementary(other, term)
            if whole is not None:
                kept[place] = whole
                break
        else:
            kept.append(term)
    return kept


def _negated(expression: Expression) -> Expression:
    return expression.operand if isinstance(expression, Negate) else Negate(expression)


def _length(monomial: Monomial) -> int:
    sign = 1 if monomial.coefficient < 0 else 0
    return sign + length(as_product(monomial, signed=False))


def _without(scalars: Scalars, removed: Scalars) -> Scalars:
    return tuple(scalar for scalar in scalars if scalar not in removed)


def _common_length(first: Sequence[Expression], second: Sequence[Expression], most: int | None = None) -> int:
    count = 0
    for a, b in zip(first, second, strict=False):
        if a != b or count == most:
            break
        count += 1
    return count


def _common_number(first: Fraction, second: Fraction) -> Fraction:
    """What both numbers are divided by: their common magnitude, or the smaller one if it divides the other."""
    for small, large in ((first, second), (second, first)):
        if (large / small).denominator == 1:
            return abs(small) if first > 0 or second > 0 else -abs(small)
    return Fraction(1)
