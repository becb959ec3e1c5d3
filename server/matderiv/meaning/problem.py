"""A derivative asked for outside of a note: an expression, its variables, and what is given about its symbols."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matderiv.algebra import (
    Condition,
    Expression,
    Identity,
    Member,
    Named,
    Ones,
    ShapeError,
    Symbol,
    Zeros,
    transform_bottom_up,
    walk,
)
from matderiv.meaning.declarations.fact import ConventionFact, Fact
from matderiv.meaning.declarations.given import CAN_BE_GIVEN, facts_in_given, is_notation
from matderiv.meaning.elaboration import Elaborated, ElaborationOptions, elaborate
from matderiv.meaning.elaboration.state.errors import TooMuchEffortError
from matderiv.meaning.names import symbol_name
from matderiv.meaning.problem_variables import derived_variable
from matderiv.meaning.remembered_conditions import NOT_UNDERSTOOD, conditions_of
from matderiv.meaning.scopes.indices import bound_in, index_knowledge
from matderiv.meaning.scopes.scope import Conventions, Scope, Source, Strength
from matderiv.meaning.scopes.timeline import scope_of
from matderiv.meaning.spelling.function_names import function_names
from matderiv.syntax import FunctionHead, Node, parse
from matderiv.syntax.tree import Relations
from matderiv.syntax.tree import walk as walk_tree

LONGEST_SHOWN = 120

MOST_LISTED = 12


class ProblemError(Exception):
    """A derivative that cannot be asked for as it stands; the message says what, where, and what to do."""


@dataclass(frozen=True)
class Problem:
    """An understood question. `variables` are in the order of the derivatives.

    `total` says that they vary together, as in a total differential.
    """

    expression: Expression
    variables: tuple[Expression, ...]
    conditions: tuple[Condition, ...]
    assumptions: tuple[str, ...]
    scope: Scope
    layout: str | None
    vec_order: str | None
    symmetric: str | None
    total: bool = False


def read_problem(
    expression: str,
    wrt: Sequence[str],
    given: Sequence[str] = (),
    *,
    layout: str | None = None,
    vec: str | None = None,
    symmetric: str | None = None,
) -> Problem:
    """Reads an expression and what is given about it. Raises ProblemError, with what to do."""
    functions = function_names("\n".join(given))
    tree = _tree(expression, functions)
    trees = [_tree(name, functions) for name in wrt]
    if not trees:
        raise ProblemError("say by which symbol to differentiate: --wrt SYMBOL")
    scope = _scope(given, tree, Conventions(layout=layout, vec_order=vec, symmetric=symmetric))
    try:
        elaborated = _with_known_sizes(tree, scope)
    except NOT_UNDERSTOOD as error:
        advice = r"Declare its symbols with --given, as in --given 'X \in \mathbb{R}^{m\times n}'"
        too_large = isinstance(error, (TooMuchEffortError, RecursionError))
        words = str(error) if too_large else f"{error}. {advice}"
        raise ProblemError(f"{_shown(expression)}: {words}") from error
    variables = tuple(
        _variable(name, node, elaborated.expression, scope) for name, node in zip(wrt, trees, strict=True)
    )
    return problem_of(elaborated.expression, variables, scope, elaborated.assumptions)


def scope_given(
    given: Sequence[str], *, layout: str | None = None, vec: str | None = None, symmetric: str | None = None
) -> Scope:
    """What statements say about symbols, without an expression. ProblemError for one that is not understood."""
    return _scope(given, _tree("0"), Conventions(layout=layout, vec_order=vec, symmetric=symmetric))


def problem_of(
    expression: Expression, variables: tuple[Expression, ...], scope: Scope, assumptions: tuple[str, ...] = ()
) -> Problem:
    """A question whose expression is typed already, with the conventions of the scope."""
    return Problem(
        expression,
        variables,
        conditions_of(scope),
        assumptions,
        scope,
        scope.conventions.layout,
        scope.conventions.vec_order,
        scope.conventions.symmetric,
    )


def _without_dollars(text: str) -> str:
    return text.strip().strip("$").strip()


def _with_known_sizes(tree: Node, scope: Scope) -> Elaborated:
    """The expression in a reading in which some symbol tells every size. ProblemError if there is none."""
    first = elaborate(tree, scope)
    unknown = _unknown_sizes(tree, first)
    if not unknown:
        return first
    entries = elaborate(tree, scope, options=ElaborationOptions(decisions={"bars around a vector": 1}))
    if not _unknown_sizes(tree, entries):
        return entries
    only = _with_the_only_size(first, unknown)
    if only is not None:
        return only
    raise ProblemError(
        f"no symbol tells the size of a constant array ({', '.join(unknown)}); write its size, as in I_n or "
        r"\mathbf{1}_n"
    )


def _with_the_only_size(elaborated: Elaborated, unknown: list[str]) -> Elaborated | None:
    """Identities of an unknown size, of the size of the matrices beside them, where these have one size only."""
    parts = tuple(walk(elaborated.expression))
    sizes = {size for part in parts if isinstance(part, Symbol) for size in part.shape}
    identities = [part for part in parts if isinstance(part, Identity) and part.size.single_name in unknown]
    if len(sizes) != 1 or {part.size.single_name for part in identities} != set(unknown):
        return None
    (size,) = sizes

    def change(node: Expression) -> Expression:
        return Identity(size) if node in identities else node

    try:
        expression = transform_bottom_up(elaborated.expression, change)
    except ShapeError:
        return None
    assumption = f"$I$ has the size of the matrices of the formula, ${size}$"
    return replace(elaborated, expression=expression, assumptions=(*elaborated.assumptions, assumption))


def _unknown_sizes(tree: Node, elaborated: Elaborated) -> list[str]:
    """The sizes of constant arrays that neither the formula nor a symbol names."""
    parts = tuple(walk(elaborated.expression))
    told = {name for part in parts if isinstance(part, Symbol) for size in part.shape for name in size.names}
    told |= {symbol_name(node) or "" for node in walk_tree(tree)}
    arrays = (part for part in parts if isinstance(part, (Identity, Ones, Zeros)))
    return sorted({name for array in arrays for size in array.shape for name in size.names} - told)


def _shown(text: str) -> str:
    """The formula in a message, which a long one would bury."""
    text = _without_dollars(text)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def _tree(text: str, functions: frozenset[FunctionHead] = frozenset()) -> Node:
    stripped = _without_dollars(text)
    if not stripped:
        raise ProblemError("an expression is empty")
    parsed = parse(stripped, functions=functions)
    if parsed.problems:
        problem = parsed.problems[0]
        raise ProblemError(f"{_shown(text)}: {problem.message} (at character {problem.start + 1})")
    if isinstance(parsed.tree, Relations):
        raise ProblemError(
            f"{_shown(text)}: an equation has no derivative; give one side of it, and a definition such as "
            r"f = x^\top A x with --given"
        )
    return parsed.tree


def _scope(given: Sequence[str], tree: Node, conventions: Conventions) -> Scope:
    facts: list[Fact] = []
    functions = function_names("\n".join(given))
    for statement in given:
        found = facts_in_given(statement, functions)
        if not found and not is_notation(statement):
            raise ProblemError(f"cannot read what is given: {statement!r}. What can be given: {CAN_BE_GIVEN}")
        facts.extend(found)
    facts.append(ConventionFact(conventions, Source(Strength.EXPLICIT, "the arguments")))
    return scope_of(facts, index_knowledge(frozenset(bound_in(tree)), facts))


def _variable(name: str, node: Node, expression: Expression, scope: Scope) -> Expression:
    """The variable by its name in the expression."""
    printed = symbol_name(node)
    for part in walk(expression):
        if isinstance(part, Named) and part.symbol.name == printed:
            return part
        if isinstance(part, Symbol) and part.name == printed:
            return part
    derived = derived_variable(node, expression)
    if derived is not None:
        return derived
    try:
        variable = elaborate(node, scope).expression
    except NOT_UNDERSTOOD as error:
        raise ProblemError(f"--wrt {_shown(name)}: {error}") from error
    if any(part == variable for part in walk(expression)):
        return variable
    raise ProblemError(
        f"--wrt {_shown(name)}: it does not occur in the expression, which contains {_contents(expression)}"
    )


def _contents(expression: Expression) -> str:
    names = {part.name for part in walk(expression) if isinstance(part, Symbol)}
    names |= {part.family.name for part in walk(expression) if isinstance(part, Member)}
    shown = ", ".join(sorted(names)[:MOST_LISTED])
    more = f" and {len(names) - MOST_LISTED} more" if len(names) > MOST_LISTED else ""
    return f"{shown}{more}" or "no symbols"
