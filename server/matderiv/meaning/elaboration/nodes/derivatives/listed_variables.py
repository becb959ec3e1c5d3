r"""Derivatives by a vector that a note makes of numbers, `x = (\theta, \omega)^\top`, of what it writes with these."""

from __future__ import annotations

from matderiv import algebra as a
from matderiv.algebra import SCALAR, Expression


def numbers_of(variable: Expression) -> tuple[a.Symbol, ...]:
    """The numbers that a named vector lists by its definition; none for any other variable."""
    if not isinstance(variable, a.Named):
        return ()
    definition = variable.definition
    literal = definition.operand if isinstance(definition, a.Transpose) else definition
    if not isinstance(literal, a.MatrixLiteral) or min(len(literal.rows), len(literal.rows[0])) != 1:
        return ()
    entries = tuple(entry for row in literal.rows for entry in row)
    numbers = tuple(entry for entry in entries if isinstance(entry, a.Symbol) and entry.shape == SCALAR)
    return numbers if len(set(numbers)) == len(entries) else ()


def jacobian(body: Expression, numbers: tuple[a.Symbol, ...]) -> Expression:
    """The derivatives of a number or a column beside each other, one column a variable."""
    return a.MatrixLiteral((tuple(a.Derivative(body, (number,), "mixed") for number in numbers),))


def hessian(body: Expression, numbers: tuple[a.Symbol, ...]) -> Expression:
    """The second derivatives of a number as a square matrix."""
    return a.MatrixLiteral(
        tuple(tuple(a.Derivative(body, (row, column), "mixed") for column in numbers) for row in numbers)
    )
