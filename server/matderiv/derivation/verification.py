"""Derives the forms of a problem and checks each: printed, read again from that print, compared by the oracle."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..algebra import Condition, Dimension, Expression, Shape, Symbol, derivative_shape, walk
from ..calculus import NotDifferentiable
from ..forms import Form, FormContext, UnknownFormError, derivative_of, derive_forms, form_names
from ..forms.context import name_of
from ..forms.form import Meaning
from ..forms.letters import point_name, upstream_name
from ..meaning import ElaborationError, Expansion, Problem, ProblemError, ShapeFaultError, read_expression
from ..meaning.scope import Scope, SymbolFacts
from ..meaning.unexpected import unexpected
from ..notation import Style, style_of, to_latex
from .question import Question, question_of
from .references import REFERENCES, free_letters, layout_of
from .result import Derivation, FormCheck

if TYPE_CHECKING:
    from ..oracle import Comparison


# Entries of a derivative of order four are many, and a form is checked once, while notes hold many claims.
_ENTRIES = 8_000_000

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
        found = form.expression if form.latex is None else read_again(form, context, question.scope)
        if found is None:
            return FormCheck("unchecked", reason=f"the {form.form} form has no expression to check")
        return _as_check(form.form, _compare(form.form, found, context, question, deadline))
    except (ElaborationError, ShapeFaultError) as error:
        return FormCheck("unchecked", reason=f"the {form.form} form could not be read again: {error}")
    except Exception as error:
        return FormCheck("unchecked", reason=f"the {form.form} form: {unexpected(error)}")


def read_again(form: Form, context: FormContext, scope: Scope) -> Expression:
    """The expression that a form's LaTeX means in the scope of the problem."""
    assert form.latex is not None
    expected = form.expression.shape if form.expression is not None else None
    scope = _with_meanings(_scope_of(form.form, context, scope), form.meanings)
    return read_expression(form.latex, scope, expected)


def _with_meanings(scope: Scope, meanings: Sequence[Meaning]) -> Scope:
    """The scope with what the form says about its names; unit vectors are read without being told."""
    for each in meanings:
        if each.meaning == "matrix function":
            facts = scope.get(each.name) or SymbolFacts(each.name)
            scope = scope.with_symbol(replace(facts, matrix_function=True))
        elif each.meaning != "unit vector":
            scope = scope.with_symbol(SymbolFacts(each.name, meaning=each.meaning, position=each.position))
    return scope


def _scope_of(form: str, context: FormContext, scope: Scope) -> Scope:
    """The scope of the problem with the names that the form brings along."""
    if form == "pullback":
        name = upstream_name(context.value_name, context.taken_names)
        return scope.with_symbol(SymbolFacts(name, shape=context.value.shape))
    if form == "linearization":
        variable = context.variables[0]
        point = point_name(name_of(variable) or "", context.taken_names)
        return scope.with_symbol(replace(_facts_of(variable, scope), name=point or ""))
    if form == "index":
        sizes = [size for size in context.axes if size != Dimension.of(1)]
        for letter, size in zip(free_letters(context), sizes, strict=True):
            scope = scope.with_symbol(SymbolFacts(letter, role="index", index_size=size))
    return scope


def _facts_of(variable: Expression, scope: Scope) -> SymbolFacts:
    name = name_of(variable) or ""
    return scope.get(name) or SymbolFacts(name, shape=variable.shape)


def _compare(
    name: str, found: Expression, context: FormContext, question: Question, deadline: float | None
) -> Comparison:
    from ..oracle import Limits, Options, compare

    limits = Limits(entries=_ENTRIES)
    options = Options(limits=limits)
    latest = time.perf_counter() + limits.seconds
    deadline = latest if deadline is None else min(latest, deadline)
    if name == "linearization":
        expansion = Expansion(context.variables[0], _point_in(found, context), 1)
        return compare(
            context.value,
            found,
            question.conditions,
            options=options,
            expansion=expansion,
            explain=False,
            deadline=deadline,
        )
    return compare(
        REFERENCES[name](context, question),
        found,
        question.conditions,
        options=options,
        symmetric=question.symmetric,
        explain=False,
        deadline=deadline,
    )


def _point_in(found: Expression, context: FormContext) -> Expression:
    name = point_name(name_of(context.variables[0]) or "", context.taken_names)
    symbols = (node for node in walk(found) if isinstance(node, Symbol) and node.name == name)
    return next(symbols, context.variables[0])


def _as_check(form: str, comparison: Comparison) -> FormCheck:
    if comparison.equal:
        return FormCheck("verified", comparison.method, comparison.sizes, comparison.max_error)
    if comparison.equal is None:
        return FormCheck("unchecked", comparison.method, comparison.sizes, reason=comparison.reason)
    reason = f"the {form} form does not agree with the derivative"
    return FormCheck("refuted", comparison.method, comparison.sizes, comparison.max_error, reason)
