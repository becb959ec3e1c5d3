"""The part of a hover that tells the shape, the layout and the formulas of a derivative."""

from __future__ import annotations

from collections.abc import Iterator

from ...algebra import Expression, Named, Symbol, derivative_shape, walk
from ...meaning import Analysis, DerivativeRequest, Problem, kind_of_derivative
from ...notation import PrintError, to_unicode
from ..derived import DerivedForm, DerivedForms
from ..markdown import bullets, code, formula, joined, layout_words, shape_words
from ..sources import quoted

HOVER_FORMS = ("matrix", "index", "vec", "differential")
"""The forms that a hover wants to know, in the order in which it shows them."""

_MOST_FORMULAS = 3
_LAYOUTS = ("numerator", "denominator", "mixed")


def derivative_text(analysis: Analysis, request: DerivativeRequest, derived: DerivedForms | None) -> str:
    """Shapes and layout first, then at most three formulas, then what they rest on."""
    problem = request.problem
    if problem is None:
        return f"Derivative that cannot be read: {request.unreadable}"
    value, variables = problem.expression, problem.variables
    facts = [
        f"value {code(_printed(value))}: {shape_words(value.shape)}",
        *(f"variable {code(_printed(variable))}: {shape_words(variable.shape)}" for variable in variables),
        *_shape_facts(analysis, request, problem),
        *(
            f"{code(_printed(inner))} depends on {code(_printed(by))}"
            for inner, by in _dependences(value, variables)
        ),
    ]
    notes = [
        *_list("Holds where", derived.conditions if derived else ()),
        *_list("Assumed", problem.assumptions),
    ]
    return joined([bullets(facts), *_formulas(request.tex, derived), *notes])


def _shape_facts(analysis: Analysis, request: DerivativeRequest, problem: Problem) -> Iterator[str]:
    if problem.total:
        yield f"differential: {shape_words(problem.expression.shape)}; all of these vary together"
        return
    layout = problem.layout or "mixed"
    value = problem.expression.shape
    variables = tuple(variable.shape for variable in problem.variables)
    shapes = {layout: derivative_shape(value, variables, layout) for layout in _LAYOUTS}
    shape = shapes.get(layout, derivative_shape(value, variables, "axes"))
    if len(shape) > 2:
        yield f"derivative: {shape_words(shape)}, no layout: the value's axes, then the variable's"
        return
    kind = kind_of_derivative(value, variables[0]) if len(variables) == 1 else None
    yield f"derivative: {shape_words(shape)}, {layout_words(layout)} ({_why(analysis, request, kind)})"
    if len(set(shapes.values())) > 1:
        yield "; ".join(f"{layout_words(name)}: {shape_words(shapes[name])}" for name in _LAYOUTS[:2])


def _why(analysis: Analysis, request: DerivativeRequest, kind: str | None) -> str:
    """What the note says of the layout of this kind of derivative or, where it says nothing, of others."""
    conventions, text = analysis.scope_at(request.start).conventions, analysis.document.text
    if conventions.layout or kind in dict(conventions.layouts):
        return f"the note says so{quoted(text, conventions.layout_source(kind))}"
    if conventions.layouts:
        other = conventions.layouts[-1][0]
        return f"as the note has it for {other}{quoted(text, conventions.layout_source(other))}"
    return "the note declares no layout"


def _dependences(
    value: Expression, variables: tuple[Expression, ...]
) -> Iterator[tuple[Expression, Expression]]:
    """Intermediates of the value that are defined through a variable."""
    wanted = {_symbol(variable): variable for variable in variables}
    for node in walk(value):
        if isinstance(node, Named) and node.symbol not in wanted:
            inside = {_symbol(inner) for inner in walk(node.definition)}
            yield from ((node.symbol, variable) for symbol, variable in wanted.items() if symbol in inside)


def _symbol(expression: Expression) -> Expression:
    return expression.symbol if isinstance(expression, Named) else expression


def _formulas(tex: str, derived: DerivedForms | None) -> Iterator[str]:
    if derived is None:
        return
    if derived.failure:
        yield f"No formula: {derived.failure}."
        return
    shown = [form for form in derived.forms if form.can_be_shown]
    if any(form.variable for form in shown):
        shown.sort(key=lambda form: bool(form.variable))
    shown = shown[:_MOST_FORMULAS]
    for form in shown:
        yield joined([_caption(form), formula(f"{form.left or tex} = {form.latex}")])
    if not shown:
        yield from (f"{form.form} form: {form.note}" for form in derived.forms if form.latex is None)


def _caption(form: DerivedForm) -> str:
    note = f" ({form.note})" if form.note else ""
    checked = (
        "" if form.is_verified else f", not verified: {form.reason}" if form.reason else ", not verified"
    )
    return f"{form.form} form{note}{checked}"


def _list(label: str, items: tuple[str, ...]) -> list[str]:
    return [f"{label}: {'; '.join(items)}."] if items else []


def _printed(expression: Expression) -> str:
    try:
        return to_unicode(expression)
    except PrintError:
        return expression.name if isinstance(expression, Symbol) else "…"
