r"""Roles that a formula leaves no choice about: a multiplier in `\nu^\top(Ax - b)` is a vector."""

from __future__ import annotations

from collections.abc import Mapping

from matderiv.algebra import is_row
from matderiv.meaning.elaboration.readings.expressions import new_elaboration
from matderiv.meaning.elaboration.readings.surroundings import surroundings_of
from matderiv.meaning.elaboration.roles.roles import role_costs
from matderiv.meaning.elaboration.roles.search import Outcome, common_roles
from matderiv.meaning.elaboration.state.effort import Effort
from matderiv.meaning.elaboration.state.errors import ElaborationError, ShapeFaultError
from matderiv.meaning.elaboration.state.layouts import candidate_layouts
from matderiv.meaning.scopes.known_symbols import Symbols, summary
from matderiv.meaning.scopes.scope import Scope
from matderiv.syntax import Node


def are_settled(roles: tuple[tuple[str, str], ...], tree: Node, beside: Node, scope: Scope) -> bool:
    """Whether a formula, with all that it rests on, conforms only with the given roles where those are unusual.

    `beside` is the other side of its equation, which tells how it is to be read.
    """
    usual = summary(_usual_by_declarations, scope)
    unusual = [
        (name, role)
        for name, role in roles
        if role not in usual and role_costs(name, scope.conventions.letters)[role] > 0
    ]
    around = surroundings_of((tree, beside), scope)
    effort = Effort((tree,))
    layout = candidate_layouts(scope.conventions)[0]

    def attempt(assumed: Mapping[str, str]) -> Outcome:
        e = new_elaboration(scope, layout, around, assumed, {}, effort)
        try:
            return Outcome(e, (e.expression(tree),))
        except (ElaborationError, ShapeFaultError) as error:
            return Outcome(e, error=error)

    common = common_roles(attempt)
    return all(common.get(name) == role for name, role in unusual)


def _usual_by_declarations(symbols: Symbols) -> frozenset[str]:
    """Rows are usual where rows are declared and no columns."""
    shapes = [facts.shape for facts in symbols.values() if facts.shape is not None]
    rows = any(map(is_row, shapes)) and all(len(shape) != 1 for shape in shapes)
    return frozenset({"row"}) if rows else frozenset()
