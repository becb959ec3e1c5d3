"""A document understood: its statements, its claims, and what holds at each place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from matderiv.meaning.claim import Claim
from matderiv.meaning.claims import claim_of
from matderiv.meaning.declarations.fact import DeclarationProblem
from matderiv.meaning.derivative_requests import DerivativeRequest, derivative_nodes
from matderiv.meaning.elaboration.readings.settled_roles import are_settled
from matderiv.meaning.elaboration.state.results import RoleAssignment
from matderiv.meaning.names import symbol_name
from matderiv.meaning.paragraphs import ReadParagraph
from matderiv.meaning.scopes.general_arguments import with_numbers_as_arguments
from matderiv.meaning.scopes.other_definitions import scope_without_examples, scopes_with_other_definitions
from matderiv.meaning.scopes.scope import Scope, only_explicit, without_shapes
from matderiv.meaning.scopes.timeline import Timeline
from matderiv.meaning.statements.statements import Statement, Step
from matderiv.syntax import tree as t
from matderiv.text import Document


@dataclass(frozen=True, slots=True)
class Options:
    """How a document is to be read. `strict` also accuses identities without a derivative."""

    strict: bool = False


@dataclass(frozen=True)
class Analysis:
    """An analysed document. Claims are elaborated when they are asked for."""

    document: Document
    options: Options
    statements: tuple[Statement, ...]
    problems: tuple[DeclarationProblem, ...]
    timeline: Timeline
    paragraphs: tuple[ReadParagraph, ...]

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim in document order, one a step of a chain."""
        return tuple(self.claim(statement, step) for statement, step in self._all_steps)

    def claim_number(self, number: int) -> Claim:
        """The claim of this number in document order, without a look at the others."""
        return self.claim(*self._all_steps[number])

    @cached_property
    def _all_steps(self) -> tuple[tuple[Statement, Step], ...]:
        return tuple((statement, step) for statement in self.statements for step in statement.steps)

    def claim_from_nearby(self, claim: Claim) -> Claim | None:
        """The same claim, read with the declarations of its neighbourhood only; None in a short note."""
        scope = self.timeline.nearby_scope_at(claim.start)
        return None if scope is None else self._read_again(claim, scope)

    def claim_from_its_section(self, claim: Claim) -> Claim | None:
        """The same claim, read with what its section says; None where no other section says anything."""
        scope = self.timeline.section_scope_at(claim.start)
        return None if scope is None else self._read_again(claim, scope)

    def claim_with_other_roles(self, claim: Claim, refused: frozenset[RoleAssignment]) -> Claim | None:
        """The same claim, read with other roles of its undeclared symbols than those refused."""
        scope = self.timeline.nearby_scope_at(claim.start) or self.scope_at(claim.start)
        return self._read_again(claim, scope, refused)

    def claim_by_itself(self, claim: Claim) -> Iterator[Claim]:
        """The same claim, read as if no shape, then as if no symbol had been declared but in words for matderiv.

        Never where all declarations stand right above it: they are meant.
        """
        if self.timeline.is_all_near(claim.start):
            return
        scope = self.timeline.nearby_scope_at(claim.start) or self.scope_at(claim.start)
        for less in (without_shapes(scope), only_explicit(scope)):
            found = self._read_again(claim, less)
            if found is not None:
                yield found

    def claim_without_examples(self, claim: Claim) -> tuple[Claim, str] | None:
        """The same claim, read with any arrays for the names that the note gives numbers as an example."""
        found = self._steps.get((claim.start, claim.end))
        other = scope_without_examples(found[1], self.scope_at(claim.start)) if found else None
        return (claim_of(*found, other.scope), other.words) if found and other else None

    def claims_with_other_definitions(self, claim: Claim) -> Iterator[tuple[Claim, str]]:
        """The same claim, read with other definitions that the note gives to a name in it, and the words for them."""
        found = self._steps.get((claim.start, claim.end))
        if found is None:
            return
        for other in scopes_with_other_definitions(found[1], self.scope_at, self.statements):
            again = claim_of(*found, other.scope)
            yield again, other.words
            if all(reading.fault is not None for reading in again.readings):
                yield claim_of(*found, without_shapes(other.scope)), other.words

    def claim_with_numbers_as_arguments(self, claim: Claim) -> tuple[Claim, str] | None:
        """The same claim, read with a number for a symbol that only functions take, and the words for that."""
        found = self._steps.get((claim.start, claim.end))
        changed = with_numbers_as_arguments(found[1], self.scope_at(claim.start)) if found else None
        if found is None or changed is None:
            return None
        return claim_of(*found, changed[0]), f"${changed[1]}$ is a number"

    def step_of(self, claim: Claim) -> Step | None:
        """What is written where a claim stands."""
        found = self._steps.get((claim.start, claim.end))
        return found[1] if found else None

    def is_said_of_several_functions(self, claim: Claim) -> bool:
        """Whether the note writes the same `f'(z)` with several right sides: the letter is any function then."""
        found = self._steps.get((claim.start, claim.end))
        head = _head(found[1].left) if found else None
        if not isinstance(head, t.Prime) or symbol_name(head.base) is None:
            return False
        sides = {
            "".join(statement.formula.tex(step.right).split())
            for statement in self.statements
            for step in statement.steps
            if "".join(statement.formula.tex(step.written_left).split()) == "".join(claim.left_tex.split())
        }
        return len(sides) > 1

    def settles_roles(self, claim: Claim, roles: tuple[tuple[str, str], ...]) -> bool:
        """Whether the left side of a claim, with its definitions, leaves no choice of unusual roles."""
        scope = self.timeline.nearby_scope_at(claim.start) or self.scope_at(claim.start)
        found = self._steps.get((claim.start, claim.end))
        return found is not None and are_settled(roles, found[1].left, found[1].right, scope)

    def _read_again(
        self, claim: Claim, scope: Scope, refused: frozenset[RoleAssignment] = frozenset()
    ) -> Claim | None:
        found = self._steps.get((claim.start, claim.end))
        return claim_of(*found, scope, refused) if found else None

    def chain_of(self, claim: Claim) -> int:
        """Where the first step of the chain stands to which a claim belongs."""
        found = self._steps.get((claim.start, claim.end))
        return found[0].steps[0].start if found else claim.start

    def right_side_of(self, claim: Claim) -> tuple[int, int] | None:
        """Where the right side of a claim stands in the document."""
        found = self._steps.get((claim.start, claim.end))
        return found[0].formula.place_of(found[1].right) if found else None

    @cached_property
    def _steps(self) -> dict[tuple[int, int], tuple[Statement, Step]]:
        """The first step of each place."""
        found: dict[tuple[int, int], tuple[Statement, Step]] = {}
        for statement, step in self._all_steps:
            found.setdefault((step.start, step.end), (statement, step))
        return found

    @cached_property
    def derivatives(self) -> tuple[DerivativeRequest, ...]:
        """Every derivative that stands in the note, in document order; one may stand inside another."""
        return tuple(request for statement in self.statements for request in self._requests(statement))

    def derivatives_at(self, offset: int) -> tuple[DerivativeRequest, ...]:
        """The derivatives around a place, the smallest first."""
        around = (each for each in self.derivatives if each.start <= offset <= each.end)
        return tuple(sorted(around, key=lambda each: each.end - each.start))

    def _requests(self, statement: Statement) -> Iterator[DerivativeRequest]:
        operands = statement.clause.operands
        for operand in operands:
            for node in derivative_nodes(operand, self._is_defined(statement)):
                start, end = statement.formula.place_of(node)
                tex = statement.formula.tex(node)
                # The timeline's function, as one of the analysis would keep it alive in a circle.
                scope_of = self.timeline.scope_at
                yield DerivativeRequest(start, end, tex, statement.formula, node, operands, scope_of)

    def _is_defined(self, statement: Statement) -> Callable[[str], bool]:
        def is_defined(name: str) -> bool:
            facts = self.scope_at(statement.start).get(name)
            return facts is not None and bool(
                facts.definition or facts.function or facts.through or facts.arguments
            )

        return is_defined

    def claim(self, statement: Statement, step: Step) -> Claim:
        """The claim of one step, with all its readings."""
        return claim_of(statement, step, self.scope_at(step.start))

    def scope_at(self, offset: int) -> Scope:
        """What is known about the symbols at a place of the document."""
        return self.timeline.scope_at(offset)


def _head(node: t.Node) -> t.Node:
    return node.function if isinstance(node, t.Call) else node
