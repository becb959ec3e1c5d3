"""The linearization of a value about a point: f(X_0) plus the derivative there applied to X − X_0."""

from __future__ import annotations

from matderiv.algebra import Add, Expression, Negate, Symbol, transform_bottom_up
from matderiv.forms.context import FormContext, name_of
from matderiv.forms.form import Form, missing
from matderiv.forms.letters import point_name
from matderiv.forms.matrix import NO_MATRIX_FORM


def linearization(context: FormContext) -> Form:
    if len(context.variables) != 1:
        return missing("linearization", "the linearization is for a first derivative")
    variable = context.variables[0]
    name = name_of(variable)
    point = point_name(name, context.taken_names) if name else None
    if point is None:
        return missing("linearization", "the variable is no symbol")
    at = Symbol(point, variable.shape)
    expression = _linearized(context, variable, at)
    return context.printed("linearization", expression, NO_MATRIX_FORM, f"about ${point}$")


def _linearized(context: FormContext, variable: Expression, point: Symbol) -> Expression | None:
    """The step X − X_0 is put in after the variable is held at the point, so that it is not held itself."""
    placeholder = Symbol(r"\Delta", variable.shape)
    linear = context.derivative.apply_to(placeholder)
    if linear is None:
        return None
    held = replaced(linear, variable, point)
    step = Add((variable, Negate(point)))
    return Add((replaced(context.value, variable, point), *_terms(replaced(held, placeholder, step))))


def _terms(expression: Expression) -> tuple[Expression, ...]:
    return expression.terms if isinstance(expression, Add) else (expression,)


def replaced(expression: Expression, old: Expression, new: Expression) -> Expression:
    return transform_bottom_up(expression, lambda node: new if node == old else node)
