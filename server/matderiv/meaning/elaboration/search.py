"""The search for roles of undeclared symbols: the cheapest assignment under which everything conforms."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import count

from matderiv.algebra import Expression
from matderiv.meaning.elaboration.context import Elaboration
from matderiv.meaning.elaboration.errors import ElaborationError, NotCheckableError, ShapeFaultError
from matderiv.meaning.elaboration.roles import role_costs

TRIES = 60


@dataclass(slots=True)
class Outcome:
    """One attempt: its elaboration, the expressions, and what went wrong, if anything."""

    elaboration: Elaboration
    expressions: tuple[Expression, ...] = ()
    error: ElaborationError | ShapeFaultError | None = None
    conforms: bool = True

    @property
    def succeeded(self) -> bool:
        return self.error is None and self.conforms

    @property
    def cost(self) -> float:
        return sum(role_costs(name)[role] for name, role in self.elaboration.chosen_roles.items())


Attempt = Callable[[Mapping[str, str]], Outcome]


def search(attempt: Attempt, refused: Set[frozenset[tuple[str, str]]] = frozenset()) -> Outcome:
    """The first successful outcome in the order of cost; else the cheapest that could at least be formed.

    Assignments of roles that are refused do not succeed.
    """
    order = count()
    waiting: list[tuple[float, int, dict[str, str]]] = [(0.0, next(order), {})]
    seen: set[frozenset[tuple[str, str]]] = set()
    best: Outcome | None = None
    for _ in range(TRIES):
        if not waiting:
            break
        outcome = attempt(heapq.heappop(waiting)[2])
        is_refused = frozenset(outcome.elaboration.chosen_roles.items()) in refused
        if not is_refused and (outcome.succeeded or isinstance(outcome.error, NotCheckableError)):
            return outcome
        best = outcome if best is None else _better(best, outcome)
        seen.add(frozenset(outcome.elaboration.chosen_roles.items()))
        for roles in _alternatives(outcome):
            key = frozenset(roles.items())
            if key not in seen:
                seen.add(key)
                cost = sum(role_costs(name)[role] for name, role in roles.items())
                heapq.heappush(waiting, (cost, next(order), roles))
    assert best is not None
    return best


def _better(best: Outcome, other: Outcome) -> Outcome:
    """A formed pair of sides beats a fault. What the cheapest assignment did not understand stays so: that other
    roles would be at fault says nothing about the note."""
    if best.error is None or isinstance(best.error, ElaborationError):
        return best
    return other if other.error is None else best


def _suspects(outcome: Outcome) -> frozenset[str]:
    chosen = frozenset(outcome.elaboration.chosen_roles)
    if isinstance(outcome.error, ShapeFaultError):
        return outcome.error.suspects & chosen or chosen
    return chosen


def _alternatives(outcome: Outcome) -> Iterator[dict[str, str]]:
    """The assignments that differ from an outcome's in the role of one suspect."""
    chosen = outcome.elaboration.chosen_roles
    for name in sorted(_suspects(outcome)):
        for role in role_costs(name):
            if role != chosen[name]:
                yield {**chosen, name: role}
