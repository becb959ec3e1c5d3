"""The Hessian as an operator: H[V], the derivative of the gradient in the direction V, in the variable's shape."""

from __future__ import annotations

from dataclasses import replace

from matderiv.algebra import SCALAR, Symbol
from matderiv.calculus import NotDifferentiable, differentiate
from matderiv.forms.context import FormContext
from matderiv.forms.form import Form, missing
from matderiv.forms.letters import direction_name
from matderiv.forms.matrix import NO_MATRIX_FORM


def operator(context: FormContext) -> Form:
    if context.value.shape != SCALAR:
        return missing("operator", "only a scalar has a Hessian")
    variable = context.variables[0]
    try:
        derivative = differentiate(context.value, (variable, variable))
    except NotDifferentiable as error:
        return missing("operator", error.reason)
    direction = Symbol(direction_name(len(variable.shape), context.taken_names), variable.shape)
    taken = context.taken_names | {direction.name}
    name = next((name for name in ("H", r"\mathcal{H}") if name not in taken), r"\nabla^2")
    left = f"{name}[{direction.name}]"
    note = f"${left}$ is the derivative of the gradient in the direction ${direction.name}$"
    form = context.printed("operator", derivative.apply_to(direction), NO_MATRIX_FORM, note, left)
    return replace(form, introduced=(direction,))
