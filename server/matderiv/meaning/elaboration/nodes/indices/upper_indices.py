r"""Upper indices of variables, as in tensor calculus: `\partial {X^i}_j` is by the entry in row i and column j."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from matderiv.meaning.names import index_nodes
from matderiv.syntax import tree as t


def lowered(variable: t.Node) -> t.Node:
    r"""`{X^i}_j` as `X_{i,j}`; anything else as it is. An exponent behind a subscript, `x_1^2`, is a power."""
    if not isinstance(variable, t.Power) or not isinstance(variable.base, t.Subscript):
        return variable
    below = variable.base.script
    if variable.exponent.start > below.start:
        return variable
    return _with_indices(variable, variable.base.base, (variable.exponent, *index_nodes(below)))


def lowered_cell(cell: t.Node) -> t.Node:
    r"""An entry of an array written with dots; there `\partial x^1` is by an entry too, as the order is 1."""
    if (
        isinstance(cell, t.Fraction)
        and isinstance(cell.numerator, t.Differential)
        and not cell.numerator.order
    ):
        below = cell.denominator
        if isinstance(below, t.Differential) and isinstance(below.operand, t.Power):
            return replace(cell, denominator=replace(below, operand=_entry(below.operand)))
    changes: dict[str, Any] = {
        item.name: lowered_cell(value)
        for item in fields(cell)
        if isinstance(value := getattr(cell, item.name), t.Node)
    }
    return replace(cell, **changes) if changes else cell


def _entry(variable: t.Power) -> t.Node:
    if isinstance(variable.base, t.Subscript):
        return lowered(variable)
    return _with_indices(variable, variable.base, (variable.exponent,))


def _with_indices(node: t.Node, base: t.Node, indices: tuple[t.Node, ...]) -> t.Node:
    first, last = indices[0], indices[-1]
    script = first if len(indices) == 1 else t.Sequence(first.start, last.end, indices, ",")
    return t.Subscript(node.start, node.end, base, script)
