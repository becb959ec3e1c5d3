"""What a set of formulas says about the symbols in it before any of them is elaborated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from matderiv.meaning.elaboration.nodes.atoms import size_of
from matderiv.meaning.elaboration.nodes.calls.written_arguments import written_arguments
from matderiv.meaning.elaboration.nodes.derivatives.derivative_fractions import read_derivative
from matderiv.meaning.elaboration.nodes.derivatives.differentials import tangent_names
from matderiv.meaning.elaboration.nodes.indices.counting import counts_from_zero
from matderiv.meaning.elaboration.nodes.names.undeclared import upper_case
from matderiv.meaning.elaboration.nodes.summation import LETTERS, bound_names, free_indices, index_counts
from matderiv.meaning.elaboration.readings.bare_names import bare_names, bold_parameters, entries_of_matrices
from matderiv.meaning.elaboration.readings.residuals import observed_names
from matderiv.meaning.elaboration.roles.argument_shapes import argument_shapes
from matderiv.meaning.elaboration.state.context import Surroundings
from matderiv.meaning.elaboration.state.identity_cache import has_kind, nodes_below, nodes_of_kind
from matderiv.meaning.names import symbol_name
from matderiv.meaning.scopes.scope import Scope
from matderiv.syntax import tree as t

_STYLES = ("", r"\mathbf", r"\boldsymbol")

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
        (_owner(value, indexed, scope), _owner(variable, indexed, scope)) for value, variable in pairs
    )
    pairs_of_all = pairs + _pairs_of_definitions(trees, everything)
    written = written_arguments(calls, frozenset(value for value, _ in pairs), scope)
    dependencies = {**_dependencies(pairs_of_all, trees, scope), **written}
    summation, shared = _summation(trees, scope)
    bare = heads | frozenset(name for tree in everything for name in bare_names(tree))
    bare -= bold_parameters(heads, trees)
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
        entrywise=frozenset(name for tree in everything for name in _entrywise(tree)),
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


def _entrywise(tree: t.Node) -> Iterator[str]:
    r"""The functions of which `\phi'(z)` is a factor of a Hadamard product, or the argument of a diag."""
    for node in nodes_of_kind(tree, t.HadamardProduct):
        yield from (name for factor in node.operands if (name := _differentiated(factor)))
    for call in nodes_of_kind(tree, t.Call):
        if (symbol_name(call.function) or "").lstrip("\\") == "diag" and len(call.arguments) == 1:
            name = _differentiated(call.arguments[0])
            if name is not None:
                yield name


def _differentiated(node: t.Node) -> str | None:
    """The name of the function whose derivative at a place a factor is."""
    while isinstance(node, t.Group):
        node = node.body
    if isinstance(node, t.Call) and isinstance(node.function, t.Prime):
        return symbol_name(node.function.base)
    return None


def _is_loss(name: str) -> bool:
    base = name.split("_", maxsplit=1)[0].split("^", maxsplit=1)[0]
    return base in LOSS_LETTERS or "loss" in name.lower() or "cost" in name.lower()


def _pairs_of_definitions(
    trees: tuple[t.Node, ...], everything: tuple[t.Node, ...]
) -> tuple[tuple[str, str], ...]:
    r"""The derivatives that names in the trees stand for: `G` for `\partial L/\partial Z`."""
    bodies = (tree for tree in everything if not any(tree is own for own in trees))
    return tuple(pair for body in bodies for pair in derivative_pairs(body))


def derivative_pairs(tree: t.Node) -> Iterator[tuple[str, str]]:
    """The names of what is differentiated and of the variables, for derivatives of bare symbols."""
    if not has_kind(tree, t.Fraction, t.Division, t.Gradient):
        return
    for node in nodes_below(tree):
        parts = read_derivative(node) if isinstance(node, (t.Fraction, t.Division)) else None
        if parts is not None and parts.body is not None:
            body = parts.body.body if isinstance(parts.body, t.Group) else parts.body
            yield from _named_pairs(body, parts.variables)
        elif isinstance(node, t.Gradient) and node.variable is not None:
            yield from _named_pairs(node.operand, (node.variable,))


def _named_pairs(body: t.Node, variables: tuple[t.Node, ...]) -> Iterator[tuple[str, str]]:
    value = symbol_name(body)
    for variable in variables:
        name = symbol_name(variable)
        if name is not None:
            yield value or "", name


def _owner(name: str, indexed: frozenset[str], scope: Scope) -> str:
    """The array to which an indexed name belongs, declared or written with several indices; else the name itself."""
    if scope.get(name) is not None or "_" not in name:
        return name
    base = name.rpartition("_")[0]
    letters = (
        (base,) if len(name.rpartition("_")[2].strip("{}").replace(",", "")) != 2 else (base, base.upper())
    )
    for candidate in (f"{style}{{{each}}}" if style else each for each in letters for style in _STYLES):
        facts = scope.get(candidate)
        if facts is not None:
            return name if facts.families else candidate
    return base if base in indexed else name


def _dependencies(
    pairs: tuple[tuple[str, str], ...], trees: tuple[t.Node, ...], scope: Scope
) -> Mapping[str, tuple[str, ...]]:
    """For each quantity without a definition that the claim differentiates in a chain: what it depends on."""
    numerators = [value for value, _ in pairs]
    denominators = {variable for _, variable in pairs}
    tangents = tangent_names(trees)
    compound = [each for tree in trees for each in _compound_bodies(tree)]
    found: dict[str, list[str]] = {}
    defined = _Reach({}, scope)
    wholes = [*compound, *((frozenset({other}), by) for other, by in pairs)]
    for value, variable in pairs:
        in_chain = numerators.count(value) > 1 or value in denominators or value in tangents
        in_chain = in_chain or any(value in names and variable == by for names, by in compound)
        if not value or value == variable or not _is_free(value, scope):
            continue
        if in_chain or any(
            by == variable and any(name != value and defined.leads(name, value) for name in names)
            for names, by in wholes
        ):
            names = found.setdefault(value, [])
            if variable not in names:
                names.append(variable)
    reach = _Reach(found, scope)
    return {
        value: reduced
        for value, names in found.items()
        if (reduced := tuple(n for n in names if not any(reach.leads(m, n) for m in names if m != n)))
    }


def _compound_bodies(tree: t.Node) -> Iterator[tuple[frozenset[str], str]]:
    """The names below what a derivative differentiates, if that is no bare symbol, and the variable."""
    if not has_kind(tree, t.Fraction, t.Division, t.DerivativeOperator):
        return
    for node in nodes_below(tree):
        fraction = node.fraction if isinstance(node, t.DerivativeOperator) else node
        parts = read_derivative(fraction) if isinstance(fraction, (t.Fraction, t.Division)) else None
        body = node.operand if isinstance(node, t.DerivativeOperator) else parts.body if parts else None
        if parts is None or body is None or symbol_name(body) is not None:
            continue
        names = frozenset(name for part in nodes_below(body) if (name := symbol_name(part)) is not None)
        for variable in parts.variables:
            if (by := symbol_name(variable)) is not None:
                yield names, by


def _is_free(name: str, scope: Scope) -> bool:
    """Whether nothing else says what a quantity is."""
    facts = scope.get(name) or scope.get(re.split("[_^]", name, maxsplit=1)[0])
    if facts is None:
        return True
    known = facts.definition or facts.function or facts.through or facts.arguments or facts.meaning
    return not known and "constant" not in facts.properties


class _Reach:
    """Which quantities lead to which, through definitions and through the claim's own chain."""

    def __init__(self, found: Mapping[str, list[str]], scope: Scope) -> None:
        self._found = found
        self._scope = scope
        self._below: dict[str, frozenset[str]] = {}

    def leads(self, start: str, goal: str) -> bool:
        """Whether `start` depends on `goal`."""
        seen: set[str] = set()
        waiting = [start]
        while waiting:
            name = waiting.pop()
            for each in self._direct(name):
                if each == goal:
                    return True
                if each not in seen:
                    seen.add(each)
                    waiting.append(each)
        return False

    def _direct(self, name: str) -> frozenset[str]:
        known = self._below.get(name)
        if known is None:
            known = self._below[name] = frozenset(self._found.get(name, ())) | self._in_definition(name)
        return known

    def _in_definition(self, name: str) -> frozenset[str]:
        facts = self._scope.get(name)
        if facts is None:
            facts = self._scope.get(name.rpartition("_")[0])
        if facts is None:
            return frozenset()
        names = {*facts.through, *facts.arguments}
        if facts.definition is not None:
            for part in nodes_below(facts.definition.body):
                if (inner := symbol_name(part)) is not None:
                    names.add(inner)
        return frozenset(names - {name})


def _summation(trees: tuple[t.Node, ...], scope: Scope) -> tuple[bool, frozenset[str]]:
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
