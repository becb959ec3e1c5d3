"""Derives the forms of a problem and checks each: printed, read again from that print, compared by the oracle."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..algebra import Condition, Expression, Shape, Symbol, derivative_shape, walk
from ..calculus import NotDifferentiable
from ..forms import Form, FormContext, UnknownFormError, derivative_of, derive_forms, form_names
from ..forms.context import name_of
from ..forms.form import missing
from ..forms.letters import point_name
from ..meaning import ElaborationError, Expansion, Problem, ProblemError, ShapeFaultError
from ..meaning.unexpected import unexpected
from ..notation import Style, style_of, to_latex
from .comparing import as_check, compared
from .question import Question, question_of
from .references import REFERENCES, layout_of
from .rereading import read_again
from .result import Derivation, FormCheck
from .verifying_entries import verify_entries
from .verifying_steps import verify_steps

if TYPE_CHECKING:
    from ..oracle import Comparison


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
        chosen = form_names(names)
        derivative = derivative_of(question)
        context = FormContext(question, derivative, style or style_of(tex))
        forms = derive_forms(question, chosen, context.style, derivative)
    except UnknownFormError as error:
        raise ProblemError(str(error)) from error
    except NotDifferentiable as error:
        raise NoDerivativeError(f"no derivative: {error}") from error
    derived = time.perf_counter()
    checks = tuple(verify(form, context, question, derived + _SECONDS) for form in forms)
    forms, checks = _only_checked(forms, checks)
    checked = time.perf_counter()
    return Derivation(
        problem=question,
        wrt=tuple(wrt),
        tex=tex,
        layout=layout_of(context, question),
        shape=_shape(context, question.layout),
        forms=forms,
        checks=checks,
        conditions=tuple(_in_words(condition, context.style) for condition in derivative.conditions),
        symbolic_ms=1000 * (derived - started),
        check_ms=1000 * (checked - derived),
    )


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


def _shape(context: FormContext, layout: str) -> Shape:
    return derivative_shape(context.value.shape, context.variable_shapes, layout)


def _in_words(condition: Condition | str, style: Style) -> str:
    if isinstance(condition, str):
        return condition
    return f"${to_latex(condition.expression, style)}$ {condition.property}"


def verify(
    form: Form, context: FormContext, question: Question, deadline: float | None = None
) -> FormCheck | None:
    """Whether a form equals the derivative; None for a form that does not exist. Never raises.

    After `deadline` (of `time.perf_counter`) nothing is begun.
    """
    if not form.exists:
        return None
    if deadline is not None and time.perf_counter() > deadline:
        return FormCheck("unchecked", reason="too large: the other forms took all the time")
    try:
        if form.lines:
            return verify_steps(form, context, question, deadline)
        if form.general is not None:
            return verify_entries(form, context, question, deadline)
        found = form.expression if form.latex is None else read_again(form, context, question.scope)
        if found is None:
            return FormCheck("unchecked", reason=f"the {form.form} form has no expression to check")
        return as_check(form.form, _compare(form.form, found, context, question, deadline))
    except (ElaborationError, ShapeFaultError) as error:
        return FormCheck("unchecked", reason=f"the {form.form} form could not be read again: {error}")
    except Exception as error:
        return FormCheck("unchecked", reason=f"the {form.form} form: {unexpected(error)}")


def _compare(
    name: str, found: Expression, context: FormContext, question: Question, deadline: float | None
) -> Comparison:
    if name == "linearization":
        expansion = Expansion(context.variables[0], _point_in(found, context), 1)
        return compared(context.value, found, question, deadline, expansion)
    return compared(REFERENCES[name](context, question), found, question, deadline)


def _point_in(found: Expression, context: FormContext) -> Expression:
    name = point_name(name_of(context.variables[0]) or "", context.taken_names)
    symbols = (node for node in walk(found) if isinstance(node, Symbol) and node.name == name)
    return next(symbols, context.variables[0])
