"""Several variables that vary together: the total differential, and each form once for every variable."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from matderiv.algebra import SCALAR, Add, Expression, Tangent
from matderiv.forms import FORMS, derivative_of, form_names
from matderiv.forms.context import FormContext
from matderiv.forms.differential import left_side
from matderiv.forms.form import Form, missing
from matderiv.forms.index import left_side as left_of_derivative
from matderiv.forms.matrix import NO_MATRIX_FORM
from matderiv.forms.problem import Problem
from matderiv.forms.steps.total import total_steps
from matderiv.forms.trace import traced
from matderiv.notation import PrintError, Style, to_latex

DEFAULT_TOTAL_FORMS = ("differential", "trace", "matrix")

WITHOUT_SECOND_ORDER = frozenset({"hessian"})


@dataclass(frozen=True)
class TotalContext:
    """`whole` is about all variables (it has no derivative of its own), `parts` are about one each."""

    whole: FormContext
    parts: tuple[FormContext, ...]


def total_form_names(names: Sequence[str] | None) -> tuple[str, ...]:
    """The forms asked for. Raises UnknownFormError."""
    if names is None:
        return DEFAULT_TOTAL_FORMS
    return tuple(name for name in form_names(names) if name not in WITHOUT_SECOND_ORDER)


def derive_total_forms(
    problem: Problem, singles: Sequence[Problem], names: Sequence[str], style: Style
) -> list[tuple[Form, FormContext]]:
    """Every form with what it is about: the total ones once, the others for each of the problems by one variable.

    Raises NotDifferentiable.
    """
    parts = tuple(FormContext(single, derivative_of(single), style) for single in singles)
    context = TotalContext(FormContext(problem, parts[0].derivative, style), parts)
    found: list[tuple[Form, FormContext]] = []
    for name in names:
        if name in TOTAL_FORMS:
            found.append((TOTAL_FORMS[name](context), context.whole))
        else:
            found.extend((_by_one(name, part), part) for part in context.parts)
    return found


def _by_one(name: str, part: FormContext) -> Form:
    form = FORMS[name](part)
    variable = part.variables[0]
    try:
        printed = to_latex(variable, part.printing_style)
    except PrintError:
        printed = ""
    left = form.left or (left_of_derivative(part, (), ((),)) if name == "matrix" else "")
    return replace(form, variable=printed, left=left)


def total_differential(context: TotalContext) -> Form:
    def applied(part: FormContext) -> Expression | None:
        return part.linear_map.apply_to(Tangent(part.variables[0]))

    return _summed("differential", context, applied)


def total_trace(context: TotalContext) -> Form:
    if context.whole.value.shape != SCALAR:
        return missing("trace", "only a scalar has a trace form")
    return _summed("trace", context, lambda part: traced(part, Tangent(part.variables[0])))


def _summed(name: str, context: TotalContext, term: Callable[[FormContext], Expression | None]) -> Form:
    """The sum of the differentials along each variable, those that are zero left out."""
    terms = []
    for part in context.parts:
        if part.derivative.is_zero:
            continue
        found = term(part)
        if found is None:
            return missing(name, NO_MATRIX_FORM)
        terms.append(found)
    if not terms:
        return missing(name, "the differential is zero")
    whole = context.whole
    total = Add(tuple(terms)) if len(terms) > 1 else terms[0]
    return whole.printed(name, total, NO_MATRIX_FORM, left=left_side(whole))


def steps(context: TotalContext) -> Form:
    return total_steps(context.whole, context.parts)


TOTAL_FORMS: dict[str, Callable[[TotalContext], Form]] = {
    "differential": total_differential,
    "trace": total_trace,
    "steps": steps,
}
