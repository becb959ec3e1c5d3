"""Lines of a derivation as a form."""

from __future__ import annotations

from matderiv.forms.form import Form, Line, shape_strings
from matderiv.forms.steps.environment import aligned


def as_form(lines: tuple[Line, ...]) -> Form:
    """The form that shows the lines; its expression is that of the last."""
    last = lines[-1].expression
    return Form(
        "steps",
        True,
        aligned(lines),
        shape=shape_strings(last.shape),
        expression=last,
        left=lines[-1].left,
        lines=lines,
    )
