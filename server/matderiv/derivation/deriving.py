"""Derives the forms of a problem and checks each: printed, read again from that print, compared by the oracle."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from ..algebra import Condition, Shape, derivative_shape
from ..calculus import NotDifferentiable
from ..forms import Form, FormContext, UnknownFormError, derivative_of, derive_forms, form_names
from ..forms.form import missing
from ..forms.total import derive_total_forms, total_form_names
from ..meaning import Problem, ProblemError
from ..notation import Style, style_of, to_latex
from .question import Question, question_of
from .references import layout_of
from .result import Derivation, FormCheck
from .verification import verify

_ONLY_CHECKED = frozenset({"entries", "steps"})

_SECONDS = 10.0
"""For the checks of all forms together."""


class NoDerivativeError(ProblemError):
    """A question that was understood, but has no derivative; the message says why."""


def derive_and_verify(
    problem: Problem,
    tex: str,
    wrt: Sequence[str],
    names: Sequence[str] | None = None,
    style: Style | None = None,
) -> Derivation:
    """The forms asked for, each with its check. ProblemError for an unknown form or where there is no derivative."""
    started = time.perf_counter()
    question = question_of(problem)
    try:
        derived = (_total if question.total else _iterated)(question, names, style or style_of(tex))
    except UnknownFormError as error:
        raise ProblemError(str(error)) from error
    except NotDifferentiable as error:
        raise NoDerivativeError(f"no derivative: {error}") from error
    symbolic = time.perf_counter()
    checks = tuple(
        verify(form, context, replace(question, variables=context.variables), symbolic + _SECONDS)
        for form, context in derived
    )
    forms, checks = _only_checked(tuple(form for form, _ in derived), checks)
    contexts = list({id(context): context for _, context in derived}.values())
    return Derivation(
        problem=question,
        wrt=tuple(wrt),
        tex=tex,
        layout=layout_of(contexts[-1], question),
        shape=_shape(question),
        forms=forms,
        checks=checks,
        conditions=_conditions(contexts),
        symbolic_ms=1000 * (symbolic - started),
        check_ms=1000 * (time.perf_counter() - symbolic),
    )


_Derived = list[tuple[Form, FormContext]]


def _iterated(question: Question, names: Sequence[str] | None, style: Style) -> _Derived:
    """The forms of the derivative by each variable in turn."""
    chosen = form_names(names)
    derivative = derivative_of(question)
    context = FormContext(question, derivative, style)
    return [(form, context) for form in derive_forms(question, chosen, style, derivative)]


def _total(question: Question, names: Sequence[str] | None, style: Style) -> _Derived:
    """The forms of the total differential, and of the derivative by each variable."""
    singles = [replace(question, variables=(variable,)) for variable in question.variables]
    return derive_total_forms(question, singles, total_form_names(names), style)


def _only_checked(
    forms: tuple[Form, ...], checks: tuple[FormCheck | None, ...]
) -> tuple[tuple[Form, ...], tuple[FormCheck | None, ...]]:
    """Derivations and matrices of entries are for readers: what is not verified does not exist."""
    kept = [
        (form, check)
        if check is None or check.verdict == "verified" or form.form not in _ONLY_CHECKED
        else (missing(form.form, f"not offered, as it could not be checked: {check.reason}"), None)
        for form, check in zip(forms, checks, strict=True)
    ]
    return tuple(form for form, _ in kept), tuple(check for _, check in kept)


def _shape(question: Question) -> Shape:
    """The shape of the derivative; a total differential has that of the value."""
    if question.total:
        return question.expression.shape
    shapes = tuple(variable.shape for variable in question.variables)
    return derivative_shape(question.expression.shape, shapes, question.layout)


def _conditions(contexts: Sequence[FormContext]) -> tuple[str, ...]:
    found = [
        _in_words(condition, context.style)
        for context in contexts
        for condition in context.derivative.conditions
    ]
    return tuple(dict.fromkeys(found))


def _in_words(condition: Condition | str, style: Style) -> str:
    if isinstance(condition, str):
        return condition
    return f"${to_latex(condition.expression, style)}$ {condition.property}"
