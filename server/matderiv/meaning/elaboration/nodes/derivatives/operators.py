"""Derivative operators as factors: fractions and nablas that wait for their operand, matrices of them."""

from __future__ import annotations

from matderiv import algebra as a
from matderiv.algebra import SCALAR, Expression
from matderiv.meaning.elaboration.nodes.derivatives.derivative_fractions import (
    derivative,
    read_derivative,
    variable,
)
from matderiv.meaning.elaboration.nodes.derivatives.differentiate import differentiate
from matderiv.meaning.elaboration.nodes.derivatives.gradient_arrangement import body_at
from matderiv.meaning.elaboration.nodes.derivatives.gradients import gradient
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.layouts import DENOMINATOR, NUMERATOR
from matderiv.syntax import tree as t


def is_operator(node: t.Node) -> bool:
    """Whether a factor is a derivative operator that waits for its operand."""
    match node:
        case t.Fraction() | t.Division():
            parts = read_derivative(node)
            return parts is not None and parts.body is None
        case t.Group(body=body) | t.Styled(body=body) | t.Transpose(base=body):
            return is_operator(body)
        case t.Underbrace(body=body):
            return is_operator(body)
        case t.NablaSymbol():
            return True
        case t.Subscript(base=base) | t.Power(base=base):
            return isinstance(base, (t.NablaSymbol, t.Subscript, t.Power)) and is_operator(base)
        case t.Matrix(rows=rows):
            cells = [cell for row in rows for cell in row.cells if not isinstance(cell, t.Ellipsis)]
            return bool(cells) and all(is_operator(cell) for cell in cells)
    return False


def apply_operator(e: Elaboration, operator: t.Node, operand: t.Node) -> Expression:
    r"""An operator at its operand: `(\frac{\partial}{\partial x})^\top f`, a matrix of operators applied to g."""
    match operator:
        case t.Group(body=body) | t.Styled(body=body) | t.Underbrace(body=body):
            return apply_operator(e, body, operand)
        case t.Transpose(base=base):
            return _transposed_operator(e, operator, base, operand)
        case t.Fraction() | t.Division():
            parts = read_derivative(operator)
            assert parts is not None
            return derivative(e, operator, operand, parts)
        case t.Matrix():
            applied = t.Juxtaposition(operator.start, operand.end, (operator, operand))
            return _matrix_of_operators(e, operator, operand, applied)
    return gradient(e, t.Gradient(operator.start, operand.end, operator, operand))


def _transposed_operator(e: Elaboration, node: t.Node, base: t.Node, operand: t.Node) -> Expression:
    r"""`(\frac{\partial}{\partial x})^\top f`: the operator has the shape of x, so the result that of x^T."""
    inner = base.body if isinstance(base, t.Group) else base
    parts = read_derivative(inner)
    if parts is None or len(parts.variables) != 1:
        return e.build(node, a.Transpose, apply_operator(e, base, operand))
    by = variable(e, parts.variables[0])
    body = body_at(e, operand, (by,))
    fixed = DENOMINATOR if body.shape == SCALAR else None
    result = differentiate(e, node, body, (by,), fixed)
    if body.shape == SCALAR or fixed:
        return e.build(node, a.Transpose, result)
    return differentiate(e, node, body, (by,), NUMERATOR)


def _matrix_of_operators(e: Elaboration, matrix: t.Matrix, operand: t.Node, applied: t.Node) -> Expression:
    rows = tuple(
        t.Row(row.start, row.end, tuple(_applied_cell(cell, operand) for cell in row.cells))
        for row in matrix.rows
    )
    return e.expression(t.Matrix(matrix.start, matrix.end, matrix.environment, rows))


def _applied_cell(cell: t.Node, operand: t.Node) -> t.Node:
    if isinstance(cell, t.Ellipsis):
        return cell
    return t.DerivativeOperator(cell.start, cell.end, cell, operand)
