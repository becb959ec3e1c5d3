"""The derivative derived as a person would: one justified rule a line, from the differential to the result."""

from __future__ import annotations

from matderiv.algebra import ShapeError
from matderiv.calculus import NotDifferentiable
from matderiv.forms.context import FormContext
from matderiv.forms.form import Form, missing
from matderiv.forms.steps.derivation import lines_of
from matderiv.forms.steps.errors import NoSteps
from matderiv.forms.steps.form import as_form
from matderiv.notation import PrintError


def steps(context: FormContext) -> Form:
    try:
        return as_form(lines_of(context))
    except NotDifferentiable as error:
        return missing("steps", error.reason)
    except (NoSteps, PrintError, ShapeError) as error:
        return missing("steps", str(error))
