"""The printing of lines and of their left sides; lines that say what the one before says are dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from matderiv.algebra import Expression, Named, Symbol
from matderiv.forms.context import FormContext
from matderiv.forms.differential import differential_of
from matderiv.forms.form import Line
from matderiv.forms.letters import with_free_letters
from matderiv.forms.naming import with_names_of_author
from matderiv.notation import to_latex


def printed(context: FormContext, expression: Expression) -> tuple[Expression, str]:
    """An expression with free letters for its indices, and its LaTeX. PrintError if there is none."""
    expression = with_free_letters(with_names_of_author(expression, context.value), context.lasting_names)
    return expression, to_latex(expression, context.printing_style)


def line(
    context: FormContext,
    left: str,
    expression: Expression,
    rule: str,
    value: Expression | None = None,
    equals: str = "",
) -> Line:
    """A line that says what an expression equals."""
    expression, latex = printed(context, expression)
    return Line(left, latex, rule, expression, value, equals)


def definition_of(context: FormContext) -> tuple[Line, ...]:
    """The line that names the value; none where the note names it."""
    value = context.value
    if isinstance(value, (Symbol, Named)) or context.value_name in context.taken_names:
        return ()
    name = context.value_name
    return (replace(line(context, name, value, "definition", value), name=name),)


def left_of_vec(context: FormContext) -> str:
    """`d\\operatorname{vec}(F)`."""
    style = context.printing_style
    return differential_of(f"{style.vec}({context.value_name})", style)


def left_of_vec_derivative(context: FormContext) -> str:
    """`\\frac{\\partial \\operatorname{vec}(F)}{\\partial \\operatorname{vec}(X)^\\top}`."""
    style = context.printing_style
    sign, order = style.partial, len(context.variables)
    names = [_stacked(to_latex(v, style), v, context) for v in context.variables]
    value = _stacked(context.value_name, context.value, context)
    if order == 1:
        return rf"\frac{{{sign} {value}}}{{{sign} {names[0]}^{style.transpose}}}"
    return rf"\frac{{{sign}^{order} {value}}}{{{sign} {names[0]} \, {sign} {names[1]}^{style.transpose}}}"


def _stacked(name: str, expression: Expression, context: FormContext) -> str:
    return f"{context.printing_style.vec}({name})" if len(expression.shape) == 2 else name


def without_repetitions(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines without those that differ from the one before in parentheses only; left sides where they change."""
    kept: list[Line] = []
    left = ""
    for each in lines:
        if kept and each.left == left and _bare(each.latex) == _bare(kept[-1].latex):
            kept[-1] = replace(kept[-1], latex=each.latex, expression=each.expression)
            continue
        kept.append(replace(each, left="" if each.left == left else each.left))
        left = each.left
    return tuple(kept)


def _bare(latex: str) -> str:
    return re.sub(r"\\left|\\right|\\,|[(){}\s]", "", latex)
