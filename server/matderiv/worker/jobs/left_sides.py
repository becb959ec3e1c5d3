r"""Left sides of forms that are more than a right side: `\bar{W}` of a pullback, `L(X)` of a linearization."""

from __future__ import annotations

from collections.abc import Callable

from ...algebra import Apply, Expression, Named, Symbol
from ...derivation import Question
from ...forms.letters import names_in, upstream_name, value_name
from ...notation import PrintError, Style, to_latex


def left_side(form: str, problem: Question, style: Style) -> str:
    """The left side of a form, empty where it is the derivative as the author wrote it."""
    writer = _WRITERS.get(form)
    try:
        return writer(problem, style) if writer else ""
    except PrintError:
        return ""


def naming_equation(problem: Question, style: Style) -> str:
    """`f = W x` for the name that the forms give to a value without one; empty if the note names it."""
    value = problem.expression
    if isinstance(value, (Symbol, Named)):
        return ""
    try:
        return f"{value_name(value, _taken(problem))} = {to_latex(value, style)}"
    except PrintError:
        return ""


def _taken(problem: Question) -> frozenset[str]:
    shown = [names_in(expression) for expression in (problem.expression, *problem.variables)]
    return frozenset(problem.scope.symbols).union(*shown)


def _name(expression: Expression, style: Style) -> str:
    return to_latex(expression.symbol if isinstance(expression, Named) else expression, style)


def _vec(problem: Question, style: Style) -> str:
    value, variables = problem.expression, problem.variables
    if len(variables) != 1:
        return ""
    above, below = _stacked(value, style), _stacked(variables[0], style)
    return rf"\frac{{{style.partial} {above}}}{{{style.partial} {below}^{style.transpose}}}"


def _quotient(problem: Question, style: Style) -> str:
    value, variables = problem.expression, problem.variables
    if len(variables) != 1:
        return ""
    above = _name(value, style)
    above = above if isinstance(value, (Symbol, Named, Apply)) else f"({above})"
    return rf"\frac{{{style.partial} {above}}}{{{style.partial} {_name(variables[0], style)}}}"


def _stacked(expression: Expression, style: Style) -> str:
    name = _name(expression, style)
    if len(expression.shape) < 2:
        return name if isinstance(expression, (Symbol, Named, Apply)) else f"({name})"
    return rf"{style.vec}({name})"


def _pullback(problem: Question, style: Style) -> str:
    return upstream_name(_name(problem.variables[0], style), _taken(problem))


def _linearization(problem: Question, style: Style) -> str:
    taken = _taken(problem)
    function = next((name for name in ("L", r"\ell", r"\Lambda") if name not in taken), r"L_{\ast}")
    return f"{function}({_name(problem.variables[0], style)})"


def _hessian(problem: Question, style: Style) -> str:
    r"""`\partial^2 f / \partial x \, \partial x^\top`; the vec of a matrix stands for it."""
    value, variable = problem.expression, problem.variables[0]
    name = value_name(value, _taken(problem))
    below = _stacked(variable, style)
    if not variable.shape:
        return rf"\frac{{{style.partial}^2 {name}}}{{{style.partial} {below}^2}}"
    twice = rf"{style.partial} {below} \, {style.partial} {below}^{style.transpose}"
    return rf"\frac{{{style.partial}^2 {name}}}{{{twice}}}"


_WRITERS: dict[str, Callable[[Question, Style], str]] = {
    "quotient": _quotient,
    "vec": _vec,
    "pullback": _pullback,
    "linearization": _linearization,
    "hessian": _hessian,
}
