"""The lines of a first derivative: its differential rule by rule, terms moved and collected, the result identified."""

from __future__ import annotations

from collections.abc import Iterator

from matderiv.algebra import SCALAR, Differential, Expression, Named, Tangent, Vec
from matderiv.forms.context import FormContext
from matderiv.forms.differential import left_side
from matderiv.forms.form import Line
from matderiv.forms.index import left_side as left_of_derivative
from matderiv.forms.steps.collecting import Arrangement, arrangement_for, collected, moved
from matderiv.forms.steps.errors import NoSteps
from matderiv.forms.steps.expanding import expanded, joined
from matderiv.forms.steps.varying import Varying
from matderiv.forms.steps.writing import left_of_vec, left_of_vec_derivative, line
from matderiv.notation import to_latex


def first_order(context: FormContext, value: Expression) -> Iterator[Line]:
    """The lines from d(value) to the identified derivative. Raises NoSteps and PrintError.

    `value` is what is differentiated; that of the context may be a name for it.
    """
    arrangement = arrangement_for(context)
    left = left_side(context)
    whole = Differential(context.value, context.variables)
    applied = expanded(written_out(value, context), Varying(context.variables))
    for each in applied:
        yield line(context, left, each.expression, each.rule, whole)
    if arrangement.stacked and len(context.value.shape) == 2:
        left, whole = (
            left_of_vec(context),
            Differential(Vec(context.value, context.vec_order), context.variables),
        )
    yield from _collecting(context, applied[-1].expression, arrangement, left, whole)
    yield identified(context, arrangement)


def written_out(value: Expression, context: FormContext) -> Expression:
    """What the name of the value stands for: the left side shows the name already."""
    while isinstance(value, Named) and value not in context.variables:
        value = value.definition
    return value


def _collecting(
    context: FormContext, expression: Expression, arrangement: Arrangement, left: str, whole: Expression
) -> Iterator[Line]:
    tangent = Tangent(context.variables[0])
    goal = collected(context.linear_map, tangent, arrangement)
    if goal is None:
        raise NoSteps("the derivative has no form in products; see the index form")
    between = moved(expression, {context.variables[0]: arrangement})
    collect = f"collect ${tangent_text(context)}$"
    if between is None:
        yield line(context, left, goal, collect, whole)
        return
    if between.is_sum:
        yield line(context, left, between.expression, joined(between.rules), whole)
    by_scalar = context.variable_shapes[0] == SCALAR
    rule = collect if between.is_sum or by_scalar else joined(between.rules)
    yield line(context, left, goal, rule, whole)


def tangent_text(context: FormContext) -> str:
    """`dX`, with the author's d."""
    return line(context, "", Tangent(context.variables[0]), "").latex


def identified(context: FormContext, arrangement: Arrangement) -> Line:
    """The derivative read off, in the layout of the note; for matrices that of the stacked entries."""
    if arrangement.stacked:
        result = context.derivative.to_vec(context.vec_order)
        if result is None:
            raise NoSteps("the derivative has no vec form")
        rule = f"identify the derivative, {context.vec_order}-major vec"
        return line(context, left_of_vec_derivative(context), result, rule, equals="vec")
    result = context.derivative.to_matrix(context.layout)
    if result is None:
        raise NoSteps("the derivative has no form in products; see the index form")
    left = _left(context)
    return line(context, left, result, _rule(context), equals="matrix")


def _left(context: FormContext) -> str:
    r"""The derivative of the value's name; a Hessian as `\partial^2 f / \partial x \, \partial x^\top`."""
    left = left_of_derivative(context, (), ((),) * len(context.variables))
    if (
        len(context.variables) == 2
        and context.variables[0] == context.variables[1]
        and not context.variable_shapes[0]
    ):
        sign, variable = (
            context.printing_style.partial,
            to_latex(context.variables[0], context.printing_style),
        )
        return rf"\frac{{{sign}^2 {context.value_name}}}{{{sign} {variable}^2}}"
    if is_by_two_vectors(context):
        return f"{left[:-1]}^{context.printing_style.transpose}}}"
    return left


def is_by_two_vectors(context: FormContext) -> bool:
    """Whether the derivative is that of a scalar by two vectors."""
    return context.value.shape == SCALAR and [len(shape) for shape in context.variable_shapes] == [1, 1]


def _rule(context: FormContext) -> str:
    if is_by_two_vectors(context) and context.variables[0] == context.variables[1]:
        return "identify the Hessian"
    name = "derivative"
    if len(context.variables) == 2:
        name = "second derivative"
    elif context.value.shape == SCALAR and context.variable_shapes[0] != SCALAR:
        name = "derivative" if context.layout == "numerator" else "gradient"
    elif context.variable_shapes[0] != SCALAR:
        name = "Jacobian"
    layout = f", {context.layout} layout" if name != "gradient" and context.layout != "mixed" else ""
    convention = _CONVENTIONS.get(context.symmetric, "") if _is_symmetric(context) else ""
    return f"identify the {name}{layout}{convention}"


_CONVENTIONS = {
    "part": " and take its symmetric part",
    "entries": " and count both of the equal entries",
}


def _is_symmetric(context: FormContext) -> bool:
    return context.derivative is not context.linear_map and context.derivative.to_matrix(
        "mixed"
    ) != context.linear_map.to_matrix("mixed")
