"""A claim to all its readings: layouts, questions of notation, sizes that would have to be equal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from matderiv.algebra import Expression, Symbol, Zeros
from matderiv.meaning.claim import Expansion, Grounds, Reading, ShapeFault
from matderiv.meaning.elaboration.nodes.arrays.general_entries import array_of_general_entry
from matderiv.meaning.elaboration.nodes.sums import promoted
from matderiv.meaning.elaboration.readings.checkable import require_checkable, unknown_on_the_right
from matderiv.meaning.elaboration.readings.expressions import assumptions_of, new_elaboration
from matderiv.meaning.elaboration.readings.surroundings import surroundings_of
from matderiv.meaning.elaboration.readings.symmetric_readings import symmetric_readings
from matderiv.meaning.elaboration.readings.unequal_sizes import (
    all_square,
    free_sizes,
    inferred_sizes,
    make_square,
    shapes_of_no_size,
    size_conditions,
)
from matderiv.meaning.elaboration.roles.roles import said_role
from matderiv.meaning.elaboration.roles.search import Outcome, search
from matderiv.meaning.elaboration.state.context import Elaboration, Surroundings
from matderiv.meaning.elaboration.state.effort import Effort
from matderiv.meaning.elaboration.state.errors import ElaborationError, ShapeFaultError
from matderiv.meaning.elaboration.state.fault_words import fault_message
from matderiv.meaning.elaboration.state.layouts import (
    Layout,
    candidate_layouts,
    known_arrangements,
    short_name,
)
from matderiv.meaning.elaboration.state.results import ElaboratedClaim, ElaborationOptions
from matderiv.meaning.elaboration.state.size_names import name_unknown_sizes
from matderiv.meaning.names import symbol_name
from matderiv.meaning.scopes.scope import Scope
from matderiv.meaning.statements.linearizations import ExpansionForm
from matderiv.syntax import Node

READING_LIMIT = 16

NO_OPTIONS = ElaborationOptions()


def elaborate_claim(
    left: Node,
    right: Node,
    scope: Scope,
    *,
    expansion: ExpansionForm | None = None,
    text: str = "",
    options: ElaborationOptions | None = None,
    effort: Effort | None = None,
) -> ElaboratedClaim:
    """All readings of `left = right`, ranked. `text` is the formula's source, for the pieces of faults.

    Raises ElaborationError if no reading is understood.
    """
    options = options or NO_OPTIONS
    around = options.surroundings or surroundings_of((left, right), scope)
    effort = effort or Effort((left, right))
    claim = _Claim(left, right, scope, expansion, text, options, around, effort)
    readings = tuple(claim.readings())[:READING_LIMIT]
    return ElaboratedClaim(readings, claim.expanded)


@dataclass(frozen=True, slots=True)
class _Variant:
    """One way to read: a layout, answers to questions of notation, whether sizes may be equated, and whether all
    undeclared matrices are then square."""

    layout: Layout
    decisions: Mapping[str, int]
    lenient: bool = False
    square: bool = False


class _Claim:
    def __init__(
        self,
        left: Node,
        right: Node,
        scope: Scope,
        form: ExpansionForm | None,
        text: str,
        options: ElaborationOptions,
        around: Surroundings,
        effort: Effort,
    ) -> None:
        self.left, self.right, self.scope = left, right, scope
        self.form, self.text, self.options, self.around = form, text, options, around
        self.effort = effort
        self.known = known_arrangements(scope.conventions)
        self.expanded: Expansion | None = None
        self.not_understood: ElaborationError | None = None
        self.left_is_at_fault = False

    def readings(self) -> Iterator[Reading]:
        """Every reading, those that the note allows and that can be formed first."""
        found: list[Reading] = []
        for layout, outcome in self._by_layout():
            condition = self._layout_condition(layout, outcome)
            found.extend(self._variants(layout, outcome, condition))
        if self.form is not None and self.expanded is None:
            self._find_expansion()
        if not found:
            raise self.not_understood or ElaborationError("the claim was not understood")
        found = _without_repetition(found)
        return iter(sorted(found, key=lambda reading: (bool(reading.condition), reading.fault is not None)))

    def _by_layout(self) -> Iterator[tuple[Layout, Outcome]]:
        """One outcome for each layout that makes a difference."""
        seen: set[tuple[tuple[str, str], ...]] = set()
        kinds: frozenset[str] | None = None
        for layout in candidate_layouts(self.scope.conventions):
            if kinds is not None and _key(layout, kinds) in seen:
                continue
            outcome = self._outcome(_Variant(layout, self.options.decisions))
            kinds = (kinds or frozenset()) | outcome.elaboration.kinds
            seen.add(_key(layout, kinds))
            yield layout, outcome

    def _layout_condition(self, layout: Layout, outcome: Outcome) -> str:
        """Empty if the note allows the layout, else its name as a condition."""
        for kind in sorted(outcome.elaboration.kinds):
            if self.known.get(kind, layout[kind]) != layout[kind]:
                return f"{short_name(layout, frozenset(outcome.elaboration.kinds))} layout"
        return ""

    def _variants(self, layout: Layout, outcome: Outcome, condition: str) -> Iterator[Reading]:
        """The readings in one layout: as decided, with each question decided otherwise, with equal sizes."""
        base = self._reading(layout, outcome, condition)
        if base is not None:
            yield from symmetric_readings(base, self.scope)
        if condition and self.known:
            return
        if isinstance(outcome.error, ShapeFaultError) or not outcome.conforms:
            at_fault = outcome.error is not None and outcome.elaboration.left_side is None
            if at_fault or self._leaves_sizes_free(outcome.elaboration):
                yield from self._with_equal_sizes(layout, condition, at_fault)
        elif any(len(set(shape)) == 2 for shape in shapes_of_no_size(outcome.elaboration).values()):
            yield from self._with_square_matrices(layout, condition)
        for name, decision in outcome.elaboration.decisions.made.items():
            for position, alternative in enumerate(decision.alternatives):
                if position == decision.chosen or (alternative.only_on_fault and outcome.succeeded):
                    continue
                given = {**self.options.decisions, name: position}
                other = self._outcome(_Variant(layout, given))
                reading = self._reading(layout, other, condition)
                if reading is not None and not (
                    reading.fault and (alternative.condition or alternative.only_on_fault)
                ):
                    yield reading

    def _leaves_sizes_free(self, e: Elaboration) -> bool:
        """Whether there are sizes that nothing fixes: without them no size can be made equal to another."""
        return bool(e.chosen_roles or e.undeclared or e.shapes_by_role or inferred_sizes(self.scope))

    def _with_square_matrices(self, layout: Layout, condition: str) -> Iterator[Reading]:
        """The reading in which matrices of which nobody said a size are square, with that as its condition."""
        outcome = self._outcome(_Variant(layout, self.options.decisions, lenient=True, square=True))
        found = all_square(outcome.elaboration) if outcome.succeeded else ()
        texts = (*((condition,) if condition else ()), *found)
        reading = self._reading(layout, outcome, " and ".join(texts)) if found else None
        if reading is not None:
            yield reading

    def _with_equal_sizes(self, layout: Layout, condition: str, at_fault: bool) -> Iterator[Reading]:
        """The reading in which sizes that nothing else determines are equal, with that as its condition."""
        self.left_is_at_fault = at_fault
        for square in (False, True):
            outcome = self._outcome(_Variant(layout, self.options.decisions, lenient=True, square=square))
            if not outcome.succeeded:
                return
            e = outcome.elaboration
            found = all_square(e) if square else size_conditions(e)
            texts = (*((condition,) if condition else ()), *found)
            reading = self._reading(layout, outcome, " and ".join(texts))
            if reading is not None and found:
                yield reading

    def _outcome(self, variant: _Variant) -> Outcome:
        def attempt(roles: Mapping[str, str]) -> Outcome:
            outcome = self._attempt(self._new(variant, roles), lenient=variant.lenient)
            if variant.square and outcome.succeeded:
                make_square(outcome.elaboration)
            return outcome

        def left_only(roles: Mapping[str, str]) -> Outcome:
            e = self._new(variant, roles)
            try:
                return Outcome(e, (e.expression(self.left),))
            except (ElaborationError, ShapeFaultError) as error:
                return Outcome(e, error=error)

        return search(attempt, self.options.refused, left_only)

    def _new(self, variant: _Variant, roles: Mapping[str, str]) -> Elaboration:
        roles = {**self.options.roles, **roles}
        return new_elaboration(self.scope, variant.layout, self.around, roles, variant.decisions, self.effort)

    def _attempt(self, e: Elaboration, *, lenient: bool) -> Outcome:
        """Left first: its sizes are settled before the right side, which may not make them equal."""
        if lenient and self.left_is_at_fault:
            e.loosen_sizes(e.size_names)
        try:
            left = e.left_side = e.expression(self.left)
            e.sizes.keep_distinct(free_sizes(e))
            if lenient and not self.left_is_at_fault:
                e.loosen_sizes(inferred_sizes(self.scope))
            known = frozenset(e.undeclared)
            right = array_of_general_entry(e, self.right, self._right(e, known), left)
            require_checkable(e, (self.left, self.right), (left, right), self._expansion_names())
        except (ElaborationError, ShapeFaultError) as error:
            return Outcome(e, error=error)
        left, right = promoted(left, e.shape(right)), promoted(right, e.shape(left))
        conforms = e.same_shape(left.shape, right.shape)
        if conforms and self.form is not None:
            conforms = self._expand(e)
        return Outcome(e, (left, right), conforms=conforms)

    def _right(self, e: Elaboration, known: frozenset[str]) -> Expression:
        """The right side; a fault in it that rests on a symbol of which nothing is known accuses nobody."""
        try:
            return e.expression(self.right)
        except ShapeFaultError as error:
            strange = unknown_on_the_right(e, known | self._expansion_names(), error)
            if strange is None:
                raise
            raise ElaborationError(f"nothing says what ${strange}$ is") from error

    def _expansion_names(self) -> frozenset[str]:
        """The names of the variable and the point of an expansion, which need no declaration."""
        nodes = (self.form.variable, self.form.point) if self.form is not None else ()
        return frozenset(name for node in nodes if node is not None and (name := symbol_name(node)))

    def _expand(self, e: Elaboration) -> bool:
        assert self.form is not None
        variable, point = _expansion_point(e, self.form)
        if not e.same_shape(variable.shape, point.shape):
            return False
        e.expansion = (variable, point)
        return True

    def _find_expansion(self) -> None:
        """The point of expansion of a claim of which no reading conforms."""
        assert self.form is not None
        e = self._new(_Variant(candidate_layouts(self.scope.conventions)[0], self.options.decisions), {})
        try:
            variable, point = _expansion_point(e, self.form)
        except (ElaborationError, ShapeFaultError):
            return
        if e.same_shape(variable.shape, point.shape):
            name_unknown_sizes(e)
            self.expanded = Expansion(e.resolve(variable), e.resolve(point), self.form.order)

    def _reading(self, layout: Layout, outcome: Outcome, condition: str) -> Reading | None:
        """The reading of an outcome; None (the reason kept) where it was not understood."""
        e = outcome.elaboration
        # A definition is at fault itself where nothing was guessed, as it then contradicts its own declarations.
        guessed = bool(e.chosen_roles)
        if guessed and isinstance(outcome.error, ShapeFaultError) and outcome.error.in_definition:
            outcome.error = ElaborationError(outcome.error.fault.message)
        if isinstance(outcome.error, ElaborationError):
            self.not_understood = self.not_understood or outcome.error
            return None
        name_unknown_sizes(e)
        name = short_name(layout, frozenset(e.kinds))
        conditions = (*((condition,) if condition else ()), *e.decisions.conditions)
        text, assumptions = " and ".join(conditions), assumptions_of(outcome)
        if isinstance(outcome.error, ShapeFaultError):
            fault = self._fault(e, outcome.error)
            left = None if e.left_side is None else e.resolve(e.left_side)
            return Reading(name, left, None, fault, text, assumptions, grounds=_grounds(outcome))
        left, right = (e.resolve(side) for side in outcome.expressions)
        if self.form is not None and self.expanded is None and e.expansion is not None:
            variable, point = (e.resolve(each) for each in e.expansion)
            self.expanded = Expansion(variable, point, self.form.order)
        return Reading(name, left, right, None, text, assumptions, grounds=_grounds(outcome))

    def _fault(self, e: Elaboration, error: ShapeFaultError) -> ShapeFault:
        shapes = tuple(e.sizes.resolve_shape(shape) for shape in error.error.shapes)
        pieces = error.fault.pieces
        if not pieces and self.text:
            pieces = tuple(self.text[start:end] for start, end in error.fault.places)
        fault = replace(error.fault, shapes=shapes, pieces=pieces)
        prefix, _, _ = error.fault.message.rpartition(": ")
        message = fault_message(fault, error.error.operands, self.scope)
        return replace(fault, message=f"{prefix}: {message}" if prefix else message)


def _grounds(outcome: Outcome) -> Grounds:
    e = outcome.elaboration
    roles = tuple(sorted(e.chosen_roles.items()))
    dependencies = tuple(sorted((e.surroundings.dependencies.keys() - e.surroundings.written) | e.given_up))
    functions = tuple(sorted(e.guessed_functions))
    members = tuple(sorted(_members(e)))
    letters = e.conventions.letters
    told = {name: told for name, _ in roles if (told := said_role(name, letters)) is not None}
    said = frozenset(name for name, role in roles if told.get(name) == role)
    against = frozenset(told) - said
    return Grounds(roles, outcome.cost == 0, dependencies, functions, members, _points(e), said, against)


def _points(e: Elaboration) -> tuple[str, ...]:
    point = e.expansion[1] if e.expansion is not None else None
    return (point.name,) if isinstance(point, Symbol) else ()


def _members(e: Elaboration) -> Iterator[str]:
    """The families in play of whose members the note tells no shape."""
    for name in e.families:
        facts = e.scope.get(name)
        if facts is None or facts.shape is None:
            yield name


def _key(layout: Layout, kinds: frozenset[str]) -> tuple[tuple[str, str], ...]:
    return tuple((kind, layout[kind]) for kind in sorted(kinds))


def _without_repetition(readings: list[Reading]) -> list[Reading]:
    """Each pair of sides once, with the weakest condition."""
    kept: list[Reading] = []
    for reading in sorted(readings, key=lambda each: bool(each.condition)):
        same = (
            other.left == reading.left
            and other.right == reading.right
            and other.symmetric == reading.symmetric
            for other in kept
            if other.fault is None and reading.fault is None
        )
        if not any(same):
            kept.append(reading)
    return kept


def _expansion_point(e: Elaboration, form: ExpansionForm) -> tuple[Expression, Expression]:
    variable = e.resolve(e.expression(form.variable))
    return variable, e.expression(form.point) if form.point is not None else Zeros(variable.shape)
