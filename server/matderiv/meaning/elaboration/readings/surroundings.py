"""What a set of formulas says about the symbols in it before any of them is elaborated."""

from __future__ import annotations

from collections.abc import Iterator

from matderiv.meaning.elaboration.nodes.atoms import size_of
from matderiv.meaning.elaboration.nodes.calls.written_arguments import written_arguments
from matderiv.meaning.elaboration.nodes.derivatives.differentials import tangent_names
from matderiv.meaning.elaboration.nodes.indices.counting import counts_from_zero
from matderiv.meaning.elaboration.nodes.names.undeclared import upper_case
from matderiv.meaning.elaboration.nodes.summation import LETTERS, bound_names
from matderiv.meaning.elaboration.readings.bare_names import (
    bare_names,
    bold_parameters,
    entries_of_matrices,
    placeholders,
)
from matderiv.meaning.elaboration.readings.dependencies import dependencies_of
from matderiv.meaning.elaboration.readings.derivative_pairs import (
    derivative_pairs,
    owner,
    pairs_of_definitions,
)
from matderiv.meaning.elaboration.readings.entrywise_functions import (
    differentiated_functions,
    entrywise_functions,
)
from matderiv.meaning.elaboration.readings.repeated_indices import summation_of
from matderiv.meaning.elaboration.readings.residuals import observed_names
from matderiv.meaning.elaboration.roles.argument_shapes import argument_shapes
from matderiv.meaning.elaboration.state.context import Surroundings
from matderiv.meaning.elaboration.state.identity_cache import has_kind, nodes_below, nodes_of_kind
from matderiv.meaning.names import symbol_name
from matderiv.meaning.scopes.scope import Scope
from matderiv.syntax import tree as t

LOSS_LETTERS = frozenset("LJECl") | {r"\ell", r"\mathcal{L}", r"\mathcal{J}", r"\mathcal{E}", r"\mathcal{C}"}


def surroundings_of(trees: tuple[t.Node, ...], scope: Scope) -> Surroundings:
    """The surroundings that the sides of a claim make for each other."""
    pairs = tuple(pair for tree in trees for pair in derivative_pairs(tree))
    named: dict[str, t.Node] = {}
    for tree in trees:
        for part in nodes_below(tree) if has_kind(tree, t.Subscript, t.Superscript) else ():
            if isinstance(part, (t.Subscript, t.Superscript)) and (name := symbol_name(part)):
                named.setdefault(name, part)
    calls: dict[str, tuple[t.Node, ...]] = {}
    for call in (call for tree in trees for call in nodes_of_kind(tree, t.Call)):
        if name := symbol_name(call.function):
            calls.setdefault(name, call.arguments)
    everything, heads = reachable(trees, scope)
    indexed = _indexed(everything, heads, scope) | entries_of_matrices(everything, trees, scope)
    pairs = tuple(
        (owner(value, indexed, scope), owner(variable, indexed, scope)) for value, variable in pairs
    )
    pairs_of_all = pairs + pairs_of_definitions(trees, everything)
    written = written_arguments(calls, frozenset(value for value, _ in pairs), scope)
    dependencies = {**dependencies_of(pairs_of_all, trees, scope), **written}
    summation, shared = summation_of(trees, scope)
    bare = heads | frozenset(name for tree in everything for name in bare_names(tree))
    bare -= bold_parameters(heads, trees) | placeholders(everything, trees, scope)
    return Surroundings(
        varying=tangent_names(trees),
        dependencies=dependencies,
        written=frozenset(written),
        shared_indices=shared,
        summation=summation,
        bare=bare,
        stacked=_stacked(trees, bare, scope),
        losses=frozenset(name for name in dependencies if _is_loss(name)),
        gradient_variables=frozenset(variable for _, variable in pairs),
        trees=named,
        calls=calls,
        arguments=argument_shapes(trees, pairs, scope),
        indexed=indexed,
        observed=observed_names(everything, scope),
        limits=frozenset(name for tree in everything for name in _limits(tree)),
        from_zero=counts_from_zero(everything),
        entrywise=frozenset(name for tree in everything for name in entrywise_functions(tree)),
        differentiated=frozenset(name for tree in everything for name in differentiated_functions(tree)),
    )


def reachable(trees: tuple[t.Node, ...], scope: Scope) -> tuple[tuple[t.Node, ...], frozenset[str]]:
    """The trees with the bodies of all definitions that they use, and the parameters and indices of these."""
    found: list[t.Node] = []
    heads: set[str] = set()
    waiting, used = list(trees), set()
    while waiting:
        tree = waiting.pop()
        found.append(tree)
        for part in nodes_below(tree):
            name = symbol_name(part)
            facts = scope.get(name) if name is not None and name not in used else None
            if facts is not None and facts.definition is not None:
                used.add(facts.name)
                heads.update(facts.definition.parameters, facts.definition.indices)
                waiting.append(facts.definition.body)
    return tuple(found), frozenset(heads)


def _indexed(trees: tuple[t.Node, ...], heads: frozenset[str], scope: Scope) -> frozenset[str]:
    """The undeclared letters whose index something binds, or that stand with several indices."""
    letters: dict[str, set[str]] = {}
    bound = set(heads)
    for part in (part for tree in trees for part in nodes_below(tree)):
        if isinstance(part, t.Big):
            bound |= bound_names(part.lower)
        if isinstance(part, t.Subscript) and (index := symbol_name(part.script)) in LETTERS:
            name = symbol_name(part.base)
            if name is not None and scope.get(name) is None:
                letters.setdefault(name, set()).add(index or "")
    return frozenset(name for name, indices in letters.items() if len(indices) > 1 or indices & bound)


def _limits(tree: t.Node) -> Iterator[str]:
    """The names in the upper limits of sums."""
    for node in nodes_below(tree):
        size = size_of(node.upper) if isinstance(node, t.Big) and node.upper is not None else None
        yield from size.names if size is not None else ()


def _is_loss(name: str) -> bool:
    base = name.split("_", maxsplit=1)[0].split("^", maxsplit=1)[0]
    return base in LOSS_LETTERS or "loss" in name.lower() or "cost" in name.lower()


def _stacked(trees: tuple[t.Node, ...], bare: frozenset[str], scope: Scope) -> frozenset[str]:
    r"""Undeclared lower-case names beside the vec of the same letter in upper case."""
    stacked: set[str] = set()
    for tree in trees:
        for node in nodes_of_kind(tree, t.Call):
            if symbol_name(node.function) in (r"\vec", r"\Vec"):
                name = symbol_name(node.arguments[0]) if len(node.arguments) == 1 else None
                if name:
                    stacked.add(name)
    return frozenset(
        name for name in bare if scope.get(name) is None and name.islower() and upper_case(name) in stacked
    )
