r"""What a quantity depends on where the claim writes it out: `z(\mathbf{y}(\mathbf{x}))`, `f(x, y)`."""

from __future__ import annotations

from collections.abc import Mapping

from matderiv.meaning.names import symbol_name
from matderiv.meaning.scopes.scope import Scope, SymbolFacts
from matderiv.syntax import tree as t


def written_arguments(
    calls: Mapping[str, tuple[t.Node, ...]], differentiated: frozenset[str], scope: Scope
) -> dict[str, tuple[str, ...]]:
    """The arguments, by name, of each quantity that is called, differentiated by name, and told of nowhere else."""
    found: dict[str, tuple[str, ...]] = {}
    for name, arguments in calls.items():
        names = tuple(argument_name(argument) for argument in arguments)
        distinct = len({*names, name}) == len(names) + 1
        if name in differentiated and _is_open(scope.get(name)) and distinct and all(names):
            found[name] = names
    return found


def _is_open(facts: SymbolFacts | None) -> bool:
    """Whether no more than the shape of a quantity is known."""
    return facts is None or not (
        facts.definition
        or facts.function
        or facts.meaning
        or facts.arguments
        or facts.through
        or facts.families
    )


def argument_name(argument: t.Node) -> str:
    r"""The name of an argument, of `\mathbf{y}(\mathbf{x})` the one called; empty if it is a formula."""
    head = argument.function if isinstance(argument, t.Call) else argument
    return symbol_name(head) or ""
