"""What quantities without a definition depend on, as the chains of derivatives in a claim show it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from matderiv.meaning.elaboration.nodes.derivatives.derivative_fractions import read_derivative
from matderiv.meaning.elaboration.nodes.derivatives.differentials import tangent_names
from matderiv.meaning.elaboration.state.identity_cache import has_kind, nodes_below
from matderiv.meaning.names import symbol_name
from matderiv.meaning.scopes.scope import Scope
from matderiv.syntax import tree as t


def dependencies_of(
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
