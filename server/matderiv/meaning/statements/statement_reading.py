"""Decides what a clause states: a declaration, a definition, a claim, or nothing that can be checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matderiv.meaning.declarations.fact import Fact, SymbolFact
from matderiv.meaning.declarations.formulas.entries import written_out
from matderiv.meaning.declarations.subjects import subject_of
from matderiv.meaning.formula import Formula
from matderiv.meaning.names import symbol_name, symbols_in
from matderiv.meaning.rates import moving_name, unscripted
from matderiv.meaning.scopes.scope import Source, Strength, SymbolFacts
from matderiv.meaning.scopes.supposed_differentials import supposed_differential
from matderiv.meaning.statements.chain_rules import has_product_of_derivatives, is_upstream
from matderiv.meaning.statements.clauses import Clause
from matderiv.meaning.statements.definitions import (
    DEFINING,
    EQUALITIES,
    Head,
    definition_fact,
    head_of,
    mapping_fact,
    mentions,
    mentions_base,
)
from matderiv.meaning.statements.derivative_trees import (
    body_and_variable,
    derivatives_in,
    is_derivative,
    is_named_derivative,
    primed_name,
)
from matderiv.meaning.statements.iterations import next_iterate
from matderiv.meaning.statements.linearizations import ExpansionForm, expansion_form
from matderiv.meaning.statements.renamed_vectors import renamed_vectors
from matderiv.meaning.statements.statements import Seen, Statement, Step
from matderiv.meaning.statements.traits import OperandTraits, Traits
from matderiv.meaning.statements.words_around import WordsAround
from matderiv.syntax import tree as t
from matderiv.syntax.words import FUNCTIONS

APPROXIMATIONS = frozenset({"\\approx", "\\simeq", "\\approxeq", "\\cong"})


def read_statement(
    clause: Clause,
    traits: Traits,
    formula: Formula,
    declared: Sequence[Fact],
    seen: Seen,
    around: WordsAround,
) -> tuple[Statement, tuple[SymbolFact, ...]]:
    """The statement that a clause makes, and the definitions in it. `declared` are its declarations."""
    seen.next_states |= traits.next_states
    reader = _ClauseReader(clause, traits, formula, declared, seen, around)
    kind, steps, facts = reader.read()
    seen.varied |= traits.varied
    start, end = formula.place_of(*clause.operands)
    return Statement(kind, start, end, formula, clause, steps), facts


_Result = tuple[str, tuple[Step, ...], tuple[SymbolFact, ...]]


class _ClauseReader:
    """Decides what one clause states."""

    def __init__(
        self,
        clause: Clause,
        traits: Traits,
        formula: Formula,
        declared: Sequence[Fact],
        seen: Seen,
        around: WordsAround,
    ) -> None:
        self.clause = clause
        self.traits = traits
        self.differentiates: dict[int, bool] = {}
        self.formula = formula
        self.declared = declared
        self.seen = seen
        self.around = around
        self.is_rate = False

    def read(self) -> _Result:
        if not self.clause.operators:
            return "other", (), ()
        mapping = mapping_fact(self.clause, self.formula)
        if mapping is not None:
            self._define(mapping, by_derivative=False)
            return "definition", (), (mapping,)
        members = self._chain()
        if len(members) < 2:
            return "declaration" if self.declared else "other", (), ()
        if self._is_left_in_peace(members):
            return "declaration" if self.declared else "other", (), ()
        return self._equations(members)

    def _chain(self) -> list[t.Node]:
        """The members up to the first relation that is no equality, without a last zero."""
        members = [self.clause.operands[0]]
        for operator, operand in zip(self.clause.operators, self.clause.operands[1:], strict=True):
            if operator.name not in EQUALITIES | APPROXIMATIONS or isinstance(operand, (t.Empty, t.Error)):
                break
            members.append(operand)
        while len(members) > 1 and is_zero(members[-1]) and not self._is_of_constant(members[0]):
            members.pop()
        return members

    def _is_of_constant(self, node: t.Node) -> bool:
        r"""Whether a derivative is one of a constant, so that it is 0 and nothing is stationary."""
        pair = body_and_variable(node)
        body = node.operand if isinstance(node, t.Differential) else pair[0] if pair is not None else None
        while isinstance(body, t.Group):
            body = body.body
        return body is not None and symbol_name(body) in self.seen.constants

    def _is_left_in_peace(self, members: list[t.Node]) -> bool:
        """Expectations, and what only declares (`A = A^T`, `V = (v_{ab})`)."""
        if self.traits.expects or (self.around.denies and any(map(self._has_derivative, members))):
            return True
        if written_out(members[1]) is not None and not any(map(self._has_derivative, members)):
            return True
        head = head_of(members[0])
        declared = {fact.subject.name for fact in self.declared if isinstance(fact, SymbolFact)}
        ends_in_set = any(operator.name == "\\in" for operator in self.clause.operators)
        return bool(self.declared) and not ends_in_set and (head is None or head.subject.name in declared)

    def _equations(self, members: list[t.Node]) -> _Result:
        head = head_of(members[0])
        if head is not None and self._is_abbreviation(head, members[1]):
            return "definition", (), (self._abbreviation(head, members[1]),)
        if head is not None and self._is_update(head, members[1:]):
            return "other", (), ()
        if next_iterate(members[0]) and any(map(self._has_derivative, members[1:])):
            return "other", (), ()
        self.is_rate = head is not None and self._is_rate(head)
        expansion = self._expansion(members)
        if head is not None and not self.is_rate and expansion is None and self._defines(head, members):
            return self._definition(head, members)
        supposed = supposed_differential(members, self.formula) if self.around.supposes else None
        if supposed is not None and supposed.subject.name not in self.seen.defined:
            return "definition", (), (supposed,)
        steps = tuple(self._steps(members, 0, expansion))
        return "claim" if steps else "other", steps, self._renamed(members)

    def _is_abbreviation(self, head: Head, other: t.Node) -> bool:
        r"""`f = f(\theta)`."""
        found = subject_of(other)
        return (
            found is not None
            and not head.subject.arguments
            and bool(found.subject.arguments)
            and found.subject.name == head.subject.name
        )

    def _abbreviation(self, head: Head, other: t.Node) -> SymbolFact:
        found = subject_of(other)
        assert found is not None
        name = head.subject.name
        place = self.formula.place_of(head.node, other)
        source = Source(Strength.FORMULA, self.formula.tex(head.node, other), *place)
        return SymbolFact(head.subject, SymbolFacts(name, arguments=found.subject.arguments), source)

    def _is_update(self, head: Head, others: list[t.Node]) -> bool:
        r"""`w = w - \eta \nabla L`, `w_{t+1} = w_t - \eta g_t`; never of a derivative, such as `\delta^{(l)}`."""
        if head.subject.name in self.seen.derivatives and head.subject.scripts:
            return False
        if not mentions_base(others, head.subject.base):
            return False
        if head.subject.arguments:
            return False
        same = any(mentions(other, head) for other in others)
        # `\delta_1 = \partial L/\partial z_1 = W_2^\top\delta_2` goes back from layer to layer.
        return same or (
            not self._is_derivative(others[0]) and any(self._has_derivative(other) for other in others)
        )

    def _is_rate(self, head: Head) -> bool:
        r"""Whether `\dot V` is the rate of something that the note defines, along dynamics that it speaks of."""
        still = moving_name(head.subject.name)
        if still is None or head.subject.name in self.seen.defined:
            return False
        moving = self.seen.moving | self._rates_here()
        moving.discard(still)
        if still in self.seen.functions and still not in self.seen.made_of:
            return bool(moving)
        made_of = self.seen.made_of.get(still, frozenset())
        return not moving.isdisjoint({*made_of, *map(unscripted, made_of)})

    def _rates_here(self) -> set[str]:
        """What moves by the rates in this clause."""
        names = (name for traits in self.traits.operands for name in traits.symbols)
        return {still for still in map(moving_name, names) if still is not None}

    def _defines(self, head: Head, members: list[t.Node]) -> bool:
        name = head.subject.name
        if self._is_derivative(members[0]) or name in self.seen.derivatives or self.around.operates:
            return False
        if isinstance(members[1], t.Number) or _is_literal_only(members[1]):
            return False
        if self.clause.operators[0].name in APPROXIMATIONS or _differentiates_itself(head, members[1]):
            return False
        if self.clause.operators[0].name in DEFINING or name not in self.seen.defined:
            return not self._is_solution(head)
        return self.around.defines or self.seen.defined[name] != self.around.section

    def _is_solution(self, head: Head) -> bool:
        """A value found for a variable of the note is no definition of it."""
        name = head.subject.name
        if head.subject.arguments or self.around.defines:
            return False
        return name in self.seen.parameters or (name in self.seen.varied and self.around.concludes)

    def _definition(self, head: Head, members: list[t.Node]) -> _Result:
        fact = definition_fact(head, members[2 if _is_only_named(members) else 1], self.formula)
        by_derivative = self._has_derivative(members[1])
        self._define(fact, by_derivative=by_derivative)
        self._remember_parts(fact.subject.name, members[1])
        steps = tuple(self._steps(members, 1, None))
        return "definition", steps, (fact, *self._renamed(members))

    def _remember_parts(self, name: str, body: t.Node) -> None:
        """Takes note of what a definition is made of, and of what moves if it is one of a rate."""
        parts = {symbol_name(node) for node in symbols_in(body)} - {None}
        made_of = (self.seen.made_of.get(part or "", frozenset()) for part in parts)
        self.seen.made_of[name] = frozenset(part for part in parts if part).union(*made_of)
        still = moving_name(name)
        if still is not None:
            self.seen.moving.add(still)

    def _renamed(self, members: list[t.Node]) -> tuple[SymbolFact, ...]:
        found = renamed_vectors(members, self.formula)
        return tuple(fact for fact in found if fact.subject.name not in self.seen.defined)

    def _define(self, fact: SymbolFact, *, by_derivative: bool) -> None:
        name = fact.subject.name
        self.seen.defined[name] = self.around.section
        if by_derivative and not fact.subject.arguments:
            self.seen.derivatives.add(name)
        if fact.subject.arguments:
            self.seen.functions.add(name)
            self.seen.parameters.update(fact.subject.arguments)

    def _expansion(self, members: list[t.Node]) -> ExpansionForm | None:
        if len(members) != 2:
            return None
        form = expansion_form(members[0], members[1], self._is_derivative)
        if form is None:
            return None
        approximate = self.clause.operators[0].name in APPROXIMATIONS
        head = head_of(members[0])
        name = head.subject.name if head is not None else ""
        named = name in self.seen.expansions or self._carries_point(members[0], form)
        if approximate or self.around.expands or not form.own_name or named:
            self.seen.expansions.add(name)
            return form
        return None

    def _carries_point(self, member: t.Node, form: ExpansionForm) -> bool:
        """Whether the name on the left has the point as its label, as in `L_{x_0}(x)`."""
        head = head_of(member)
        point = symbol_name(form.point) if form.point is not None else None
        scripts = head.subject.scripts if head is not None else ()
        return any(point in script.texts for script in scripts)

    def _steps(self, members: list[t.Node], first: int, expansion: ExpansionForm | None) -> Iterator[Step]:
        lead = next((member for member in members[first:] if self._has_derivative(member)), None)
        if self.is_rate:
            lead = members[0]
        for number in range(first, len(members) - 1):
            left, right = members[number], members[number + 1]
            if isinstance(left, (t.Empty, t.Error)):
                continue
            written = members[number]
            if expansion is not None:
                left, right, kind = expansion.left, expansion.right, "linearization"
            elif lead is not None and not self._is_demanded(members):
                kind = self._kind(lead, right)
            else:
                kind = "identity"
            if kind == "identity" and isinstance(right, t.Number):
                continue
            text_start = min(written.start, right.start)
            text_end = max(written.end, members[number + 1].end)
            yield Step(
                left,
                written,
                right,
                kind,
                *self.formula.place(text_start, text_end),
                text_start,
                text_end,
                approximate=self._is_approximate(number, expansion),
                expansion=expansion,
            )

    def _is_demanded(self, members: list[t.Node]) -> bool:
        r"""Whether the words make a condition of an equation: `\lambda f'(x) = 1 + g'(y)` need not hold identically."""
        return self.around.demands and not self._is_derivative(members[0])

    def _is_approximate(self, number: int, expansion: ExpansionForm | None) -> bool:
        remainder = expansion is not None and expansion.has_remainder
        return remainder or self.clause.operators[number].name in APPROXIMATIONS

    def _kind(self, lead: t.Node, right: t.Node) -> str:
        found = list(derivatives_in(lead))
        if found and all(isinstance(node, t.Differential) for node in found):
            return "differential"
        factors = [node for node in derivatives_in(right) if not isinstance(node, t.Differential)]
        if len(factors) >= 2 and has_product_of_derivatives(right):
            return "chain-rule"
        return "chain-rule" if is_upstream(lead, factors) else "derivative"

    def _differentiates(self, member: t.Node, traits: OperandTraits) -> bool:
        """Whether a member is a name of a derivative, or holds one that is no prime on the name of a next state."""
        if not traits.may_differentiate(self.seen.derivatives):
            return False
        if traits.differentiates and self.seen.next_states.isdisjoint(traits.symbols):
            return True
        found = derivatives_in(member, (), self.seen.functions)
        return is_named_derivative(member, self.seen.derivatives) or any(
            primed_name(node) not in self.seen.next_states for node in found
        )

    def _is_derivative(self, node: t.Node) -> bool:
        return is_derivative(node, self.seen.derivatives, self.seen.functions)

    def _has_derivative(self, member: t.Node) -> bool:
        """Whether a member of the chain holds a derivative, or is a name that stands for one."""
        known = self.differentiates.get(id(member))
        if known is None:
            position = next(n for n, operand in enumerate(self.clause.operands) if operand is member)
            traits = self.traits.operands[position]
            known = self._differentiates(member, traits)
            self.differentiates[id(member)] = known
        return known


def _differentiates_itself(head: Head, body: t.Node) -> bool:
    r"""Whether a function would be made of its own derivative: `f(x) = f(a) + \nabla f(a)^\top (x - a) + \dots`."""
    if not head.subject.arguments:
        return False
    return any(
        mentions(node.operand if isinstance(node, t.Gradient) else node, head)
        for node in derivatives_in(body)
        if not isinstance(node, t.Differential)
    )


def is_zero(node: t.Node) -> bool:
    match node:
        case t.Number(text=text):
            return text == "0"
        case t.Subscript(base=base) | t.Styled(body=base):
            return is_zero(base)
        case t.OpaqueMacro(name=name) | t.Identifier(name=name):
            return name in ("\\zero", "\\zeros", "\\bzero")
    return False


def _is_literal_only(node: t.Node) -> bool:
    return isinstance(node, (t.Ellipsis, t.Placeholder))


def _is_only_named(members: list[t.Node]) -> bool:
    r"""Whether a chain names its value by words before it gives it: `J = \mathrm{CE}(y, p) = -\sum_i y_i \log p_i`."""
    if len(members) < 3 or not isinstance(members[1], t.Call) or isinstance(members[2], t.Call):
        return False
    function = members[1].function
    in_words = isinstance(function, t.FunctionName) and function.name not in FUNCTIONS
    return in_words and all(map(symbol_name, members[1].arguments))
