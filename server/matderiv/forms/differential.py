"""The differential: the derivative applied to the differential of the variable."""

from __future__ import annotations

from matderiv.algebra import Tangent
from matderiv.forms.context import FormContext
from matderiv.forms.form import Form, missing
from matderiv.forms.matrix import NO_MATRIX_FORM
from matderiv.notation import Style


def differential(context: FormContext) -> Form:
    if len(context.variables) != 1:
        return missing("differential", "the differential form is for a first derivative")
    expression = context.linear_map.apply_to(Tangent(context.variables[0]))
    return context.printed("differential", expression, NO_MATRIX_FORM, left=left_side(context))


def left_side(context: FormContext) -> str:
    """`df`, with the author's d."""
    return differential_of(context.value_name, context.printing_style)


def differential_of(name: str, style: Style) -> str:
    separated = style.differential.startswith("\\") and not style.differential.endswith("}")
    return f"{style.differential} {name}" if separated else style.differential + name
