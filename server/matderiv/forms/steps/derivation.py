"""The lines of a derivation: the value's name, the differential rule by rule, the result identified."""

from __future__ import annotations

from matderiv.algebra import Apply, Expression, Named
from matderiv.forms.context import FormContext
from matderiv.forms.form import Line
from matderiv.forms.steps.abbreviations import with_abbreviations
from matderiv.forms.steps.errors import NoSteps
from matderiv.forms.steps.first import first_order
from matderiv.forms.steps.second import second_order
from matderiv.forms.steps.writing import definition_of, without_repetitions


def lines_of(context: FormContext) -> tuple[Line, ...]:
    """The derivation of a first or second derivative. Raises NoSteps and PrintError."""
    if context.derivative.is_zero:
        raise NoSteps("the derivative is zero")
    if _is_known_by_name(context.value, context.variables):
        raise NoSteps("the value is known only by what it depends on")
    return with_abbreviations(context, _lines)


def _lines(context: FormContext) -> tuple[Line, ...]:
    is_second = len(context.variables) == 2
    lines = second_order(context) if is_second else tuple(first_order(context, context.value))
    return without_repetitions((*definition_of(context), *lines))


def _is_known_by_name(value: Expression, variables: tuple[Expression, ...]) -> bool:
    """Whether the value is a function of the note at its variables, of which no rule says more."""
    while isinstance(value, Named) and value not in variables:
        value = value.definition
    return isinstance(value, Apply) and all(argument in variables for argument in value.arguments)
