"""The check of a derivative written out as partial derivatives: the whole, and the general entry."""

from __future__ import annotations

from matderiv.meaning.scopes.scope import Definition, Scope, SymbolFacts
from matderiv.meaning.spelling.spelling import printed_tree

from ..forms import Form, FormContext
from ..forms.style import meanings_in
from ..meaning import read_expression
from ..notation import to_latex
from .comparing import as_check, compared, worst
from .question import Question
from .references import entry, in_layout
from .rereading import read_again, with_meanings
from .result import FormCheck


def verify_entries(form: Form, context: FormContext, question: Question, deadline: float | None) -> FormCheck:
    """Reads the matrix with its dots and the general entry again, and compares both with the derivative."""
    whole = in_layout(context, question)
    written = read_expression(form.latex or "", with_value_named(context, question.scope), whole.shape)
    checks = [as_check(form.form, compared(whole, written, question, deadline))]
    if form.general is not None:
        found = read_again(form.general, context, question.scope)
        checks.append(as_check(form.form, compared(entry(context, question), found, question, deadline)))
    return worst(checks)


def with_value_named(context: FormContext, scope: Scope) -> Scope:
    """The scope in which the name that forms give to the value stands for it."""
    name = context.value_name
    if name in context.taken_names:
        return scope
    tex = to_latex(context.value, context.printing_style)
    scope = with_meanings(scope, meanings_in(context.value, context.printing_style, context.problem.scope))
    definition = Definition(name, (), (), printed_tree(tex, scope.symbols), -1, -1, tex=tex)
    return scope.with_symbol(SymbolFacts(name, shape=context.value.shape, definition=definition))
