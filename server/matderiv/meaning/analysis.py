"""A document understood: its statements, its claims, and what holds at each place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from matderiv.meaning.claim import Claim
from matderiv.meaning.claims import claim_of
from matderiv.meaning.declarations.directives import is_strict, read_directive
from matderiv.meaning.declarations.fact import DeclarationProblem, Fact, SymbolFact
from matderiv.meaning.derivative_requests import DerivativeRequest, derivative_nodes
from matderiv.meaning.elaboration.readings.settled_roles import are_settled
from matderiv.meaning.elaboration.state.results import RoleAssignment
from matderiv.meaning.names import symbol_name
from matderiv.meaning.paragraphs import DISPLAY_MARK, ReadFormula, ReadParagraph, read_paragraph
from matderiv.meaning.scopes.conflicts import conflicts_in
from matderiv.meaning.scopes.general_arguments import with_numbers_as_arguments
from matderiv.meaning.scopes.indices import index_knowledge
from matderiv.meaning.scopes.inheritance import Contents, inherited_contents, missing_files
from matderiv.meaning.scopes.other_definitions import scope_without_examples, scopes_with_other_definitions
from matderiv.meaning.scopes.scope import Scope, only_explicit, without_shapes
from matderiv.meaning.scopes.timeline import Block, Timeline
from matderiv.meaning.spelling import spelling_of
from matderiv.meaning.statements.differential_equations import without_differential_equations
from matderiv.meaning.statements.statement_reading import read_statement
from matderiv.meaning.statements.statements import Seen, Statement, Step, Surroundings
from matderiv.syntax import read_macros
from matderiv.syntax import tree as t
from matderiv.text import Document

_HEADING = re.compile(
    r"^ {0,3}#{1,6}[ \t]|^[^\n]+\n(?:=+|-+)[ \t]*$|\\(?:sub)*(?:section|chapter|paragraph)\b", re.M
)
_DEFINING = re.compile(
    r"\b(?:let|define[sd]?|defining|definition|put|set|where|write|denotes?|given by|consider|suppose|abbreviate"
    r"|cost|energy|objective|loss is|function is|lagrangian is|density is|with|and)\W*(?:§\W*)?$"
)
_SUPPOSING = re.compile(r"\b(?:if|suppose|assume|when|where)(?: that)?\W*(?:§\W*)?$")
_OPERATING = re.compile(r"\b(?:grad|div|curl|rot)\s*$")
_EXPANDING = re.compile(r"linear(?:i[sz]|\b)|expan|taylor|tangent|first[- ]order|second[- ]order|near|around")
_DEMANDING = re.compile(
    r"\b(?:conditions?|foc|kkt|constraints?|satisf(?:y|ies)|must (?:have|hold|be|satisfy)"
    r"|requires?|equat(?:e|es|ing))\b"
)
_DENYING = re.compile(
    r"\b(?:(?:is|be|was) (?:not|never) (?:true|correct|right|the case)"
    r"|(?:is|are|not) (?:wrong|false|incorrect)"
    r"|isn't true|mistakes?|mistaken(?:ly)?|erroneous(?:ly)?|fallacy"
    r"|(?:wrong|incorrect|false)(?:ly)?(?! (?:classif|predict|label|positive|negative))"
    r"|might (?:think|assume|believe|expect|guess|hope)|(?:may|could) (?:naively|wrongly) |naive(?:ly)?(?! bayes)"
    r"|tempting|tempted"
    r"|does not hold|do not hold|doesn't hold|in general not|not in general|cannot (?:write|say|conclude))\b"
)
_CONCLUDING = re.compile(
    r"solution|solv|yield|gives?|minimi[sz]|maximi[sz]|optim|hence|therefore|thus|setting|vanish|stationary|zero"
)


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


def analyse(document: Document, options: Options = Options()) -> Analysis:
    """Reads a whole document. Never raises."""
    paragraphs = tuple(_read_paragraphs(document))
    sections = _sections(document)
    inherited = inherited_contents(document, _contents_of)
    statements, definitions = _read_statements(paragraphs, sections, inherited.facts)
    directives = tuple(read_directive(directive) for directive in document.directives)
    explicit = [*inherited.facts, *(fact for reading in directives for fact in reading.facts)]
    blocks = _blocks(paragraphs, sections, definitions, explicit)
    knowledge = index_knowledge(
        inherited.bound.union(_bound_in(paragraphs)), (fact for block in blocks for fact in block.facts)
    )
    problems = (
        *missing_files(document),
        *(problem for reading in directives for problem in reading.problems),
        *(problem for paragraph in paragraphs for problem in paragraph.problems),
        *conflicts_in(blocks, knowledge, document.text, document.line_index.line_of),
    )
    asks_for_it = inherited.is_strict or any(is_strict(directive) for directive in document.directives)
    return Analysis(
        document,
        replace(options, strict=options.strict or asks_for_it),
        statements,
        tuple(sorted(problems, key=lambda problem: problem.start)),
        Timeline(blocks, knowledge),
        paragraphs,
    )


def _contents_of(document: Document) -> Contents:
    analysis = analyse(document)
    return Contents(analysis.timeline.facts, _bound_in(analysis.paragraphs), analysis.options.strict)


def _bound_in(paragraphs: Sequence[ReadParagraph]) -> frozenset[str]:
    """The names that sums and products bind."""
    return frozenset().union(*(read.bound for paragraph in paragraphs for read in paragraph.formulas))


def _read_paragraphs(document: Document) -> Iterator[ReadParagraph]:
    macros = read_macros("\n".join(document.macro_sources))
    spelling = spelling_of(document.text)
    words = ""
    for paragraph in document.paragraphs:
        read = read_paragraph(paragraph, macros, words, spelling)
        words, macros = read.words, read.macros
        yield read


def _sections(document: Document) -> Sequence[int]:
    return [match.start() for match in _HEADING.finditer(document.text)]


_Definitions = dict[int, list[SymbolFact]]


def _read_statements(
    paragraphs: Sequence[ReadParagraph], sections: Sequence[int], inherited: Sequence[Fact]
) -> tuple[tuple[Statement, ...], _Definitions]:
    """All statements in order, and the definitions by the paragraph that they stand in."""
    seen = Seen()
    for fact in chain(inherited, *(paragraph.facts for paragraph in paragraphs)):
        if isinstance(fact, SymbolFact) and (fact.update.function or fact.update.role == "function"):
            seen.functions.add(fact.subject.name)
    statements: list[Statement] = []
    definitions: _Definitions = {}
    for number, paragraph in enumerate(paragraphs):
        found: list[SymbolFact] = []
        for fact in paragraph.facts:
            if isinstance(fact, SymbolFact) and "constant" in fact.update.properties:
                seen.constants.add(fact.subject.name)
            if isinstance(fact, SymbolFact) and fact.update.definition is not None:
                seen.name_of_derivative(fact.subject.name, fact.update.definition.body)
        expands = bool(_EXPANDING.search(paragraph.words.lower()))
        for read in paragraph.formulas:
            around = _surroundings(read, expands, bisect_right(sections, read.formula.start))
            for clause, declared, traits in zip(read.clauses, read.declared, read.traits, strict=True):
                statement, facts = read_statement(clause, traits, read.formula, declared, seen, around)
                statements.append(statement)
                found.extend(facts)
        definitions[number] = found
    known = {*seen.defined, *_explained(inherited), *_explained(chain(*(p.facts for p in paragraphs)))}
    return tuple(without_differential_equations(statements, known, seen.functions)), definitions


def _explained(facts: Iterable[Fact]) -> Iterator[str]:
    """The names of which facts say more than a type."""
    for fact in facts:
        if isinstance(fact, SymbolFact) and (fact.update.definition or fact.update.meaning):
            yield fact.subject.name


def _surroundings(read: ReadFormula, expands: bool, section: int) -> Surroundings:
    before = read.words_before
    return Surroundings(
        section,
        defines=bool(_DEFINING.search(before.strip(" :,\n"))),
        expands=expands or bool(_EXPANDING.search(before)),
        concludes=bool(_CONCLUDING.search(before)),
        demands=bool(_DEMANDING.search(before)),
        denies=bool(_DENYING.search(before.rpartition(DISPLAY_MARK.strip())[2])),
        supposes=bool(_SUPPOSING.search(before.strip(" :,\n").lower())),
        operates=bool(_OPERATING.search(before)),
    )


def _blocks(
    paragraphs: Sequence[ReadParagraph],
    sections: Sequence[int],
    definitions: _Definitions,
    explicit: Sequence[Fact],
) -> list[Block]:
    """The facts by paragraphs; those of a directive belong to the paragraph before or around it."""
    starts = [paragraph.start for paragraph in paragraphs]
    facts: list[list[Fact]] = [
        [*paragraph.facts, *definitions[number]] for number, paragraph in enumerate(paragraphs)
    ]
    first: list[Fact] = []
    for fact in explicit:
        number = bisect_right(starts, fact.source.start) - 1
        (facts[number] if number >= 0 else first).append(fact)
    return [
        Block(0, -1, tuple(first)),
        *(
            Block(start, bisect_right(sections, start), tuple(found))
            for start, found in zip(starts, facts, strict=True)
        ),
    ]
