"""The factors of a product one after the other: some of them take what stands behind them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from matderiv import algebra as a
from matderiv.algebra import Expression
from matderiv.meaning.elaboration.nodes.derivatives.derivative_letters import (
    along,
    apply_letter,
    directions_in,
    is_function,
    operator_letter,
)
from matderiv.meaning.elaboration.nodes.derivatives.directions import along_prime, upright_differential
from matderiv.meaning.elaboration.nodes.derivatives.operators import apply_operator, is_operator
from matderiv.meaning.elaboration.nodes.derivatives.points import value_at_point
from matderiv.meaning.elaboration.nodes.derivatives.second_directions import along_gradient
from matderiv.meaning.elaboration.nodes.functions.indicators import indicator, is_indicator_sign
from matderiv.meaning.elaboration.nodes.names.extremal_values import is_extremal
from matderiv.meaning.elaboration.nodes.names.known_names import facts_of
from matderiv.meaning.elaboration.nodes.products.declared_calls import declared_call
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.errors import ElaborationError
from matderiv.meaning.names import symbol_name
from matderiv.syntax import tree as t

Taken: TypeAlias = tuple[Expression, int]


def factors_of(e: Elaboration, node: t.Node, nodes: tuple[t.Node, ...]) -> list[Expression]:
    """The factors as expressions."""
    if _spelled(nodes) in ("LHS", "RHS"):
        raise ElaborationError.at(node, "a name for one side of an equation")
    factors: list[Expression] = []
    while nodes:
        factor, count = _first_factor(e, node, nodes)
        factors.append(factor)
        nodes = nodes[count:]
    return factors


def _first_factor(e: Elaboration, node: t.Node, nodes: tuple[t.Node, ...]) -> Taken:
    for notation in _NOTATIONS:
        found = notation(e, node, nodes)
        if found is not None:
            return found
    return e.expression(nodes[0]), 1


def _operator(e: Elaboration, node: t.Node, nodes: tuple[t.Node, ...]) -> Taken | None:
    """A derivative operator with what stands behind it."""
    if len(nodes) < 2 or not is_operator(nodes[0]):
        return None
    reach = _reach(nodes[1:])
    operand = nodes[1] if reach == 1 else _rest(node, nodes[1 : reach + 1])
    return apply_operator(e, nodes[0], operand), 1 + reach


def _indicator(e: Elaboration, _: t.Node, nodes: tuple[t.Node, ...]) -> Taken | None:
    r"""`\mathbb{1} (y_i = k)`."""
    if len(nodes) < 2 or not is_indicator_sign(nodes[0]) or not isinstance(nodes[1], t.Group):
        return None
    found = indicator(e, nodes[1])
    return None if found is None else (found, 2)


def _eigenpair(e: Elaboration, _: t.Node, nodes: tuple[t.Node, ...]) -> Taken | None:
    r"""`v_{\max}(X^\top X)^\top`: an eigenvalue or eigenvector, by its meaning or its name, of a whole expression."""
    name = symbol_name(nodes[0]) if len(nodes) > 1 else None
    if name is None:
        return None
    transposed = isinstance(nodes[1], t.Transpose)
    group = nodes[1].base if isinstance(nodes[1], t.Transpose) else nodes[1]
    if not isinstance(group, t.Group) or group.opening != "(":
        return None
    facts = facts_of(e, name)
    if (facts is None or facts.meaning not in ("eigenvalue", "eigenvector")) and not is_extremal(name):
        return None
    value = e.expression(t.Call(nodes[0].start, group.end, nodes[0], (group.body,), "()", True))
    return (a.Transpose(value) if transposed else value), 2


def _spelled(nodes: tuple[t.Node, ...]) -> str:
    """The word that plain letters side by side spell."""
    return "".join(node.name for node in nodes if isinstance(node, t.Identifier) and node.style is None)


def _letters(e: Elaboration, node: t.Node, nodes: tuple[t.Node, ...]) -> Taken | None:
    """`Dv(x)`, `D^2 f`, `Df(x)[h]`: an operator letter with what it takes, and how many factors that are."""
    letter = operator_letter(e, nodes[0]) if len(nodes) > 1 else None
    if letter is None:
        return None
    operand = nodes[1].base if isinstance(nodes[1], t.Transpose) else nodes[1]
    if not is_function(e, operand):
        return None
    if len(nodes) > 2 and isinstance(nodes[2], t.Group) and nodes[2].opening == "[":
        directions = directions_in(nodes[2])
        if len(directions) == letter.order:
            return along(e, node, nodes[1], *directions), 3
    return apply_letter(e, node, letter, nodes[1]), 2


def _along(e: Elaboration, node: t.Node, nodes: tuple[t.Node, ...]) -> Taken | None:
    """`dF(W)[H]`: the differential of a function along a direction in square brackets."""
    if len(nodes) < 2 or not isinstance(nodes[0], t.Differential) or nodes[0].order is not None:
        return None
    operand, direction = nodes[0].operand, nodes[1]
    if not isinstance(operand, t.Call) or not isinstance(direction, t.Group) or direction.opening != "[":
        return None
    return (along(e, node, operand, direction), 2) if is_function(e, operand) else None


def _reach(nodes: tuple[t.Node, ...]) -> int:
    """How many factors an operator takes: all that follow, up to an increment `dx`."""
    for position, node in enumerate(nodes):
        body = node.body if isinstance(node, t.Underbrace) else node
        if position > 0 and isinstance(body, t.Differential):
            return position
    return len(nodes)


def _rest(node: t.Node, nodes: tuple[t.Node, ...]) -> t.Node:
    return t.Juxtaposition(nodes[0].start, min(node.end, nodes[-1].end), nodes)


_NOTATIONS: tuple[Callable[[Elaboration, t.Node, tuple[t.Node, ...]], Taken | None], ...] = (
    _operator,
    _eigenpair,
    _letters,
    _along,
    along_prime,
    along_gradient,
    lambda e, _, nodes: declared_call(e, nodes),
    lambda e, _, nodes: upright_differential(e, nodes),
    value_at_point,
    _indicator,
)
"""What takes the factors behind it: each gives its value and how many factors that are, or None."""
