"""The derivatives that stand in a note, claimed or not: what hovers and actions can derive."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from matderiv.algebra import Derivative, Differential, Expression, Named, Symbol, Tangent, walk
from matderiv.meaning.elaboration import ElaborationError, ElaborationOptions, elaborate
from matderiv.meaning.elaboration.nodes.derivatives.differentials import all_variables
from matderiv.meaning.elaboration.readings.surroundings import surroundings_of
from matderiv.meaning.formula import Formula
from matderiv.meaning.names import symbol_name
from matderiv.meaning.problem import Problem
from matderiv.meaning.remembered_conditions import NOT_UNDERSTOOD, conditions_of
from matderiv.meaning.scopes.scope import Scope
from matderiv.meaning.statements.derivative_trees import is_derivative_fraction
from matderiv.syntax import tree as t


@dataclass(frozen=True)
class DerivativeRequest:
    """A derivative as it stands in the document, `start` to `end`. What it means is worked out when asked for.

    `beside` are the trees that stand in the same clause: they tell more about undeclared symbols.
    """

    start: int
    end: int
    tex: str
    formula: Formula
    node: t.Node
    beside: tuple[t.Node, ...] = ()
    scope_of: Callable[[int], Scope] = field(default=lambda _: Scope(), repr=False, compare=False)

    @property
    def problem(self) -> Problem | None:
        """The expression, the variables and all that is known about them; None where that is not understood."""
        return self._understood[0]

    @property
    def unreadable(self) -> str:
        """Why it is not understood; empty where it is."""
        return self._understood[1]

    @cached_property
    def scope(self) -> Scope:
        """What is known at the place of the derivative."""
        return self.scope_of(self.start)

    @cached_property
    def _understood(self) -> tuple[Problem | None, str]:
        scope = self.scope
        try:
            options = ElaborationOptions(surroundings=surroundings_of((*self.beside, self.node), scope))
            elaborated = elaborate(self.node, scope, options=options)
            body, variables, layout = _taken_apart(elaborated.expression, scope)
        except NOT_UNDERSTOOD as error:
            return None, str(error)
        conventions = scope.conventions
        problem = Problem(
            body,
            variables,
            conditions_of(scope),
            elaborated.assumptions,
            scope,
            layout,
            conventions.vec_order,
            conventions.symmetric,
            total=isinstance(self.node, t.Differential) and len(variables) > 1,
        )
        return problem, ""


def _taken_apart(expression: Expression, scope: Scope) -> tuple[Expression, tuple[Expression, ...], str]:
    """Body, variables and layout of the outermost derivative. ElaborationError if there is none."""
    for node in walk(expression):
        if isinstance(node, Derivative):
            return node.body, node.variables, node.layout
        if isinstance(node, Differential):
            return node.body, _arguments(node.body, scope) or node.variables, "mixed"
        if isinstance(node, Tangent) and isinstance(node.of, Named):
            variables = _arguments(node.of, scope) or all_variables(node.of)
            if variables:
                return node.of, variables, "mixed"
    raise ElaborationError("this derivative is known by its name only")


def _arguments(body: Expression, scope: Scope) -> tuple[Expression, ...]:
    """The arguments with which the note defines a function, `x` of `f(x) = x^T A x`; empty for any other value."""
    facts = scope.get(body.symbol.name) if isinstance(body, Named) else None
    names = facts.definition.parameters if facts is not None and facts.definition is not None else ()
    found = {node.name: node for node in walk(body) if isinstance(node, Symbol)}
    return tuple(found[name] for name in names if name in found)


def derivative_nodes(tree: t.Node, defined: Callable[[str], bool]) -> Iterator[t.Node]:
    """The derivatives in a tree, also those inside others; `dX` only of what is defined to depend on something."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        inside, is_request = _inside(node, defined)
        if is_request:
            yield node
        waiting.extend(reversed(inside))


def _inside(node: t.Node, defined: Callable[[str], bool]) -> tuple[tuple[t.Node, ...], bool]:
    """The parts of a node in which to look on, and whether it is a derivative itself."""
    match node:
        case t.Fraction(numerator=above) | t.Division(operands=(above, _)) if is_derivative_fraction(node):
            operand = _operand(above)
            return (() if operand is None else (operand,)), operand is not None
        case t.DerivativeOperator(operand=operand) | t.Gradient(operand=operand):
            return (operand,), not isinstance(operand, (t.Empty, t.Error))
        case t.Partial(operand=operand):
            return (() if operand is None else (operand,)), operand is not None
        case t.Differential(operand=operand):
            if operand is None:
                return (), False
            name = symbol_name(operand)
            return (operand,), name is None or defined(name)
    return node.children(), False


def _operand(above: t.Node) -> t.Node | None:
    while isinstance(above, (t.Group, t.Styled, t.Underbrace)):
        above = above.body
    return above.operand if isinstance(above, t.Differential) else None
