"""The derivative as a function in source; its axes are the value's, then each variable's, whatever the layout."""

from __future__ import annotations

from collections.abc import Callable

from matderiv.algebra import Expression, FromEntries
from matderiv.forms.arrays import as_array, symbols_of, with_upstream_arrays
from matderiv.forms.compressed import compressed
from matderiv.forms.context import FormContext
from matderiv.forms.form import Form, missing, shape_strings
from matderiv.notation import JAX, NUMPY, CodeError, NumpyCode, Target, numpy_function, sympy_function

AXES = "axes: the value's, then the variables'"
ENTRY = "the entry at indices that count from 0, axes as in the index form"


def _code_form(
    name: str, write: Callable[[FormContext, Expression], tuple[NumpyCode, str]]
) -> Callable[[FormContext], Form]:
    """A form by the function that writes the source of an array, and says what it gives."""

    def form(context: FormContext) -> Form:
        expression = as_array(context)
        if expression is None:
            return missing(name, "no form that can be computed")
        try:
            code, note = write(context, with_upstream_arrays(context, expression))
        except CodeError as error:
            return missing(name, str(error))
        return Form(
            name,
            exists=True,
            code=code.source,
            shape=shape_strings(context.axes),
            note=note,
            expression=expression,
            symbols=code.symbols,
        )

    return form


def _for_arrays(target: Target) -> Callable[[FormContext, Expression], tuple[NumpyCode, str]]:
    def write(context: FormContext, array: Expression) -> tuple[NumpyCode, str]:
        return numpy_function(array, symbols_of(context), target, compressed(array)), AXES

    return write


def _for_sympy(context: FormContext, array: Expression) -> tuple[NumpyCode, str]:
    """SymPy has matrices, but no arrays of symbolic sizes: what has more axes is given by its entry."""
    if isinstance(array, FromEntries) and len(array.shape) > 2:
        return sympy_function(array.body, symbols_of(context)), ENTRY
    return sympy_function(array, symbols_of(context)), AXES


numpy = _code_form("numpy", _for_arrays(NUMPY))
jax = _code_form("jax", _for_arrays(JAX))
sympy = _code_form("sympy", _for_sympy)
