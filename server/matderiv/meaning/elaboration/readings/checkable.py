"""What can be judged at all: not a claim about something of which neither the note nor the other side knows."""

from __future__ import annotations

from matderiv.algebra import (
    Apply,
    Derivative,
    Differential,
    DirectionalDerivative,
    Elementwise,
    Expression,
    FunctionDerivative,
    FunctionSymbol,
    Member,
    Named,
    PowerSeries,
    Substitution,
    Symbol,
    Tangent,
    walk,
)
from matderiv.meaning.elaboration.nodes.names.known_names import facts_of
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.errors import NotCheckableError, ShapeFaultError
from matderiv.meaning.names import symbol_name
from matderiv.syntax import tree as t


def require_checkable(
    e: Elaboration,
    trees: tuple[t.Node, t.Node],
    sides: tuple[Expression, Expression],
    excepted: frozenset[str] = frozenset(),
) -> None:
    """NotCheckableError if one side rests on something of which the other side and the note say nothing.

    What varies may be undeclared, and so may the `excepted`: the point of an expansion.
    """
    for side in sides:
        if isinstance(side, Tangent) and isinstance(side.of, (Symbol, Member)):
            raise NotCheckableError(
                f"nothing says how ${_root_name(side.of)}$ depends on the other quantities"
            )
    if not e.undeclared and not e.families and not e.functions:
        return
    _require_known_function(e, sides)
    unknown = e.undeclared.keys() - e.surroundings.varying - e.surroundings.gradient_variables - excepted
    names = tuple(_names(side) & unknown for side in sides)
    strange = {name for name in names[1] - names[0] if not _vanishes(trees[1], name)}
    if strange:
        raise NotCheckableError(f"nothing says what ${min(strange)}$ is; it stands only on one side")
    _require_relation(sides)
    vanishing = {n.name for n in walk(sides[0]) if isinstance(n, Symbol) and "constant" in n.properties}
    missing = [n for n in sorted(names[0] - names[1] - vanishing) if not _is_only_a_term(trees[0], n)]
    if missing and len(missing) < len(names[0]) + _declared(e, sides[0]) and not _explains(e, missing, sides):
        raise NotCheckableError(f"nothing says what ${missing[0]}$ is; it stands only on one side")


def _root_name(of: Symbol | Member) -> str:
    return of.name if isinstance(of, Symbol) else of.family.name


def _require_relation(sides: tuple[Expression, Expression]) -> None:
    """An array that only the right side has, beside members of a family, is likely made of them; nobody said how."""
    families = {n.name for side in sides for n in walk(side) if isinstance(n, Symbol) and n.family_axes}
    if not families:
        return
    left, right = (_plain_symbols(side) for side in sides)
    stray = sorted(
        name for name, node in right.items() if node.shape and not node.family_axes and name not in left
    )
    if stray:
        raise NotCheckableError(f"nothing says how ${stray[0]}$ is made of ${min(families)}$")


def _plain_symbols(side: Expression) -> dict[str, Symbol]:
    """The symbols below a side that have no definition."""
    nodes = list(walk(side))
    named = {node.symbol.name for node in nodes if isinstance(node, Named)}
    return {node.name: node for node in nodes if isinstance(node, Symbol) and node.name not in named}


def _require_known_function(e: Elaboration, sides: tuple[Expression, Expression]) -> None:
    unknown = [{name for n in walk(side) if (name := _function_name(n))} for side in sides]
    differentiated = {
        n.body.symbol.name for n in walk(sides[0]) if isinstance(n, Derivative) and isinstance(n.body, Named)
    } | {name for n in walk(sides[0]) if not isinstance(n, Apply) and (name := _function_name(n))}
    lonely = {n for n in (unknown[0] & differentiated) - unknown[1] if not _is_entrywise(e, n)}
    if lonely and not unknown[0] & unknown[1]:
        raise NotCheckableError(
            f"nothing says what ${min(lonely)}$ is, and the other side does not contain it"
        )


def _is_entrywise(e: Elaboration, name: str) -> bool:
    """Whether the note says that a function acts entry by entry: then it may be any such function."""
    facts = facts_of(e, name)
    return facts is not None and facts.elementwise


def _function_name(node: Expression) -> str | None:
    """The abstract function that a node evaluates or differentiates."""
    if isinstance(node, (Apply, FunctionDerivative, PowerSeries)):
        return node.function.name
    if isinstance(node, Elementwise) and isinstance(node.function, FunctionSymbol):
        return node.function.name
    return None


def _names(side: Expression) -> frozenset[str]:
    """The symbols below a side, without those that a substitution replaces."""
    nodes = list(walk(side))
    replaced = {
        node.variable.name
        for node in nodes
        if isinstance(node, Substitution)
        and isinstance(node.variable, Symbol)
        and node.variable.name not in _names(node.value)
    }
    return frozenset(node.name for node in nodes if isinstance(node, Symbol)) - replaced


def _declared(e: Elaboration, side: Expression) -> int:
    return sum(1 for name in _names(side) if name not in e.undeclared)


def _explains(e: Elaboration, missing: list[str], sides: tuple[Expression, Expression]) -> bool:
    """Whether an undeclared symbol vanishes as it should: as the variable of the derivative, in a linear term."""
    variables: set[str] = set()
    for node in walk(sides[0]):
        match node:
            case Derivative(variables=by) | Differential(variables=by):
                variables.update(name for variable in by for name in _names(variable))
            case DirectionalDerivative(variable=variable):
                variables.update(_names(variable))
    return all(name in variables for name in missing)


def _is_only_a_term(tree: t.Node, name: str) -> bool:
    """Whether a name stands only as a whole term of sums, so that a derivative loses it."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, t.Sum):
            bare = [term.operand if isinstance(term, t.Negate) else term for term in node.terms]
            waiting.extend(term for term in bare if symbol_name(term) != name)
            continue
        if symbol_name(node) == name:
            return False
        waiting.extend(node.children())
    return True


def _vanishes(tree: t.Node, name: str) -> bool:
    """Whether a name stands only as a whole term of what is differentiated, in a tree that is one derivative."""
    while isinstance(tree, (t.Group, t.Styled)):
        tree = tree.body
    return isinstance(tree, (t.DerivativeOperator, t.Gradient)) and _is_only_a_term(tree, name)


def unknown_on_the_right(e: Elaboration, known: frozenset[str], error: ShapeFaultError) -> str | None:
    """An undeclared symbol of the right side only on which its fault may rest."""
    variables = e.surroundings.varying | e.surroundings.gradient_variables
    strange = sorted((error.suspects & e.undeclared.keys()) - known - variables)
    return strange[0] if strange else None
