"""One formula to one typed expression."""

from __future__ import annotations

from collections.abc import Mapping

from matderiv.algebra import Expression, Shape, Symbol
from matderiv.meaning.elaboration.nodes.handlers import HANDLERS
from matderiv.meaning.elaboration.nodes.sums import promoted
from matderiv.meaning.elaboration.readings.surroundings import surroundings_of
from matderiv.meaning.elaboration.roles.argument_shapes import with_argument_shapes
from matderiv.meaning.elaboration.roles.search import Outcome, search
from matderiv.meaning.elaboration.state.context import Elaboration, Surroundings
from matderiv.meaning.elaboration.state.decisions import Decisions
from matderiv.meaning.elaboration.state.effort import Effort
from matderiv.meaning.elaboration.state.errors import ElaborationError, ShapeFaultError
from matderiv.meaning.elaboration.state.layouts import STANDARD, Layout, candidate_layouts
from matderiv.meaning.elaboration.state.results import Elaborated, ElaborationOptions
from matderiv.meaning.elaboration.state.size_names import name_unknown_sizes
from matderiv.meaning.scopes.scope import Scope
from matderiv.meaning.spelling.spelling import printed_tree
from matderiv.syntax import Node


def new_elaboration(
    scope: Scope,
    layout: Layout,
    surroundings: Surroundings,
    roles: Mapping[str, str],
    decisions: Mapping[str, int],
    effort: Effort,
) -> Elaboration:
    """An elaboration with the table of all node kinds."""
    return Elaboration(
        with_argument_shapes(scope, surroundings.arguments),
        HANDLERS,
        layout=layout,
        roles=roles,
        decisions=Decisions(dict(decisions)),
        surroundings=surroundings,
        effort=effort,
    )


def elaborate(
    tree: Node,
    scope: Scope,
    *,
    layout: str | None = None,
    expected: Shape | None = None,
    options: ElaborationOptions | None = None,
) -> Elaborated:
    """The typed expression of a formula, in a layout (by default that of the note, else mixed).

    Undeclared symbols get the cheapest roles that conform (and give the expected shape, if there is one). Raises
    ElaborationError where the formula is not understood, ShapeFaultError where it is but does not conform.
    """
    options = options or ElaborationOptions()
    around = options.surroundings or surroundings_of((tree,), scope)
    chosen = STANDARD[layout] if layout else candidate_layouts(scope.conventions)[0]
    effort = Effort((tree,))

    def attempt(roles: Mapping[str, str]) -> Outcome:
        e = new_elaboration(scope, chosen, around, {**options.roles, **roles}, options.decisions, effort)
        return _attempted(e, tree, expected)

    outcome = search(attempt)
    if outcome.error is not None:
        raise outcome.error
    return _finished(outcome)


def _attempted(e: Elaboration, tree: Node, expected: Shape | None) -> Outcome:
    try:
        value = e.expression(tree)
    except (ElaborationError, ShapeFaultError) as error:
        return Outcome(e, error=error)
    if expected is None:
        return Outcome(e, (value,))
    value = promoted(value, expected)
    return Outcome(e, (value,), conforms=e.same_shape(value.shape, expected))


def _finished(outcome: Outcome) -> Elaborated:
    e = outcome.elaboration
    name_unknown_sizes(e)
    expression = e.resolve(outcome.expressions[0])
    return Elaborated(expression, assumptions_of(outcome), undeclared_symbols(e))


def undeclared_symbols(e: Elaboration) -> dict[str, Symbol]:
    """The symbols that were guessed, with their final shapes."""
    found: dict[str, Symbol] = {}
    for name, symbol in e.undeclared.items():
        resolved = e.resolve(symbol)
        assert isinstance(resolved, Symbol)
        found[name] = resolved
    return found


def assumptions_of(outcome: Outcome) -> tuple[str, ...]:
    """The guesses behind an outcome, in words."""
    e = outcome.elaboration
    roles = tuple(f"${name}$ is a {role}" for name, role in e.chosen_roles.items())
    return (*roles, *e.assumptions, *e.decisions.assumptions)


def read_expression(tex: str, scope: Scope, expected: Shape | None = None) -> Expression:
    """The typed expression of a printed formula, for comparing a print with what it prints.

    Raises ElaborationError or ShapeFaultError, also where the shape is not the expected one.
    """
    tree = printed_tree(tex, scope.symbols)
    found = elaborate(tree, scope, expected=expected).expression
    if expected is not None and found.shape != expected:
        raise ElaborationError("the formula has another shape than expected")
    return found
