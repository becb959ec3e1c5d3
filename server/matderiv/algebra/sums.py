"""Sums and negation, in the author's order."""

from __future__ import annotations

from dataclasses import dataclass, field

from .expression import Expression
from .shape import Shape, require_equal


@dataclass(frozen=True, eq=False)
class Add(Expression):
    """A sum of at least one term, all of one shape. A subtracted term stands as `Negate`."""

    terms: tuple[Expression, ...]
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        first = self.terms[0]
        for term in self.terms[1:]:
            require_equal("sum", first.shape, term.shape, (first, term))
        self._set_shape(first.shape)


@dataclass(frozen=True, eq=False)
class Negate(Expression):
    """The negative of anything."""

    operand: Expression
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        self._set_shape(self.operand.shape)
