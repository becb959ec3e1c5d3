"""Roles and sizes of undeclared symbols from all formulas of a note in which they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from matderiv.algebra import Symbol
from matderiv.meaning.elaboration.readings.claims import NO_OPTIONS
from matderiv.meaning.elaboration.readings.expressions import new_elaboration, undeclared_symbols
from matderiv.meaning.elaboration.readings.surroundings import surroundings_of
from matderiv.meaning.elaboration.roles.search import Outcome, search
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.effort import Effort
from matderiv.meaning.elaboration.state.errors import ElaborationError, ShapeFaultError
from matderiv.meaning.elaboration.state.layouts import candidate_layouts
from matderiv.meaning.elaboration.state.size_names import name_unknown_sizes
from matderiv.meaning.scopes.scope import Scope, Source, Strength, SymbolFacts
from matderiv.meaning.scopes.sizes import Sizes
from matderiv.syntax import tree as t

SOURCE = Source(Strength.INFERRED, "the formulas in which it stands")


def infer_symbols(trees: Iterable[t.Node], scope: Scope) -> Scope:
    """The scope with a shape for every symbol that the formulas determine as far as they do.

    Equations make both of their sides agree. Formulas that are not understood, or contradict what earlier ones gave,
    add nothing. The right side of a claim that is to be judged should not be among the formulas.
    """
    inference = _Inference(scope)
    for tree in trees:
        inference.read(tree)
    return inference.scope_with_symbols()


class _Inference:
    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._sizes = Sizes()
        self._symbols: dict[str, Symbol] = {}
        self._roles: dict[str, str] = {}
        self._last: Elaboration | None = None

    def read(self, tree: t.Node) -> None:
        """Takes over what one formula determines, if it conforms."""
        members = tree.operands if isinstance(tree, t.Relations) and _is_equation(tree) else (tree,)
        around = surroundings_of(members, self._scope)
        state = self._sizes.snapshot()
        effort = Effort(members)

        def attempt(roles: Mapping[str, str]) -> Outcome:
            self._sizes.restore(state)
            layout = candidate_layouts(self._scope.conventions)[0]
            roles = {**roles, **self._roles}
            e = new_elaboration(self._scope, layout, around, roles, NO_OPTIONS.decisions, effort)
            e.sizes = self._sizes
            e.undeclared.update(self._symbols)
            return _members_agree(e, members)

        outcome = search(attempt)
        if not outcome.succeeded:
            self._sizes.restore(state)
            return
        self._last = outcome.elaboration
        self._symbols.update(outcome.elaboration.undeclared)
        self._roles.update(outcome.elaboration.chosen_roles)

    def scope_with_symbols(self) -> Scope:
        """The scope with all that was found."""
        scope = self._scope
        if self._last is None:
            return scope
        self._last.undeclared.update(self._symbols)
        name_unknown_sizes(self._last)
        for name, symbol in undeclared_symbols(self._last).items():
            if not symbol.family_axes:
                known = scope.get(name) or SymbolFacts(name)
                sources = (*known.sources, SOURCE)
                scope = scope.with_symbol(_completed(known, symbol, sources))
        return scope


def _completed(known: SymbolFacts, symbol: Symbol, sources: tuple[Source, ...]) -> SymbolFacts:
    return replace(known, shape=symbol.shape, sources=sources)


def _is_equation(tree: t.Relations) -> bool:
    return all(operator.name in ("=", ":=", "\\approx", "\\equiv") for operator in tree.operators)


def _members_agree(e: Elaboration, members: tuple[t.Node, ...]) -> Outcome:
    """One attempt at all members of a chain, whose shapes must agree."""
    try:
        values = tuple(e.expression(member) for member in members)
    except (ElaborationError, ShapeFaultError) as error:
        return Outcome(e, error=error)
    conforms = all(e.same_shape(values[0].shape, value.shape) for value in values[1:])
    return Outcome(e, values, conforms=conforms)
