"""Positions on the axes of an array in a contraction: an index, an integer form in indices, or a pair of positions."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from matderiv.algebra import ONE, Dimension, Index, IndexForm, Shape

from ..errors import NotDifferentiable


@dataclass(frozen=True)
class PairIndex:
    """A position on an axis of size `major_size * minor_size`: `minor` runs faster, as in a Kronecker product."""

    major: Subscript
    major_size: Dimension
    minor: Subscript
    minor_size: Dimension


Subscript: TypeAlias = Index | IndexForm | PairIndex
Subscripts: TypeAlias = tuple[Subscript, ...]

FIRST = IndexForm((), ONE)
"""The only position on an axis of size one, so that rows need no index of their own."""

FRESH_MARK = "·"
_numbers = itertools.count()


def fresh(size: Dimension, base: str = "") -> Subscript:
    """A new index of a size, remembering the letter `base` that the author used; FIRST where the size is one."""
    if size == ONE:
        return FIRST
    return Index(f"{base}{FRESH_MARK}{next(_numbers)}", size)


def fresh_axes(shape: Shape) -> Subscripts:
    return tuple(fresh(size) for size in shape)


def base_name(index: Index) -> str:
    """The author's letter of an index; empty where the index was never written."""
    return index.name.partition(FRESH_MARK)[0]


def indices_of(subscript: Subscript) -> Iterator[Index]:
    """Every index in a subscript."""
    if isinstance(subscript, Index):
        yield subscript
    elif isinstance(subscript, PairIndex):
        yield from indices_of(subscript.major)
        yield from indices_of(subscript.minor)
    else:
        for index, _ in subscript.terms:
            yield index


def normalised(form: IndexForm) -> Subscript:
    """A bare index as such, anything else as a form with like terms collected."""
    single = form.single
    if single is not None:
        return single
    collected: dict[Index, int] = {}
    for index, coefficient in form.terms:
        collected[index] = collected.get(index, 0) + coefficient
    terms = tuple((index, coefficient) for index, coefficient in collected.items() if coefficient)
    if terms == form.terms:
        return form
    changed = IndexForm(terms, form.offset)
    return changed.single or changed


def as_form(subscript: Subscript) -> IndexForm:
    """The subscript as an integer form; raises NotDifferentiable for a pair."""
    if isinstance(subscript, Index):
        return IndexForm.of(subscript)
    if isinstance(subscript, PairIndex):
        raise NotDifferentiable("An entry of a stacked or Kronecker array has no index form here.")
    return subscript


def add_forms(left: IndexForm, right: IndexForm, factor: int = 1) -> IndexForm:
    """left + factor · right."""
    terms = (*left.terms, *((index, factor * coefficient) for index, coefficient in right.terms))
    return as_form(normalised(IndexForm(terms, left.offset + right.offset * Dimension.of(factor))))


def substitute(subscript: Subscript, values: Mapping[Index, Subscript]) -> Subscript:
    """The subscript with indices replaced by positions."""
    if isinstance(subscript, Index):
        return values.get(subscript, subscript)
    if isinstance(subscript, PairIndex):
        major, minor = substitute(subscript.major, values), substitute(subscript.minor, values)
        return PairIndex(major, subscript.major_size, minor, subscript.minor_size)
    if not any(index in values for index, _ in subscript.terms):
        return subscript
    total = IndexForm((), subscript.offset)
    for index, coefficient in subscript.terms:
        total = add_forms(total, as_form(values.get(index, index)), coefficient)
    return normalised(total)
