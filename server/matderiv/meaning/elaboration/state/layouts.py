"""Layouts: which arrangement a derivative has, by the kind of value and variable."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from matderiv.algebra import SCALAR, Shape, is_vector_like
from matderiv.meaning.scopes.scope import Conventions

SCALAR_BY_VECTOR = "scalar by vector"
SCALAR_BY_MATRIX = "scalar by matrix"
VECTOR_BY_VECTOR = "vector by vector"
ARRAY_BY_SCALAR = "array by scalar"

KINDS = (SCALAR_BY_VECTOR, SCALAR_BY_MATRIX, VECTOR_BY_VECTOR, ARRAY_BY_SCALAR)

NUMERATOR, DENOMINATOR, MIXED = "numerator", "denominator", "mixed"


def kind_of(value: Shape, variable: Shape) -> str | None:
    """The kind of a first derivative whose arrangement depends on the layout; None where it does not."""
    if variable == SCALAR:
        return ARRAY_BY_SCALAR if value != SCALAR and len(value) <= 2 else None
    if value == SCALAR:
        if is_vector_like(variable):
            return SCALAR_BY_VECTOR
        return SCALAR_BY_MATRIX if len(variable) == 2 else None
    return VECTOR_BY_VECTOR if is_vector_like(value) and is_vector_like(variable) else None


@dataclass(frozen=True, slots=True)
class Layout:
    """A named assignment of an arrangement to each kind."""

    name: str
    arrangements: MappingProxyType[str, str]

    def __getitem__(self, kind: str) -> str:
        return self.arrangements[kind]


def _layout(name: str, *arrangements: str) -> Layout:
    return Layout(name, MappingProxyType(dict(zip(KINDS, arrangements, strict=True))))


STANDARD: dict[str, Layout] = {
    MIXED: _layout(MIXED, DENOMINATOR, DENOMINATOR, NUMERATOR, NUMERATOR),
    NUMERATOR: _layout(NUMERATOR, NUMERATOR, NUMERATOR, NUMERATOR, NUMERATOR),
    DENOMINATOR: _layout(DENOMINATOR, DENOMINATOR, DENOMINATOR, DENOMINATOR, NUMERATOR),
}

TRANSPOSED_BY_SCALAR = _layout(DENOMINATOR, DENOMINATOR, DENOMINATOR, DENOMINATOR, DENOMINATOR)
ROWS_AND_MATRICES = _layout(MIXED, NUMERATOR, DENOMINATOR, NUMERATOR, NUMERATOR)
"""Derivatives by vectors as rows, by matrices in the shape of the matrix: usual in notes on networks."""


def known_arrangements(conventions: Conventions) -> dict[str, str]:
    """What the note says of each kind."""
    known: dict[str, str] = {}
    if conventions.layout in STANDARD:
        known.update(STANDARD[conventions.layout].arrangements)
        known.pop(ARRAY_BY_SCALAR, None)
    known.update((kind, value) for kind, value in conventions.layouts if value in (NUMERATOR, DENOMINATOR))
    return known


def declared_layout(known: dict[str, str]) -> Layout:
    """The layout of a note that fixes some kinds, the others as in the standard layout that agrees best."""
    best = max(STANDARD.values(), key=lambda layout: sum(layout[kind] == v for kind, v in known.items()))
    return Layout(best.name, MappingProxyType({**best.arrangements, **known}))


def candidate_layouts(conventions: Conventions) -> tuple[Layout, ...]:
    """All layouts to try, the most plausible first."""
    known = known_arrangements(conventions)
    first = (declared_layout(known),) if known else ()
    return (*first, *STANDARD.values(), ROWS_AND_MATRICES, TRANSPOSED_BY_SCALAR)


def short_name(layout: Layout, kinds: frozenset[str]) -> str:
    """The name to report for a layout of which only some kinds are used: the simplest that agrees."""
    sensitive = {kind: layout[kind] for kind in kinds}
    if not sensitive:
        return "none"
    order = (DENOMINATOR, NUMERATOR, MIXED)
    if sensitive.get(ARRAY_BY_SCALAR) == DENOMINATOR:
        return DENOMINATOR
    sensitive.pop(ARRAY_BY_SCALAR, None)
    if not sensitive:
        return "none"
    agreeing = (name for name in order if all(STANDARD[name][k] == v for k, v in sensitive.items()))
    return next(agreeing, layout.name)
