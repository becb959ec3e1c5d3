"""The derivation of a total differential, and of the derivative by each of its variables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from matderiv.algebra import Add, Derivative, Differential, Expression, Tangent
from matderiv.forms.context import FormContext
from matderiv.forms.differential import left_side
from matderiv.forms.form import Form, Line, missing
from matderiv.forms.steps.collecting import Arrangement, arrangement_for, collected, moved
from matderiv.forms.steps.errors import NoSteps
from matderiv.forms.steps.expanding import expanded, joined
from matderiv.forms.steps.first import identified, tangent_text, written_out
from matderiv.forms.steps.form import as_form
from matderiv.forms.steps.varying import Varying
from matderiv.forms.steps.writing import definition_of, line, without_repetitions
from matderiv.notation import PrintError


def total_steps(whole: FormContext, parts: Sequence[FormContext]) -> Form:
    """The steps form for variables that vary together; `parts` are about one variable each."""
    try:
        return as_form(without_repetitions((*definition_of(whole), *_lines(whole, parts))))
    except (NoSteps, PrintError) as error:
        return missing("steps", str(error))


def _lines(whole: FormContext, parts: Sequence[FormContext]) -> Iterator[Line]:
    parts = [part for part in parts if not part.derivative.is_zero]
    if not parts:
        raise NoSteps("the derivative is zero")
    left, value = left_side(whole), Differential(whole.value, whole.variables)
    applied = expanded(written_out(whole.value, whole), Varying(whole.variables))
    for each in applied:
        yield line(whole, left, each.expression, each.rule, value)
    arrangements = {part.variables[0]: arrangement_for(part) for part in parts}
    if any(arrangement.stacked for arrangement in arrangements.values()):
        return
    goal = _goal(parts, arrangements)
    between = moved(applied[-1].expression, arrangements)
    if between is not None and between.is_sum:
        yield line(whole, left, between.expression, joined(between.rules), value)
    names = " and ".join(f"${tangent_text(part)}$" for part in parts)
    yield line(whole, left, goal, f"collect {names}", value)
    for part in parts:
        derivative = Derivative(part.value, part.variables, part.layout)
        yield replace(identified(part, arrangements[part.variables[0]]), value=derivative, equals="")


def _goal(parts: Sequence[FormContext], arrangements: dict[Expression, Arrangement]) -> Expression:
    terms = []
    for part in parts:
        variable = part.variables[0]
        term = collected(part.linear_map, Tangent(variable), arrangements[variable])
        if term is None:
            raise NoSteps("the derivative has no form in products; see the index form")
        terms.append(term)
    return Add(tuple(terms)) if len(terms) > 1 else terms[0]
