"""The right linearization for a claim that writes a wrong one: `f(x_0) + ∂f/∂x (x - x_0)`, `g(X_0) + tr(…)`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from matderiv.meaning.scopes.scope import Scope

from ..algebra import (
    SCALAR,
    Add,
    Apply,
    Derivative,
    Expression,
    FunctionDerivative,
    Named,
    Negate,
    Product,
    ShapeError,
    Symbol,
    Trace,
)
from ..meaning import Claim, ElaborationError, ShapeFaultError, read_expression
from ..notation import PrintError, Style, to_latex


def suggest_linearization(claim: Claim, value: Expression, scope: Scope, style: Style) -> str | None:
    """The LaTeX of the first linearization that was printed, read again and found equal to `value` to first order.

    A claim that writes a fraction `∂f/∂x` gets one, if that is right in the layout in which the note reads it.
    """
    for form in _forms(claim, value):
        try:
            printed = to_latex(form(), style)
            again = read_expression(printed, scope, value.shape)
        except (ShapeError, PrintError, ElaborationError, ShapeFaultError):
            continue
        if _holds(claim, value, again):
            return printed
    return None


def _holds(claim: Claim, value: Expression, right: Expression) -> bool:
    from ..oracle import compare

    comparison = compare(value, right, claim.conditions, expansion=claim.expansion, explain=False)
    return comparison.equal is True


def _forms(claim: Claim, value: Expression) -> Iterator[Callable[[], Expression]]:
    """Ways to write the linearization of an abstract function at a point with a name."""
    expansion = claim.expansion
    if expansion is None or expansion.order != 1 or not isinstance(expansion.point, Symbol):
        return
    variable, point = expansion.variable, expansion.point
    if not isinstance(value, Apply) or value.arguments != (variable,):
        return
    function = value.function
    at_point, step = Apply(function, (point,)), Add((variable, Negate(point)))

    def with_fraction() -> Expression:
        named = Named(Symbol(function.name, value.shape), value)
        return _linear(at_point, Derivative(named, (variable,), "numerator"), step)

    def with_gradient() -> Expression:
        return _linear(at_point, FunctionDerivative(function, (0,), (point,), "numerator"), step)

    if r"\partial" in claim.right_tex:
        yield with_fraction
    yield with_gradient


def _linear(value: Expression, derivative: Expression, step: Expression) -> Expression:
    """The value plus the derivative in numerator layout times the step, under a trace where the value is a scalar."""
    change = Product((derivative, step))
    if value.shape == SCALAR != change.shape:
        return Add((value, Trace(change)))
    return Add((value, change))
