"""The derivative as a function in source; its axes are the value's, then each variable's, whatever the layout."""

from __future__ import annotations

from collections.abc import Callable

from matderiv.forms.arrays import as_array, symbols_of, with_upstream_arrays
from matderiv.forms.compressed import compressed
from matderiv.forms.context import FormContext
from matderiv.forms.form import Form, missing, shape_strings
from matderiv.notation import JAX, NUMPY, CodeError, Target, numpy_function


def _code_form(name: str, target: Target) -> Callable[[FormContext], Form]:
    def form(context: FormContext) -> Form:
        expression = as_array(context)
        if expression is None:
            return missing(name, "no form that can be computed")
        array = with_upstream_arrays(context, expression)
        try:
            code = numpy_function(array, symbols_of(context), target, compressed(array))
        except CodeError as error:
            return missing(name, str(error))
        return Form(
            name,
            exists=True,
            code=code.source,
            shape=shape_strings(context.axes),
            note="axes: the value's, then the variables'",
            expression=expression,
            symbols=code.symbols,
        )

    return form


numpy = _code_form("numpy", NUMPY)
jax = _code_form("jax", JAX)
