"""How gradients stand: as columns, as rows where only that conforms, by several numbers as a column of derivatives."""

from __future__ import annotations

from matderiv import algebra as a
from matderiv.algebra import SCALAR, Expression
from matderiv.meaning.elaboration.nodes.derivatives.differentiate import differentiate
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.decisions import Alternative
from matderiv.meaning.elaboration.state.errors import ElaborationError
from matderiv.meaning.elaboration.state.layouts import DENOMINATOR, NUMERATOR
from matderiv.syntax import tree as t


def body_at(e: Elaboration, node: t.Node, points: tuple[Expression, ...]) -> Expression:
    """What is differentiated, where bare functions stand at the variables."""
    outer = e.points
    e.points = [*points, *outer]
    try:
        return e.expression(node)
    finally:
        e.points = outer


def order_of_nabla(node: t.Node | None) -> int:
    if node is None:
        return 1
    if isinstance(node, t.Number) and node.text in ("1", "2"):
        return int(node.text)
    raise ElaborationError.at(node, "a nabla to a power other than 2")


def gradient_of(e: Elaboration, node: t.Node, body: Expression, by: Expression, order: int) -> Expression:
    """The gradient of a scalar has the shape of its variable in every layout; second order is the Hessian."""
    if order == 2:
        return differentiate(e, node, body, (by, by))
    if body.shape != SCALAR:
        if by.shape == SCALAR and isinstance(by, a.Symbol) and by.name in e.chosen_roles:
            raise ElaborationError.at(node, "a gradient of an array by a number")
        return differentiate(e, node, body, (by,))
    turned = gradients_are_rows(e, body.shape, by)
    return differentiate(e, node, body, (by,), NUMERATOR if turned else DENOMINATOR)


def gradients_are_rows(e: Elaboration, value: a.Shape, by: Expression) -> bool:
    """Whether the gradient of a scalar by a column is to be tried as a row."""
    if value != SCALAR or len(by.shape) != 1:
        return False
    row = Alternative("row", "gradients are rows", only_on_fault=True)
    return e.decisions.choose("gradients", Alternative("column"), row) == "row"


def arranged_derivatives(
    e: Elaboration, node: t.Node, body: Expression, variables: tuple[Expression, ...], order: int
) -> Expression:
    """The derivatives by several numbers as a column, those of second order as a square matrix."""
    if order == 1:
        return e.build(node, a.MatrixLiteral, tuple((differentiate(e, node, body, (v,)),) for v in variables))
    rows = tuple(tuple(differentiate(e, node, body, (v, w)) for w in variables) for v in variables)
    return e.build(node, a.MatrixLiteral, rows)
