"""The forms of a derivative: one file a form, all with one signature, collected in one table.

derive_forms(problem, names, style) -> tuple[Form, ...]
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from matderiv.calculus import differentiate
from matderiv.forms.code_forms import jax, numpy, sympy
from matderiv.forms.context import FormContext
from matderiv.forms.differential import differential
from matderiv.forms.entries import entries
from matderiv.forms.form import Form
from matderiv.forms.hessian import hessian
from matderiv.forms.index import index
from matderiv.forms.linearization import linearization
from matderiv.forms.matrix import matrix
from matderiv.forms.operator import operator
from matderiv.forms.problem import Derivative, Problem
from matderiv.forms.pullback import pullback
from matderiv.forms.steps import steps
from matderiv.forms.trace import trace
from matderiv.forms.vec import vec
from matderiv.notation import DEFAULT_STYLE, Style

FORMS: dict[str, Callable[[FormContext], Form]] = {
    "matrix": matrix,
    "index": index,
    "vec": vec,
    "differential": differential,
    "trace": trace,
    "pullback": pullback,
    "linearization": linearization,
    "hessian": hessian,
    "operator": operator,
    "entries": entries,
    "steps": steps,
    "numpy": numpy,
    "jax": jax,
    "sympy": sympy,
}

DEFAULT_FORMS = ("matrix", "index", "vec", "differential", "trace", "pullback", "numpy")


class UnknownFormError(ValueError):
    """A form that does not exist; the message lists those that do."""

    def __init__(self, name: str) -> None:
        super().__init__(f"unknown form {name!r}: use {', '.join(FORMS)} or all")


def form_names(names: Sequence[str] | None) -> tuple[str, ...]:
    """The forms asked for: the default ones for None, every one for `all`. UnknownFormError for another name."""
    if names is None:
        return DEFAULT_FORMS
    for name in names:
        if name not in FORMS and name != "all":
            raise UnknownFormError(name)
    return tuple(FORMS) if "all" in names else tuple(dict.fromkeys(names))


def derivative_of(problem: Problem) -> Derivative:
    """The derivative object of a problem. Raises NotDifferentiable."""
    derivative: Derivative = differentiate(
        problem.expression, problem.variables, problem.symmetric or "unconstrained"
    )
    return derivative


def derive_forms(
    problem: Problem,
    names: Sequence[str] | None = None,
    style: Style = DEFAULT_STYLE,
    derivative: Derivative | None = None,
) -> tuple[Form, ...]:
    """The forms of a problem's derivative, in the order asked for. Raises UnknownFormError and NotDifferentiable."""
    chosen = form_names(names)
    context = FormContext(problem, derivative or derivative_of(problem), style)
    return tuple(FORMS[name](context) for name in chosen)


__all__ = [
    "DEFAULT_FORMS",
    "FORMS",
    "Form",
    "FormContext",
    "UnknownFormError",
    "derivative_of",
    "derive_forms",
    "form_names",
]
