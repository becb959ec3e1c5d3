"""max and min of two arguments, and the positive part."""

from __future__ import annotations

from fractions import Fraction

from matderiv import algebra as a
from matderiv.algebra import SCALAR, Expression
from matderiv.meaning.elaboration.nodes.sums import promoted
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.errors import ElaborationError
from matderiv.syntax import tree as t


def maximum_of(e: Elaboration, node: t.Node, name: str, arguments: tuple[t.Node, ...]) -> Expression:
    """The larger (or smaller) of two arguments, entry by entry; a number stands for an array of it."""
    if len(arguments) != 2:
        raise ElaborationError.at(node, f"{name} of {len(arguments)} arguments")
    values = [e.expression(argument) for argument in arguments]
    shape = next((e.shape(value) for value in values if value.shape != SCALAR), SCALAR)
    left, right = (promoted(value, shape) for value in values)
    if name == "max":
        return e.build(node, a.Maximum, left, right)
    return a.Negate(e.build(node, a.Maximum, a.Negate(left), a.Negate(right)))


def positive_part(e: Elaboration, node: t.Subscript) -> Expression | None:
    r"""`(Ax - b)_+` and `[z]_+`: the larger of 0 and each entry; None for other scripts.

    Of a square matrix it may as well be the projection on the positive semidefinite cone.
    """
    if not isinstance(node.base, t.Group) or not _is_plus(node.script):
        return None
    value = e.expression(node.base)
    shape = e.shape(value)
    if len(shape) == 2 and shape[0] == shape[1]:
        raise ElaborationError.at(node, "the positive part of a square matrix")
    return larger_of_zero(e, node, value)


def larger_of_zero(e: Elaboration, node: t.Node, value: Expression) -> Expression:
    """The positive part, entry by entry."""
    return e.build(node, a.Maximum, promoted(a.Number(Fraction(0)), e.shape(value)), value)


def _is_plus(script: t.Node) -> bool:
    return isinstance(script, t.Placeholder) and script.text == "+"
