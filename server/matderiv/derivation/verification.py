"""The check of a printed form: read again from its print and compared by the oracle with the derivative."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from ..algebra import Expression, Symbol, walk
from ..forms import Form, FormContext
from ..forms.context import name_of
from ..forms.letters import point_name
from ..meaning import ElaborationError, Expansion, ShapeFaultError
from ..meaning.unexpected import unexpected
from .comparing import as_check, compared
from .question import Question
from .references import REFERENCES
from .rereading import read_again
from .result import FormCheck
from .verifying_entries import verify_entries
from .verifying_steps import verify_steps

if TYPE_CHECKING:
    from ..oracle import Comparison


def verify(
    form: Form, context: FormContext, question: Question, deadline: float | None = None
) -> FormCheck | None:
    """Whether a form equals the derivative; None for a form that does not exist. Never raises.

    After `deadline` (of `time.thread_time`) nothing is begun.
    """
    if not form.exists:
        return None
    if deadline is not None and time.thread_time() > deadline:
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
    if name == "operator":
        question = replace(question, symmetric="unconstrained")
    return compared(REFERENCES[name](context, question), found, question, deadline)


def _point_in(found: Expression, context: FormContext) -> Expression:
    name = point_name(name_of(context.variables[0]) or "", context.taken_names)
    symbols = (node for node in walk(found) if isinstance(node, Symbol) and node.name == name)
    return next(symbols, context.variables[0])
