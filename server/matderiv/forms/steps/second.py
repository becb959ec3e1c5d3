"""The lines of a second derivative: the gradient, its differential, and the Hessian read off."""

from __future__ import annotations

from dataclasses import replace

from matderiv.algebra import SCALAR, Derivative, Expression, Named, Shape, Symbol
from matderiv.calculus import differentiate
from matderiv.calculus.arrays.structure import is_symmetric
from matderiv.forms.context import FormContext
from matderiv.forms.form import Line
from matderiv.forms.index import left_side
from matderiv.forms.steps.collecting import arrangement_for
from matderiv.forms.steps.errors import NoSteps
from matderiv.forms.steps.first import first_order, identified, tangent_text
from matderiv.forms.steps.writing import line

MOST_LINES = 8


def second_order(context: FormContext) -> tuple[Line, ...]:
    """The derivative by the first variable, and the derivation of its derivative by the second."""
    by_first = differentiate(context.value, context.variables[:1])
    gradient = by_first.to_matrix("mixed")
    if gradient is None:
        raise NoSteps("the first derivative has no form in products; see the index form")
    once = _context(context, context.value, context.variables[:1])
    named = Named(_name_for(gradient.shape, context), gradient)
    twice = _context(context, named, context.variables[1:])
    *differentials, _ = first_order(twice, gradient)
    whole = Derivative(context.value, context.variables[:1], "mixed")
    left = f"{named.symbol.name} = {left_side(once, (), ((),))}"
    first = tuple(first_order(once, context.value))[:-1]
    if len(first) + 1 + len(differentials) + 1 > MOST_LINES:
        first = ()
    kind = "gradient" if context.value.shape == SCALAR != gradient.shape else "derivative"
    rule = f"identify the {kind}" if first else "the first derivative"
    return (
        *first,
        replace(line(context, left, gradient, rule, whole), name=named.symbol.name),
        *differentials,
        _identified(context, twice),
    )


def _identified(context: FormContext, twice: FormContext) -> Line:
    """The second derivative read off from the differential of the first."""
    arrangement = arrangement_for(twice)
    found = identified(context, arrangement)
    if arrangement.matrix(twice.linear_map) == found.expression or not is_symmetric(context.variables[-1]):
        return found
    # Without structure the entries of the gradient are those of a transpose, which a symmetric dX does not show.
    return replace(found, rule=f"{found.rule}; ${tangent_text(twice)}$ is symmetric")


def _context(context: FormContext, value: Expression, variables: tuple[Expression, ...]) -> FormContext:
    problem = replace(context.problem, expression=value, variables=variables, layout="mixed")  # type: ignore[type-var]
    return FormContext(problem, differentiate(value, variables), context.style)


def _name_for(shape: Shape, context: FormContext) -> Symbol:
    """A free name for the first derivative, in capitals for a matrix."""
    candidates = ("G", "H", r"\Gamma") if len(shape) == 2 else ("g", "h", r"\gamma")
    taken = context.taken_names | {context.value_name}
    name = next((name for name in candidates if name not in taken), rf"{candidates[0]}_{{\ast}}")
    return Symbol(name, shape)
