"""From a step of a statement to a claim with all its readings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from matderiv.algebra import ShapeError
from matderiv.meaning.claim import Claim, Reading
from matderiv.meaning.conditions_here import conditions_here
from matderiv.meaning.elaboration import (
    ElaborationError,
    ElaborationOptions,
    ShapeFaultError,
    elaborate_claim,
)
from matderiv.meaning.elaboration.nodes.derivatives.differentials import (
    names_in_all_differentials,
    tangent_names,
)
from matderiv.meaning.elaboration.readings.surroundings import surroundings_of
from matderiv.meaning.elaboration.state.context import Surroundings
from matderiv.meaning.elaboration.state.effort import Effort
from matderiv.meaning.elaboration.state.errors import TooMuchEffortError
from matderiv.meaning.elaboration.state.results import ElaboratedClaim, RoleAssignment
from matderiv.meaning.formula import Formula
from matderiv.meaning.remembered_readings import Understood, understood
from matderiv.meaning.scopes.scope import Scope
from matderiv.meaning.statements.statements import Statement, Step
from matderiv.meaning.unexpected import unexpected
from matderiv.syntax import tree as t


def claim_of(
    statement: Statement, step: Step, scope: Scope, refused: frozenset[RoleAssignment] = frozenset()
) -> Claim:
    """The claim that a step makes. Never raises: what is not understood is `unreadable`, with the reason.

    `refused` are assignments of roles to undeclared symbols that are not to be chosen.
    """
    formula = statement.formula
    claim = Claim(
        start=step.start,
        end=step.end,
        tex=formula.source.text[step.text_start : step.text_end],
        kind=step.kind,
        readings=(),
        approximate=step.approximate,
        left_tex=formula.tex(step.written_left),
        right_tex=formula.tex(step.right),
    )
    found = understood(
        statement, step, scope, refused, lambda watched: _understood(statement, step, watched, refused)
    )
    return replace(
        claim,
        readings=tuple(_in_document(reading, formula) for reading in found.readings),
        expansion=found.expansion,
        conditions=found.conditions,
        unreadable=found.unreadable,
        too_large=found.too_large,
        effort=found.effort,
    )


def _understood(
    statement: Statement, step: Step, scope: Scope, refused: frozenset[RoleAssignment]
) -> Understood:
    efforts: list[Effort] = []
    try:
        elaborated = _elaborated(statement, step, scope, refused, efforts)
    except TooMuchEffortError as error:
        return Understood(unreadable=str(error), too_large=True, effort=_total(efforts))
    except (ElaborationError, ShapeFaultError, ShapeError) as error:
        return Understood(unreadable=str(error), effort=_total(efforts))
    except Exception as error:
        return Understood(unreadable=unexpected(error), effort=_total(efforts))
    readings = tuple(_as_expansion(reading, step) for reading in elaborated.readings)
    conditions = conditions_here(scope, statement.formula, step, readings)
    return Understood(readings, elaborated.expansion, conditions, effort=_total(efforts))


def _total(efforts: Iterable[Effort]) -> int:
    return sum(effort.spent for effort in efforts)


def _elaborated(
    statement: Statement,
    step: Step,
    scope: Scope,
    refused: frozenset[RoleAssignment],
    efforts: list[Effort],
) -> ElaboratedClaim:
    """The readings of a step by itself; if it is not understood, beside the other members of its chain."""

    def attempt(options: ElaborationOptions) -> ElaboratedClaim:
        text = statement.formula.source.text
        efforts.append(Effort((step.left, step.right)))
        return elaborate_claim(
            step.left,
            step.right,
            scope,
            expansion=step.expansion,
            text=text,
            options=options,
            effort=efforts[-1],
        )

    members = statement.clause.operands
    try:
        return attempt(ElaborationOptions(refused=refused, surroundings=_in_chain(members, step, scope)))
    except ElaborationError as error:
        if isinstance(error, TooMuchEffortError) or len(members) <= 2:
            raise
    around = surroundings_of(members, scope)
    return attempt(ElaborationOptions(refused=refused, surroundings=around))


def _in_chain(members: tuple[t.Node, ...], step: Step, scope: Scope) -> Surroundings | None:
    """What a step's sides say about each other, with what varies by the whole chain; None where that is the same.

    In `df = g^T d(Ax) = g^T A dx` the last member tells that x alone varies, in `d(BAx) = B d(Ax)` what is below
    every d.
    """
    sides = (step.left, step.right)
    if not any(isinstance(node, t.Differential) for s in sides for node in t.walk(s)):
        return None
    varying = tangent_names(members) or names_in_all_differentials(members)
    return (
        None if varying == tangent_names(sides) else replace(surroundings_of(sides, scope), varying=varying)
    )


def _in_document(reading: Reading, formula: Formula) -> Reading:
    """The reading with the places of its fault as document offsets."""
    if reading.fault is None:
        return reading
    places = tuple(formula.place(start, end) for start, end in reading.fault.places)
    return replace(reading, fault=replace(reading.fault, places=places))


def _as_expansion(reading: Reading, step: Step) -> Reading:
    """A function that is set equal to its own expansion equals it only up to terms of higher order."""
    form = step.expansion
    if form is None or form.own_name or step.approximate:
        return reading
    words = f"the equality is read up to terms of order {form.order + 1}"
    return replace(reading, condition=" and ".join(filter(None, (reading.condition, words))))
