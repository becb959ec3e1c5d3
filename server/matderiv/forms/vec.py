"""∂vec(value)/∂vec(variable)ᵀ, whatever the layout. The order of vec is always named."""

from __future__ import annotations

from matderiv.algebra import Expression
from matderiv.forms.context import FormContext
from matderiv.forms.form import Form, missing
from matderiv.notation import PrintError, latex_to_unicode, to_unicode

NO_VEC_FORM = "no form in products, ⊗, ⊙, diag and vec; see the index form"


def vec(context: FormContext) -> Form:
    order = context.vec_order
    if len(context.value.shape) > 2:
        return missing("vec", "the value is a tensor of order three or more")
    expression = context.derivative.to_vec(order)
    note = f"{order}-major vec: {_meaning(context)}"
    return context.printed("vec", expression, NO_VEC_FORM, note)


def _meaning(context: FormContext) -> str:
    """Which derivative of which stacked quantities this is."""
    names = [_line(context, variable) for variable in context.variables]
    value = latex_to_unicode(context.value_name)
    if len(names) > 1:
        return f"∂²{value}/∂vec({names[0]})∂vec({names[1]})ᵀ"
    return f"∂vec({value})/∂vec({names[0]})ᵀ; the denominator version is its transpose"


def _line(context: FormContext, variable: Expression) -> str:
    try:
        return to_unicode(variable, context.printing_style)
    except PrintError:
        return "X"
