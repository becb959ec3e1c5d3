r"""Arrays given by their general entry in brackets: `A = [a_{ij}]`."""

from __future__ import annotations

from matderiv import algebra as a
from matderiv.algebra import SCALAR, Expression
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.syntax import tree as t


def array_of_general_entry(e: Elaboration, tree: t.Node, value: Expression, other: Expression) -> Expression:
    """The array whose general entry stands in square brackets, where the other side has no index; else the value."""
    if not _is_bracketed(tree) or value.shape != SCALAR or other.shape == SCALAR or a.free_indices(other):
        return value
    # Rows are numbered by the earlier letter, in whatever order the entry mentions them.
    indices = tuple(sorted(a.free_indices(e.resolve(value)), key=lambda index: index.name))
    if not indices or len(indices) != len(other.shape):
        return value
    return e.resolve(e.build(tree, a.FromEntries, indices, value))


def _is_bracketed(tree: t.Node) -> bool:
    while isinstance(tree, (t.Styled, t.Positive)):
        tree = tree.operand if isinstance(tree, t.Positive) else tree.body
    return isinstance(tree, t.Group) and tree.opening.removeprefix(r"\left") in ("[", r"\bigl[")
