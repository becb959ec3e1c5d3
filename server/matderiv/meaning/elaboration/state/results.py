"""What elaboration gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from matderiv.algebra import Expression, Symbol
from matderiv.meaning.claim import Expansion, Reading
from matderiv.meaning.elaboration.state.context import Surroundings

RoleAssignment: TypeAlias = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Elaborated:
    """A typed expression with the guesses that it rests on and the symbols of which nothing was declared."""

    expression: Expression
    assumptions: tuple[str, ...] = ()
    symbols: Mapping[str, Symbol] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ElaboratedClaim:
    """All readings of a claim, the most plausible first; the expansion of a linearization or Taylor claim."""

    readings: tuple[Reading, ...]
    expansion: Expansion | None = None


@dataclass(frozen=True)
class ElaborationOptions:
    """What the caller decides: roles of undeclared symbols, answers to questions of notation (see `decisions`),
    and the surroundings, where the formula is a part of a larger one. `refused` are assignments of roles that are
    not to be chosen."""

    roles: Mapping[str, str] = field(default_factory=dict)
    decisions: Mapping[str, int] = field(default_factory=dict)
    surroundings: Surroundings | None = None
    refused: frozenset[RoleAssignment] = frozenset()
