r"""Indices that count from 0: `\sum_{j=0}^{K-1} x_{i+j} w_j` has the first entries of x and w at 0."""

from __future__ import annotations

from collections.abc import Iterator

from matderiv.algebra import Dimension, IndexForm
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.identity_cache import has_kind, nodes_below
from matderiv.meaning.names import symbol_name
from matderiv.syntax import tree as t


def counts_from_zero(trees: tuple[t.Node, ...]) -> bool:
    """Whether a sum from 0 runs over indices of arrays, and none from 1 does."""
    starts = {start for tree in trees for start in _starts(tree)}
    return starts == {"0"}


def _starts(tree: t.Node) -> Iterator[str]:
    """Where the sums begin whose index stands below a symbol."""
    if not has_kind(tree, t.Big):
        return
    for node in nodes_below(tree):
        if not isinstance(node, t.Big) or node.body is None:
            continue
        match node.lower:
            case t.Relations(operands=(left, t.Number(text=text))):
                if stands_below(symbol_name(left), node.body):
                    yield text


def stands_below(name: str | None, body: t.Node) -> bool:
    """Whether a name is an index of something in a tree."""
    return any(
        symbol_name(part) == name
        for node in nodes_below(body)
        if isinstance(node, t.Subscript)
        for part in nodes_below(node.script)
    )


def size_of_range(e: Elaboration, axis: Dimension) -> Dimension:
    """The largest value of an index of an axis."""
    return axis - 1 if e.surroundings.from_zero else axis


def number_of_values(e: Elaboration, last: Dimension) -> Dimension:
    """How many members a family has, of which the last one is known."""
    return last + 1 if e.surroundings.from_zero else last


def position(e: Elaboration, form: IndexForm | None) -> IndexForm | None:
    """Where in an axis the entry of an index stands, counted from 1."""
    if form is None or not e.surroundings.from_zero:
        return form
    return IndexForm(form.terms, form.offset + 1)


def index_at(e: Elaboration, form: IndexForm) -> IndexForm:
    """The index of a position counted from 1."""
    return IndexForm(form.terms, form.offset - 1) if e.surroundings.from_zero else form
