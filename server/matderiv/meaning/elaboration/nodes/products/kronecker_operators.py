r"""Kronecker matrices that are meant to act on the vec of a matrix: `(I \otimes X + X^\top \otimes I)\, dX`."""

from __future__ import annotations

from matderiv import algebra as a
from matderiv.algebra import Expression
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.decisions import Alternative
from matderiv.syntax.tree import Node

LITERALLY = Alternative("literally")
ON_VEC = Alternative("on vec", "the Kronecker matrix acts on the vec of the matrix", only_on_fault=True)


def acting_on_vec(e: Elaboration, node: Node, factors: list[Expression]) -> Expression | None:
    """The matrix whose vec is the Kronecker matrix times the vec of the last factor, where that is to be tried.

    None if the last factor but one is no square sum of Kronecker products of the size of that vec.
    """
    if len(factors) < 2 or not _is_kronecker(factors[-2]) or len(factors[-1].shape) != 2:
        return None
    matrix, operand = e.resolve(factors[-2]), e.resolve(factors[-1])
    rows, columns = operand.shape
    size = rows * columns
    if not e.same_shape(matrix.shape, (size, size)):
        return None
    if e.decisions.choose("Kronecker matrix", LITERALLY, ON_VEC) == "literally":
        return None
    stacked = a.Product((e.resolve(matrix), a.Vec(operand)))
    result = a.AxisPermutation(a.Reshape(stacked, (columns, rows)), (1, 0))
    return a.Product((*factors[:-2], result)) if len(factors) > 2 else result


def _is_kronecker(expression: Expression) -> bool:
    match expression:
        case a.Kronecker():
            return len(expression.shape) == 2
        case a.Add(terms=terms):
            return all(map(_is_kronecker, terms))
        case a.Negate(operand=operand) | a.Transpose(operand=operand):
            return _is_kronecker(operand)
        case a.Product(factors=factors):
            return any(map(_is_kronecker, factors))
    return False
