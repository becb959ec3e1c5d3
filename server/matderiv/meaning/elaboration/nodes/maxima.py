"""max and min of two arguments."""

from __future__ import annotations

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
