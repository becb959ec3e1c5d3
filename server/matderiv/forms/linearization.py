"""The linearization of a value about a point: f(X_0) plus the derivative there applied to X − X_0."""

from __future__ import annotations

from dataclasses import replace

from matderiv.algebra import Add, Apply, Expression, Named, Negate, Symbol, transform_bottom_up, walk
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
    if context.printing_style.bare_functions & functions_in(context.value):
        return missing("linearization", "the value is known only by what it depends on")
    at = Symbol(point, variable.shape)
    expression = _linearized(context, variable, at)
    form = context.printed("linearization", expression, NO_MATRIX_FORM, f"about ${point}$")
    return replace(form, introduced=(at,))


def functions_in(expression: Expression) -> frozenset[str]:
    """The names of the abstract functions in an expression."""
    return frozenset(node.function.name for node in walk(expression) if isinstance(node, Apply))


def _linearized(context: FormContext, variable: Expression, point: Symbol) -> Expression | None:
    """The step X − X_0 is put in after the variable is held at the point, so that it is not held itself."""
    placeholder = Symbol(r"\Delta", variable.shape)
    linear = context.linear_map.apply_to(placeholder)
    if linear is None:
        return None
    step = Add((variable, Negate(point)))
    change = replaced(held(linear, variable, point), placeholder, step)
    return Add((*_terms(held(context.value, variable, point)), *_terms(change)))


def held(expression: Expression, variable: Expression, point: Expression) -> Expression:
    """The expression at a point. A named quantity that depends on the variable is written out there."""

    def hold(node: Expression) -> Expression:
        if node == variable:
            return point
        return node.definition if isinstance(node, Named) and contains(node.definition, point) else node

    return transform_bottom_up(expression, hold)


def contains(expression: Expression, part: Expression) -> bool:
    return any(node == part for node in walk(expression))


def _terms(expression: Expression) -> tuple[Expression, ...]:
    return expression.terms if isinstance(expression, Add) else (expression,)


def replaced(expression: Expression, old: Expression, new: Expression) -> Expression:
    return transform_bottom_up(expression, lambda node: new if node == old else node)
