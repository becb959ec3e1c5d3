"""The check of a derivation: every line read again and compared with the line before, the last with the derivative."""

from __future__ import annotations

from dataclasses import replace

from matderiv.meaning.elaboration.readings.surroundings import surroundings_of
from matderiv.meaning.scopes.scope import Definition, Scope, SymbolFacts
from matderiv.meaning.spelling.spelling import printed_tree

from ..algebra import Differential, Expression, Named, Symbol
from ..forms import Form, FormContext
from ..forms.form import Line
from ..forms.style import meanings_in
from ..meaning.elaboration import ElaborationOptions, elaborate
from .comparing import as_check, compared, worst
from .question import Question
from .references import REFERENCES
from .rereading import with_meanings
from .result import FormCheck


def verify_steps(form: Form, context: FormContext, question: Question, deadline: float | None) -> FormCheck:
    """A derivation is verified if each of its lines is; the first line that is not is its verdict."""
    checks: list[FormCheck] = []
    before: Expression | None = None
    value: Expression | None = None
    scope = question.scope
    for line in form.lines:
        found = read_line(line, context, scope)
        goes_on = not line.equals and line.value is not None and line.value == value
        expected = before if goes_on and before is not None else _expected(line, context, question)
        check = as_check(form.form, compared(expected, found, question, deadline))
        if check.verdict != "verified":
            return replace(check, reason=f"line {len(checks) + 1}: {check.reason}")
        checks.append(check)
        before, value = found, line.value
        if line.name:
            scope = _with_name(scope, line)
    return worst(checks)


def _with_name(scope: Scope, line: Line) -> Scope:
    """The scope with the name that a line gives."""
    definition = Definition(
        line.name, (), (), printed_tree(line.latex, scope.symbols), -1, -1, tex=line.latex
    )
    return scope.with_symbol(SymbolFacts(line.name, shape=line.expression.shape, definition=definition))


def _expected(line: Line, context: FormContext, question: Question) -> Expression:
    if line.equals or line.value is None:
        return REFERENCES[line.equals](context, question)
    return line.value


def read_line(line: Line, context: FormContext, scope: Scope) -> Expression:
    """The right side of a line in the scope of the problem; what varies stands in the line's value."""
    tree = printed_tree(line.latex, scope.symbols)
    meanings = meanings_in(line.expression, context.printing_style, context.problem.scope)
    scope = with_meanings(scope, meanings)
    surroundings = replace(surroundings_of((tree,), scope), varying=_varying(line))
    options = ElaborationOptions(surroundings=surroundings)
    return elaborate(tree, scope, expected=line.expression.shape, options=options).expression


def _varying(line: Line) -> frozenset[str]:
    """The names of what varies in a differential."""
    variables = line.value.variables if isinstance(line.value, Differential) else ()
    symbols = (v.symbol if isinstance(v, Named) else v for v in variables)
    return frozenset(symbol.name for symbol in symbols if isinstance(symbol, Symbol))
