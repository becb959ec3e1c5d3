r"""Differentials and derivatives before square brackets: `\mathrm{d}[A(x)\,x]`, `f'(X)[dX]`."""

from __future__ import annotations

from dataclasses import replace

from matderiv.algebra import Expression
from matderiv.meaning.elaboration.nodes.derivatives.derivative_letters import along, is_function
from matderiv.meaning.elaboration.nodes.names.known_names import facts_of
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.syntax import tree as t


def upright_differential(e: Elaboration, nodes: tuple[t.Node, ...]) -> tuple[Expression, int] | None:
    """The differential of what stands in brackets after its sign, and how many factors that are."""
    sign = nodes[0]
    if not isinstance(sign, t.Identifier) or sign.name != "d" or sign.style != "mathrm":
        return None
    if len(nodes) < 2 or not isinstance(nodes[1], t.Group) or facts_of(e, r"\mathrm{d}") is not None:
        return None
    operand = nodes[1]
    return e.expression(t.Differential(sign.start, operand.end, "d", None, operand)), 2


def along_prime(e: Elaboration, node: t.Node, nodes: tuple[t.Node, ...]) -> tuple[Expression, int] | None:
    """The derivative of a function of the note at its argument, applied to a direction."""
    call = nodes[0]
    if not isinstance(call, t.Call) or not isinstance(call.function, t.Prime) or len(nodes) < 2:
        return None
    if not isinstance(nodes[1], t.Group) or nodes[1].opening != "[" or call.function.count != 1:
        return None
    inner = replace(call, function=call.function.base)
    return (along(e, node, inner, nodes[1]), 2) if is_function(e, inner) else None
