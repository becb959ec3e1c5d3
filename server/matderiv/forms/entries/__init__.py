"""The derivative written out entry by entry, in its layout.

Where all sizes are small numbers the entries are worked out; else they are partial derivatives with dots between the
first and the last, and the general entry stands beside them in index form.
"""

from __future__ import annotations

from dataclasses import replace

from matderiv.algebra import Dimension, Named, Symbol
from matderiv.forms.context import FormContext
from matderiv.forms.entries.arrangement import Arrangement, arrangement_of
from matderiv.forms.entries.fractions import cells_of, matrix_text
from matderiv.forms.entries.worked_out import worked_out
from matderiv.forms.form import Form, missing, shape_strings
from matderiv.forms.index import index, left_side
from matderiv.notation import PrintError, to_latex

FORM = "entries"


def entries(context: FormContext) -> Form:
    arrangement = arrangement_of(context.value.shape, context.variable_shapes, context.layout)
    if arrangement is None:
        return missing(FORM, "order three or more: no matrix has these entries; see the index form")
    if not arrangement.axes:
        return missing(FORM, "a scalar has no entries; see the matrix form")
    if any(_is_unknown(axis.size) for axis in arrangement.axes):
        return missing(FORM, "the sizes are not known")
    if any(_has_scripts(variable) for variable in context.variables):
        return missing(FORM, "the entries of this variable have no short name")
    if context.derivative is not context.linear_map:
        return missing(
            FORM, "the entries of a symmetric matrix do not vary by themselves; see the matrix form"
        )
    return _worked_out(context, arrangement) or _fractions(context, arrangement)


def _worked_out(context: FormContext, arrangement: Arrangement) -> Form | None:
    literal = worked_out(context, arrangement)
    if literal is None:
        return None
    form = context.printed(FORM, literal, "")
    return form if form.exists else None


def _fractions(context: FormContext, arrangement: Arrangement) -> Form:
    try:
        to_latex(context.value, context.printing_style)
        cells = cells_of(context, arrangement)
    except PrintError as error:
        return missing(FORM, str(error))
    general = index(context)
    note = f"the general entry: ${general.left} = {general.latex}$" if general.exists and general.left else ""
    return Form(
        FORM,
        True,
        matrix_text(cells, arrangement, context.printing_style),
        shape=shape_strings(arrangement.shape),
        note=note,
        left=_left(context),
        general=replace(general, note="") if note else None,
    )


def _left(context: FormContext) -> str:
    """The derivative of the name that the entries use, empty where the author's own name is used."""
    if isinstance(context.value, (Symbol, Named)):
        return ""
    return left_side(context, (), ((),) * len(context.variables))


def _is_unknown(size: Dimension) -> bool:
    return any(name.startswith("?") for name in size.names)


def _has_scripts(variable: object) -> bool:
    """Whether a variable is written with a script to which no other can be added, as in `W^{(1)}_2`, or no name."""
    symbol = variable.symbol if isinstance(variable, Named) else variable
    return not isinstance(symbol, Symbol)
