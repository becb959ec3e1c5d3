"""The derivative derived as a person would: one justified rule a line, from the differential to the result."""

from __future__ import annotations

from matderiv.forms.context import FormContext
from matderiv.forms.form import Form, missing, shape_strings
from matderiv.forms.steps.derivation import lines_of
from matderiv.forms.steps.environment import aligned
from matderiv.forms.steps.errors import NoSteps
from matderiv.notation import PrintError

FORM = "steps"


def steps(context: FormContext) -> Form:
    try:
        lines = lines_of(context)
    except (NoSteps, PrintError) as error:
        return missing(FORM, str(error))
    last = lines[-1].expression
    return Form(
        FORM,
        True,
        aligned(lines),
        shape=shape_strings(last.shape),
        note="",
        expression=last,
        left=lines[-1].left,
        lines=lines,
    )
