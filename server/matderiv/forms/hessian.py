"""The Hessian of a scalar by its variable: a matrix of second derivatives, in vec form for a matrix variable."""

from __future__ import annotations

from matderiv.algebra import SCALAR
from matderiv.calculus import NotDifferentiable, differentiate
from matderiv.forms.context import FormContext
from matderiv.forms.form import Form, missing
from matderiv.forms.matrix import NO_MATRIX_FORM


def hessian(context: FormContext) -> Form:
    if context.value.shape != SCALAR:
        return missing("hessian", "only a scalar has a Hessian")
    variable = context.variables[0]
    try:
        derivative = differentiate(context.value, (variable, variable), context.symmetric)
    except NotDifferentiable as error:
        return missing("hessian", error.reason)
    if len(variable.shape) == 2:
        order = context.vec_order
        note = f"{order}-major vec: the derivative of the stacked gradient by the stacked variable"
        return context.printed("hessian", derivative.to_vec(order), NO_MATRIX_FORM, note)
    return context.printed("hessian", derivative.to_matrix(context.layout), NO_MATRIX_FORM)
