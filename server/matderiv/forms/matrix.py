"""The derivative as a scalar, vector or matrix in a layout."""

from __future__ import annotations

from matderiv.algebra import SCALAR, derivative_shape
from matderiv.forms.context import FormContext
from matderiv.forms.form import Form, missing

NO_MATRIX_FORM = "no form in products, ⊙, diag and tr; see the index form"


def matrix(context: FormContext) -> Form:
    layout = context.layout
    shape = derivative_shape(context.value.shape, context.variable_shapes, layout)
    if len(shape) > 2:
        return missing("matrix", f"order {len(shape)}: no layout is a matrix; see the index and vec forms")
    expression = context.derivative.to_matrix(layout)
    return context.printed("matrix", expression, NO_MATRIX_FORM, _note(context))


def _note(context: FormContext) -> str:
    """The layout, where the others print something else."""
    shapes = {
        derivative_shape(context.value.shape, context.variable_shapes, layout)
        for layout in ("numerator", "denominator", "mixed")
    }
    by_vectors = context.value.shape != SCALAR and any(shape != SCALAR for shape in context.variable_shapes)
    return f"{context.layout} layout" if len(shapes) > 1 or by_vectors else ""
