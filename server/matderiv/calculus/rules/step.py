"""What a rule of differentiation says: for each child that varies, the factors between it and its parent."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol, TypeAlias

from matderiv.algebra import Expression, Number, Ones

from ..contraction.subscripts import Subscript, Subscripts
from ..contraction.terms import UNIT, ArrayFactor, Exponent, Piece


@dataclass(frozen=True, slots=True)
class Step:
    """d(node) at given subscripts contains d(child) at `subscripts` times `coefficient` and `pieces`.

    `bound` are the indices that the rule introduced and that are summed over. All steps of a node are added up.
    """

    child: Expression
    subscripts: Subscripts
    pieces: tuple[Piece, ...] = ()
    bound: tuple[Subscript, ...] = ()
    coefficient: Fraction = UNIT


class Context(Protocol):
    """What a rule may ask and tell."""

    def varies(self, expression: Expression) -> bool:
        """Whether an expression depends on the variable."""

    def require(self, expression: Expression, condition: str) -> None:
        """Notes that the derivative holds where an expression has a property."""

    def remark(self, condition: str) -> None:
        """Notes a condition that is no property of one expression, in words."""


Rule: TypeAlias = Callable[[Expression, Subscripts, Context], Iterable[Step]]


def at(expression: Expression, *subscripts: Subscript, exponent: Exponent = UNIT) -> ArrayFactor:
    """The entry of an array as a factor."""
    return ArrayFactor(expression, subscripts, exponent)


def ones_like(expression: Expression) -> Expression:
    """The number one, or the array of ones, in the shape of an expression."""
    return Ones(expression.shape) if expression.shape else Number(UNIT)
