"""Whether a claim sums over repeated indices (Einstein's convention), and which indices are free in it."""

from __future__ import annotations

from collections.abc import Iterator

from matderiv.meaning.elaboration.nodes.derivatives.derivative_fractions import read_derivative
from matderiv.meaning.elaboration.nodes.summation import free_indices, index_counts
from matderiv.meaning.elaboration.state.identity_cache import has_kind, nodes_of_kind
from matderiv.meaning.scopes.scope import Scope
from matderiv.syntax import tree as t


def summation_of(trees: tuple[t.Node, ...], scope: Scope) -> tuple[bool, frozenset[str]]:
    """Whether repeated indices are summed, and which indices are free on every side."""
    if scope.conventions.summation is False or len(trees) < 2:
        return False, frozenset()
    if not any(has_kind(tree, t.Subscript) for tree in trees):
        return False, frozenset()
    free = [free_indices(tree, scope) for tree in trees]
    shared = frozenset.intersection(*free) if free else frozenset()
    everywhere = frozenset.union(*free)
    counts = [index_counts(tree, scope) for tree in trees]
    repeated = {name for count in counts for name, number in count.items() if number == 2}
    below = {name for tree in trees for name in _indices_of_variables(tree, scope)}
    hidden = repeated - everywhere - below
    return bool(scope.conventions.summation or hidden), shared | everywhere | below


def _indices_of_variables(tree: t.Node, scope: Scope) -> Iterator[str]:
    """The indices of what a derivative is taken by: they are free."""
    for node in (*nodes_of_kind(tree, t.Fraction), *nodes_of_kind(tree, t.Division)):
        parts = read_derivative(node)
        for variable in parts.variables if parts is not None else ():
            yield from index_counts(variable, scope)
