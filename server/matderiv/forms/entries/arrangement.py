"""Where the entries of a derivative stand in a layout: which axis of the value or of a variable runs along which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matderiv.algebra import (
    ONE,
    SCALAR,
    Dimension,
    Shape,
    derivative_shape,
    is_row,
    is_vector_like,
)

MOST_WRITTEN = 4
"""An axis of at most so many entries is written without dots."""


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis longer than one: of the value (`owner` 0) or of the variable with the number `owner`."""

    owner: int
    size: Dimension

    @property
    def positions(self) -> tuple[Dimension, ...]:
        """The positions that are written: all of a short axis, the first and the last of any other."""
        length = self.size.literal
        if length is not None and length <= MOST_WRITTEN:
            return tuple(Dimension.of(position) for position in range(1, length + 1))
        return (ONE, self.size)

    @property
    def has_dots(self) -> bool:
        length = self.size.literal
        return length is None or length > MOST_WRITTEN


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The axes of a derivative of at most order two, in the order of the layout: rows before columns."""

    axes: tuple[Axis, ...]
    axes_of_owners: tuple[Axis, ...]
    shape: Shape

    @property
    def is_row(self) -> bool:
        return len(self.axes) == 1 and is_row(self.shape)

    def positions(self) -> Iterator[tuple[Dimension, ...]]:
        """The positions that are written, row by row."""
        if not self.axes:
            yield ()
        elif len(self.axes) == 1:
            yield from ((position,) for position in self.axes[0].positions)
        else:
            rows, columns = self.axes
            yield from ((row, column) for row in rows.positions for column in columns.positions)

    def of_owners(self, position: Sequence[Dimension], owners: int) -> list[list[Dimension]]:
        """A position in the layout as positions in the value and in each variable."""
        found = dict(zip(map(id, self.axes), position, strict=True))
        groups: list[list[Dimension]] = [[] for _ in range(owners)]
        for axis in self.axes_of_owners:
            groups[axis.owner].append(found[id(axis)])
        return groups


def arrangement_of(value: Shape, variables: Sequence[Shape], layout: str) -> Arrangement | None:
    """The arrangement in a layout; None for a derivative of order three or more."""
    shapes = (value, *variables)
    axes = tuple(Axis(owner, size) for owner, shape in enumerate(shapes) for size in shape if size != ONE)
    shape = derivative_shape(value, tuple(variables), layout)
    if len(axes) > 2 or len(shape) > 2:
        return None
    turned = len(axes) == 2 and _is_turned(value, variables, layout)
    return Arrangement(axes[::-1] if turned else axes, axes, shape)


def _is_turned(value: Shape, variables: Sequence[Shape], layout: str) -> bool:
    varying = [shape for shape in variables if shape != SCALAR]
    if len(varying) != 1:
        return False
    if value == SCALAR:
        return layout == "numerator"
    return layout == "denominator" and is_vector_like(value)
