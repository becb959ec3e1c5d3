"""The chain rule left half-way: the derivative of an inner expression is missing."""

from __future__ import annotations

from collections.abc import Iterator

from ...algebra import SCALAR, Derivative, Expression, Named, Product, Symbol, Transpose, walk
from .rewriting import Repaired, attempt
from .words import in_words

_MOST_PARTS = 12


def missing_inner_derivative(left: Expression, right: Expression) -> Iterator[Repaired]:
    """The right side times the derivative of a part of what is differentiated."""
    if not isinstance(left, Derivative) or len(left.variables) != 1:
        return
    variable = left.variables[0]
    for part in inner_parts(left.body, variable):
        mistake = f"chain rule: the derivative of the inner expression ({in_words(part)}) is missing"
        for factors in _orders(part, variable, right):
            whole = attempt(lambda f=factors: Product(f))  # type: ignore[misc]
            if whole is not None and whole.shape == left.shape:
                yield Repaired(whole, mistake)


def inner_parts(body: Expression, variable: Expression) -> list[Expression]:
    """The parts of an expression with the variable in them, but for the whole and the variable itself."""
    found: dict[Expression, None] = {}
    root = variable.symbol if isinstance(variable, Named) else variable
    for node in walk(body):
        if node in (body, variable) or len(node.shape) > 1 or isinstance(node, Symbol):
            continue
        if any(inner in (variable, root) for inner in walk(node)):
            found[node] = None
    return list(found)[:_MOST_PARTS]


def _orders(part: Expression, variable: Expression, right: Expression) -> Iterator[tuple[Expression, ...]]:
    if part.shape == SCALAR:
        yield right, Derivative(part, (variable,), "denominator")
    elif len(variable.shape) <= 1:
        jacobian = Derivative(part, (variable,), "numerator")
        yield right, jacobian
        yield Transpose(jacobian), right
