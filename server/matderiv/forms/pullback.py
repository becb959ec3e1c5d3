"""The pullback: the derivative contracted with the upstream gradient; it has the variable's shape."""

from __future__ import annotations

from dataclasses import replace

from matderiv.algebra import Symbol
from matderiv.forms.context import FormContext
from matderiv.forms.form import Form, missing
from matderiv.forms.letters import upstream_name
from matderiv.forms.matrix import NO_MATRIX_FORM


def pullback(context: FormContext) -> Form:
    if len(context.variables) != 1:
        return missing("pullback", "the pullback is for a first derivative")
    upstream = Symbol(upstream_name(context.value_name, context.taken_names), context.value.shape)
    expression = context.derivative.contract_with_value(upstream)
    note = f"${upstream.name}$ is the gradient of a scalar by the value and has its shape"
    return replace(context.printed("pullback", expression, NO_MATRIX_FORM, note), introduced=(upstream,))
