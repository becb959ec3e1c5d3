"""Equality of expressions by a canonical form: terms multiplied out, their graphs labelled, like terms collected."""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Iterable
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

from matderiv.algebra import Expression

from .expansion import FIXED, EntryFactor, ExpandedTerm, Expansion, TooLarge, new_places, parts_of

MOST_LABELLINGS = 720

CanonicalForm: TypeAlias = frozenset[tuple[Hashable, Fraction]]


def equal_canonically(left: Expression, right: Expression) -> bool:
    """Whether both sides have one canonical form. False says nothing: they may be equal for another reason."""
    if left.shape != right.shape:
        return False
    try:
        return left == right or canonical_form(left) == canonical_form(right)
    except (TooLarge, RecursionError):
        return False


@lru_cache(maxsize=1024)
def canonical_form(expression: Expression) -> CanonicalForm:
    """The coefficients of the labelled terms of an expression's entry. Raises TooLarge."""
    places = new_places(expression.shape)
    names = {place: ("axis", axis) for axis, place in enumerate(places) if place != FIXED}
    collected: dict[Hashable, Fraction] = {}
    for term in Expansion(_key).terms(expression, places):
        simple = _without_deltas(term, set(names))
        key = _labelled(simple, names)
        collected[key] = collected.get(key, Fraction(0)) + simple.coefficient
    return frozenset((key, coefficient) for key, coefficient in collected.items() if coefficient)


def _key(node: Expression) -> Hashable:
    """The kind of an opaque node, its own data, and the canonical forms of its children with their shapes.

    Vectors of ones of all lengths have one form.
    """
    children = tuple((child.shape, canonical_form(child)) for child in node.children())
    return (type(node).__name__, node.shape, tuple(parts_of(node)), children)


def _without_deltas(term: ExpandedTerm, free: set[int]) -> ExpandedTerm:
    """The term with equal places made one wherever one of them is summed over."""
    bound = dict(term.sizes)
    factors = list(term.factors)
    position = 0
    while position < len(factors):
        factor = factors[position]
        if factor.key == "δ":
            left, right = factor.places
            gone = left if left in bound else right
            if left == right or gone in bound:
                del factors[position]
                if left != right:
                    del bound[gone]
                    kept = right if gone == left else left
                    factors = [_renamed(other, gone, kept) for other in factors]
                position = 0
                continue
        position += 1
    return replace(term, factors=tuple(_merged(factors)), sizes=tuple(bound.items()))


def _renamed(factor: EntryFactor, old: int, new: int) -> EntryFactor:
    return replace(factor, places=tuple(new if place == old else place for place in factor.places))


def _merged(factors: Iterable[EntryFactor]) -> Iterable[EntryFactor]:
    powers: dict[EntryFactor, int] = {}
    for factor in factors:
        places = tuple(sorted(factor.places)) if factor.symmetric else factor.places
        base = replace(factor, places=places, power=1)
        powers[base] = 1 if factor.key == "δ" else powers.get(base, 0) + factor.power
    return (replace(base, power=power) for base, power in powers.items() if power)


def _labelled(term: ExpandedTerm, names: dict[int, tuple[str, int]]) -> Hashable:
    """The smallest description of the term's graph over all orders of the bound places that look alike."""
    colours: dict[int, Hashable] = {place: ("bound", str(size)) for place, size in term.sizes}
    colours.update(names)
    for _ in range(len(term.sizes)):
        colours = {place: _refined(place, colours, term.factors) for place in colours}
    classes: dict[Hashable, list[int]] = {}
    for place, _ in term.sizes:
        classes.setdefault(colours[place], []).append(place)
    groups = [classes[colour] for colour in sorted(classes, key=hash)]
    orders = itertools.product(*(itertools.permutations(group) for group in groups))
    descriptions = (
        _description(term, names, tuple(itertools.chain(*order)))
        for order in itertools.islice(orders, MOST_LABELLINGS)
    )
    return min(descriptions, key=hash)


def _refined(place: int, colours: dict[int, Hashable], factors: tuple[EntryFactor, ...]) -> Hashable:
    seen = []
    for factor in factors:
        if place in factor.places:
            around = tuple(hash(colours[p]) for p in factor.places)
            own = tuple(position for position, p in enumerate(factor.places) if p == place)
            if factor.symmetric:
                around, own = tuple(sorted(around)), (len(own),)
            seen.append(hash((factor.key, factor.power, around, own)))
    return hash((colours[place], tuple(sorted(seen))))


def _description(term: ExpandedTerm, names: dict[int, tuple[str, int]], order: tuple[int, ...]) -> Hashable:
    labels: dict[int, tuple[str, int]] = {place: ("bound", number) for number, place in enumerate(order)}
    labels.update(names)
    described = []
    for factor in term.factors:
        places = tuple(labels[place] for place in factor.places)
        described.append((factor.key, tuple(sorted(places)) if factor.symmetric else places, factor.power))
    sizes = dict(term.sizes)
    unused = sorted(str(size) for place, size in sizes.items() if not _used(place, term.factors))
    return (frozenset(described), tuple(unused))


def _used(place: int, factors: tuple[EntryFactor, ...]) -> bool:
    return any(place in factor.places for factor in factors)
