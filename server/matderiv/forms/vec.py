"""∂vec(value)/∂vec(variable)ᵀ, whatever the layout. The order of vec is always named."""

from __future__ import annotations

from matderiv.forms.context import FormContext
from matderiv.forms.form import Form, missing

NO_VEC_FORM = "no form in products, ⊗, ⊙, diag and vec; see the index form"


def vec(context: FormContext) -> Form:
    order = context.problem.vec_order
    if len(context.value.shape) > 2:
        return missing("vec", "the value is a tensor of order three or more")
    expression = context.derivative.to_vec(order)
    return context.printed("vec", expression, NO_VEC_FORM, f"{order}-major vec: {_meaning(context)}")


def _meaning(context: FormContext) -> str:
    if len(context.variables) > 1:
        return "∂²f/∂vec(X)∂vec(X)ᵀ; the denominator version is its transpose"
    return "∂vec(f)/∂vec(X)ᵀ; the denominator version is its transpose"
