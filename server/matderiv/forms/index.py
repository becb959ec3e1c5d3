"""The derivative by its entries: the entry at the value's indices and the variables' indices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from matderiv.algebra import Index
from matderiv.forms.context import FormContext
from matderiv.forms.form import Form, shape_strings
from matderiv.forms.letters import axis_letters
from matderiv.notation import PrintError, to_latex


def index(context: FormContext) -> Form:
    value, variables = axis_letters(context.value.shape, context.variable_shapes, context.taken_names)
    names = [name for group in (value, *variables) for name in group]
    expression = context.derivative.to_indices(names)
    left = left_side(context, value, variables)
    form = context.printed("index", expression, "no index form", f"the entry ${left}$" if left else "", left)
    return (
        replace(form, shape=shape_strings(context.axes), indices=_indices(context, names))
        if form.exists
        else form
    )


def _indices(context: FormContext, names: Sequence[str]) -> tuple[Index, ...]:
    return tuple(Index(name, size) for name, size in zip(names, context.derivative.index_sizes, strict=True))


def left_side(context: FormContext, value: Sequence[str], variables: Sequence[Sequence[str]]) -> str:
    """`\\frac{\\partial f_i}{\\partial W_{kl}}`; empty if a variable has no printed name."""
    sign = context.printing_style.partial
    upper = sign if len(variables) == 1 else f"{sign}^{len(variables)}"
    try:
        entries = [
            f"{sign} {entry(to_latex(variable, context.printing_style), letters)}"
            for variable, letters in zip(context.variables, variables, strict=True)
        ]
    except PrintError:
        return ""
    numerator = entry(context.value_name, value)
    denominator = r" \, ".join(entries)
    return rf"\frac{{{upper} {numerator}}}{{{denominator}}}"


def entry(name: str, letters: Sequence[str]) -> str:
    """A name at its indices."""
    if not letters:
        return name
    base = f"({name})" if "_" in name else name
    script = "".join(letters)
    return f"{base}_{script}" if len(script) == 1 else f"{base}_{{{script}}}"
