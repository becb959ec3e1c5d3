"""Which symbols of a formula were guessed rather than declared."""

from __future__ import annotations

from collections.abc import Iterator

from matderiv.meaning.scopes.scope import Scope, Strength, SymbolFacts

from ..meaning.formula import Formula
from ..meaning.names import symbol_name
from ..syntax import tree as t


def guessed_symbols(formula: Formula, scope: Scope) -> tuple[SymbolFacts, ...]:
    """The symbols whose shape is known, but neither from the text nor from a formula, in the order of their names."""
    found = {facts.name: facts for facts in _facts_in(formula, scope) if _is_guessed(facts)}
    return tuple(found[name] for name in sorted(found))


def _facts_in(formula: Formula, scope: Scope) -> Iterator[SymbolFacts]:
    for node in t.walk(formula.tree):
        name = symbol_name(node)
        facts = scope.get(name) if name is not None else None
        if facts is not None:
            yield facts


def _is_guessed(facts: SymbolFacts) -> bool:
    if facts.shape is None or facts.families or facts.definition is not None or facts.function is not None:
        return False
    if any(name.startswith("?") for size in facts.shape for name in size.names):
        return False
    return (
        max((source.strength for source in facts.sources), default=Strength.CONVENTION) <= Strength.INFERRED
    )
