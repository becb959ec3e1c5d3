"""Arrays of which some axes stand at fixed positions, as arrays over the remaining axes."""

from __future__ import annotations

from collections.abc import Container

from matderiv.algebra import ONE, Entry, Expression, Index, IndexForm, Transpose, is_row

from ..arrays.structure import transpose
from ..contraction.lifting import lowered
from ..contraction.subscripts import FIRST, Subscripts, as_form


def sliced(
    expression: Expression, subscripts: Subscripts, vertices: Container[Index]
) -> tuple[Expression, tuple[Index, ...]]:
    """The array over those axes that stand at vertices; a single one makes it a column."""
    kept = tuple(s for s in subscripts if isinstance(s, Index) and s in vertices)
    if len(kept) == len(subscripts):
        return expression, kept
    if is_row(expression.shape) and len(kept) == 1 and subscripts[0] == FIRST:
        return transpose(expression), kept
    forms: list[IndexForm | None] = [
        None if isinstance(s, Index) and s in vertices else as_form(s) for s in subscripts
    ]
    if not kept:
        low = lowered(expression, tuple(as_form(s) for s in subscripts))
        if low is not None:
            return low, kept
    entry = Entry(expression, tuple(forms))
    if len(kept) == 1 and len(entry.shape) == 2 and entry.shape[0] == ONE:
        return Transpose(entry), kept
    return entry, kept
