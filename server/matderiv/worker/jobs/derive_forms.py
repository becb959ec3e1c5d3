"""Forms of a derivative that a document asks for, each printed, read again and checked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ...derivation import Derivation, FormCheck, Question, derive_and_verify
from ...forms import Form
from ...ide.derived import DerivedForm, DerivedForms
from ...meaning import ProblemError
from ...notation import Style, to_latex
from ...syntax import tree as t
from ..library import Library
from .left_sides import left_side, naming_equation


def derive_forms(library: Library, key: str | None, parameters: dict[str, Any]) -> dict[str, Any]:
    """`derivative` is the number of the derivative in the document, `forms` the names of the forms."""
    read = library.get(key)
    request = read.analysis.derivatives[parameters["derivative"]]
    if request.problem is None:
        return DerivedForms(failure=request.unreadable).to_dict()
    try:
        result = derive_and_verify(request.problem, request.tex, (), parameters["forms"], read.style)
    except ProblemError as error:
        return DerivedForms(failure=str(error)).to_dict()
    return as_data(result, read.style, isinstance(request.node, t.Differential)).to_dict()


def as_data(result: Derivation, style: Style, of_differential: bool = False) -> DerivedForms:
    """A derivation without its expressions. `of_differential`: the author wrote `df`, not a quotient or gradient."""
    return DerivedForms(
        layout=result.layout,
        shape=tuple(str(size) for size in result.shape),
        forms=tuple(
            _form(result, form, check, style, of_differential)
            for form, check in zip(result.forms, result.checks, strict=True)
        ),
        conditions=tuple(result.conditions),
        assumptions=tuple(result.problem.assumptions),
        defines=naming_equation(result.problem, style),
    )


def _form(
    result: Derivation, form: Form, check: FormCheck | None, style: Style, of_differential: bool
) -> DerivedForm:
    exists = form.exists and form.latex is not None
    return DerivedForm(
        form=form.form,
        latex=form.latex if exists else None,
        note=form.note,
        shape=form.shape,
        verdict=check.verdict if check else "",
        reason=check.reason if check else "",
        left=_left(form, result.problem, style, of_differential),
        variable=form.variable,
        code=form.code if form.exists else None,
    )


def _left(form: Form, problem: Question, style: Style, of_differential: bool) -> str:
    if (
        form.code is not None
        or form.form == "steps"
        or (of_differential and form.form in ("differential", "trace"))
    ):
        return ""
    if form.variable:
        problem = _by_one(form, problem, style)
    if of_differential and form.form == "matrix" and not form.variable:
        return left_side("quotient", problem, style)
    return form.left or left_side(form.form, problem, style)


def _by_one(form: Form, problem: Question, style: Style) -> Question:
    """The question about the one variable that the form is about, where several vary together."""
    own = tuple(variable for variable in problem.variables if to_latex(variable, style) == form.variable)
    return replace(problem, variables=own or problem.variables[:1], total=False)
