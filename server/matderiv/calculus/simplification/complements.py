"""Entrywise products with weights that add up to one term, such as y ⊙ s + (1 - y) ⊙ s."""

from __future__ import annotations

from collections.abc import Callable

from matderiv.algebra import Add, DiagonalMatrix, Expression, Hadamard, Identity, Ones

Sum = Callable[[Expression, Expression], Expression]


WEIGHTED = (Add, DiagonalMatrix, Hadamard)
"""What a weight such as 1 - y can stand in."""


def complements(first: Expression, second: Expression, total_of: Sum) -> Expression | None:
    """The sum of two arrays in one term; None unless what distinguishes them adds up to one term."""
    if not isinstance(first, WEIGHTED) and not isinstance(second, WEIGHTED):
        return None
    if isinstance(first, DiagonalMatrix) and isinstance(second, DiagonalMatrix):
        inner = complements(first.operand, second.operand, total_of)
        if isinstance(inner, Ones):
            return Identity(first.shape[0])
        return None if inner is None else DiagonalMatrix(inner)
    left, right = _operands(first), _operands(second)
    common = [operand for operand in left if operand in right]
    for operand in common:
        left.remove(operand)
        right.remove(operand)
    if len(left) != 1 or len(right) != 1 or not (isinstance(left[0], Add) or isinstance(right[0], Add)):
        return None
    total = total_of(left[0], right[0])
    if isinstance(total, Add):
        return None
    kept = common if isinstance(total, Ones) and common else [total, *common]
    result = kept[0]
    for operand in kept[1:]:
        result = Hadamard(result, operand)
    return result


def _operands(expression: Expression) -> list[Expression]:
    if isinstance(expression, Hadamard):
        return [*_operands(expression.left), *_operands(expression.right)]
    return [expression]
