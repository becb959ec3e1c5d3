"""The state of one elaboration, and the one place where nodes are built and unknown sizes solved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeAlias

from matderiv.algebra import (
    Dimension,
    Expression,
    FunctionSymbol,
    Index,
    IndexForm,
    Shape,
    ShapeError,
    Size,
    Symbol,
    describe,
    walk,
)
from matderiv.meaning.claim import ShapeFault
from matderiv.meaning.elaboration.state.decisions import Decisions
from matderiv.meaning.elaboration.state.effort import Effort
from matderiv.meaning.elaboration.state.errors import ElaborationError, NotationError, ShapeFaultError
from matderiv.meaning.elaboration.state.layouts import MIXED, STANDARD, Layout
from matderiv.meaning.elaboration.state.places import Places
from matderiv.meaning.elaboration.state.substitution import SizeSubstitution
from matderiv.meaning.scopes.known_symbols import Symbols, summary
from matderiv.meaning.scopes.scope import Scope
from matderiv.meaning.scopes.sizes import Sizes
from matderiv.syntax.tree import Node

Handler: TypeAlias = Callable[["Elaboration", Node], Expression]
NameHandler: TypeAlias = Callable[["Elaboration", str, Node], Expression]


@dataclass(frozen=True, slots=True)
class Handlers:
    """How each kind of node is understood, and each name."""

    nodes: Mapping[type[Node], Handler]
    name: NameHandler


DEPTH_LIMIT = 120

UNIFICATION_LIMIT = 64


@dataclass(frozen=True)
class Surroundings:
    """What the whole claim says about its parts.

    `varying` are the names whose tangents occur (`dX`); `dependencies` the undeclared intermediates and losses with
    what they depend on; `shared_indices` the index names that are free on every side; `summation` whether repeated
    indices are summed; `bare` the names that occur without an index; `stacked` the undeclared vectors that are the
    vec of a matrix; `losses` the dependent names that are scalars;
    `gradient_variables` the names by which the claim differentiates; `trees` a place where each name is written;
    `calls` the arguments of each function; `indexed` the undeclared letters with several indices; `arguments` the
    shapes of undeclared symbols that stand where a function of the note takes its argument; `limits` the names in the
    upper limits of sums, which are whole numbers; `observed` the data of which the note also writes the model;
    `from_zero` whether indices of arrays count from 0; `entrywise` the functions whose derivative is multiplied entry
    by entry or stands on a diagonal; `differentiated` the letters that are called with a prime;
    `written` those of the dependent names whose arguments the claim writes out.
    """

    varying: frozenset[str] = frozenset()
    dependencies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shared_indices: frozenset[str] = frozenset()
    summation: bool = False
    bare: frozenset[str] = frozenset()
    stacked: frozenset[str] = frozenset()
    losses: frozenset[str] = frozenset()
    gradient_variables: frozenset[str] = frozenset()
    trees: Mapping[str, Node] = field(default_factory=dict)
    calls: Mapping[str, tuple[Node, ...]] = field(default_factory=dict)
    indexed: frozenset[str] = frozenset()
    arguments: Mapping[str, Shape] = field(default_factory=dict)
    limits: frozenset[str] = frozenset()
    observed: frozenset[str] = frozenset()
    from_zero: bool = False
    entrywise: frozenset[str] = frozenset()
    differentiated: frozenset[str] = frozenset()
    written: frozenset[str] = frozenset()


def size_names_of(scope: Scope) -> frozenset[str]:
    """The names that stand as sizes in some declared shape or family."""
    return summary(_size_names, scope)


def _size_names(symbols: Symbols) -> frozenset[str]:
    names: set[str] = set()
    for facts in symbols.values():
        for size in facts.shape or ():
            names |= size.names
        names.update(family.size for family in facts.families if family.size)
    return frozenset(names)


class Elaboration:
    """Turns syntax nodes into expressions in a scope, in one layout, with given roles of undeclared symbols."""

    def __init__(
        self,
        scope: Scope,
        handlers: Handlers,
        *,
        layout: Layout = STANDARD[MIXED],
        roles: Mapping[str, str] | None = None,
        decisions: Decisions | None = None,
        surroundings: Surroundings | None = None,
        effort: Effort | None = None,
    ) -> None:
        self.scope = scope
        self.conventions = scope.conventions
        self.layout = layout
        self.sizes = Sizes()
        self.decisions = decisions or Decisions()
        self.surroundings = surroundings or Surroundings()
        self.kinds: set[str] = set()
        self.assumptions: dict[str, None] = {}
        self.chosen_roles: dict[str, str] = {}
        self.symbols: dict[str, Expression] = {}
        self.undeclared: dict[str, Symbol] = {}
        self.counts: set[str] = set()
        self.shapes_by_role: dict[str, Shape] = {}
        self.families: dict[str, Symbol] = {}
        self.functions: set[str] = set()
        self.guessed_functions: set[str] = set()
        self.function_values: dict[str, Shape] = {}
        self.argument_ranges: dict[tuple[str, int], Dimension] = {}
        self.products: dict[int, Node] = {}
        self.given_up: set[str] = set()
        self.bare_members: set[str] = set()
        self.bound: dict[str, Expression] = {}
        self.indices: dict[str, IndexForm] = {}
        self.free_indices: dict[str, Index] = {}
        self.resolving: list[str] = []
        self.points: list[Expression] = []
        self.expansion: tuple[Expression, Expression] | None = None
        self.left_side: Expression | None = None
        self.size_names = size_names_of(scope) | self.surroundings.limits
        self._roles = roles or {}
        self._handlers = handlers
        self._places = Places()
        self._substitution: SizeSubstitution | None = None
        self._effort = effort or Effort()
        self._depth = 0

    def given_role(self, name: str) -> str | None:
        """The role that this elaboration was told to give to an undeclared symbol."""
        return self._roles.get(name)

    def expression(self, node: Node) -> Expression:
        """The typed expression of a node. Raises ElaborationError or ShapeFaultError."""
        handler = self._handlers.nodes.get(type(node))
        if handler is None:
            raise NotationError.at(node, f"a {type(node).__name__.lower()} has no value")
        self._effort.spend(node)
        self._depth += 1
        try:
            if self._depth > DEPTH_LIMIT:
                raise ElaborationError.at(node, "the formula is nested too deeply")
            return self.place(handler(self, node), node)
        finally:
            self._depth -= 1

    def symbol(self, name: str, node: Node) -> Expression:
        """The expression that a name stands for. Raises ElaborationError where it has no value."""
        return self._handlers.name(self, name, node)

    def place(self, expression: Expression, node: Node) -> Expression:
        """Remembers where an expression is written."""
        self._places.write(expression, node, self._text)
        return expression

    @property
    def _text(self) -> str:
        """The name of the definition that is being read, or nothing for the formula itself."""
        return self.resolving[-1] if self.resolving else ""

    def build(self, node: Node, constructor: Callable[..., Expression], *arguments: object) -> Expression:
        """Calls a constructor of the algebra, solving unknown sizes until its operands conform.

        Raises ShapeFaultError with the places of the operands that do not.
        """
        attempts = UNIFICATION_LIMIT
        while True:
            try:
                return constructor(*arguments)
            except ShapeError as error:
                attempts -= 1
                if not attempts or not error.equations or not self.sizes.unify(error.equations):
                    raise self.fault(node, error) from error
                arguments = tuple(self.resolved(argument) for argument in arguments)

    def resolved(self, value: object) -> object:
        """An expression, shape or tuple with the solved sizes put in; it keeps its place."""
        if self.sizes.is_empty:
            return value
        substitution = self._substitution
        if substitution is None or substitution.sizes is not self.sizes:
            substitution = self._substitution = SizeSubstitution(self.sizes, self._places.rebuild)
        return substitution.value(value)

    def resolve(self, expression: Expression) -> Expression:
        result = self.resolved(expression)
        assert isinstance(result, Expression)
        return result

    def shape(self, expression: Expression) -> Shape:
        """The shape of an expression with the solved sizes put in."""
        return self.sizes.resolve_shape(expression.shape)

    def loosen_sizes(self, names: frozenset[str] = frozenset()) -> None:
        """Lets the given sizes, and those kept distinct, be equated from here on."""
        self.sizes.loosen(names)
        if self._substitution is not None:
            self._substitution.forget()

    def equal(self, left: Dimension, right: Dimension) -> bool:
        """Whether two sizes are, or can be made, equal."""
        return self.sizes.unify(((left, right),))

    def same_shape(self, left: Shape, right: Shape) -> bool:
        """Whether two shapes are equal, or can be by choosing unknown sizes."""
        left, right = self.sizes.resolve_shape(left), self.sizes.resolve_shape(right)
        if left == right:
            return True
        if len(left) != len(right):
            return False
        return self.sizes.unify(tuple(zip(left, right, strict=True)))

    def conforming(self, attempt: Callable[[], Expression]) -> Expression | None:
        """The result of an attempt, or None (with no size solved) if it does not conform."""
        state = self.sizes.snapshot()
        try:
            return attempt()
        except ShapeFaultError:
            self.sizes.restore(state)
            return None

    def fault(self, node: Node, error: ShapeError) -> ShapeFaultError:
        """The fault of an operation at a node."""
        shapes = tuple(self.sizes.resolve_shape(shape) for shape in error.shapes)
        operands = [operand for operand in error.operands if isinstance(operand, Expression)]
        places = self._places.of(operands, self._text) or ((node.start, node.end),)
        function = next((each for each in error.operands if isinstance(each, FunctionSymbol)), None)
        described = " and ".join(describe(shape) for shape in shapes)
        message = f"{error.operation} of {described} does not conform"
        fault = ShapeFault(error.operation, shapes, (), places, message, function)
        return ShapeFaultError(fault, error, self.suspects(operands))

    def suspects(self, operands: list[Expression]) -> frozenset[str]:
        """The undeclared symbols below some expressions: another role of one of them might help."""
        names: set[str] = set()
        for operand in operands:
            for node in walk(operand):
                if isinstance(node, Symbol):
                    names.add(node.name)
                elif isinstance(node, Size):
                    names |= node.dimension.names
        return frozenset(names & self.chosen_roles.keys() or self.chosen_roles)

    def assume(self, text: str) -> None:
        """Records a guess that the reader should see."""
        self.assumptions[text] = None

    @contextmanager
    def binding(
        self, symbols: Mapping[str, Expression], indices: Mapping[str, IndexForm] | None = None
    ) -> Iterator[None]:
        """Gives names a meaning of their own while a body is read."""
        outer, outer_indices, outer_symbols = self.bound, self.indices, self.symbols
        self.bound = {**outer, **symbols}
        self.indices = {**outer_indices, **(indices or {})}
        self.symbols = {} if symbols or indices else outer_symbols
        try:
            yield
        finally:
            self.bound, self.indices, self.symbols = outer, outer_indices, outer_symbols
