r"""Derivatives written with letters: `Dv(x)`, `D^2 f`, `Df(x)[h]`, `J_f`, `H_f(x)`, `\mathbf{H} f`, `H_{f \circ v}`."""

from __future__ import annotations

from dataclasses import dataclass

from matderiv import algebra as a
from matderiv.algebra import Expression
from matderiv.meaning.elaboration.nodes.derivatives.differentiate import differentiate
from matderiv.meaning.elaboration.nodes.derivatives.function_derivatives import function_derivative
from matderiv.meaning.elaboration.nodes.derivatives.gradient_variables import variable_of
from matderiv.meaning.elaboration.nodes.names.known_names import facts_of
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.layouts import NUMERATOR
from matderiv.meaning.names import symbol_name
from matderiv.syntax import tree as t

_ORDERS = {"D": 1, "J": 1, "H": 2}
_STYLES = (None, "mathbf", "mathrm", "boldsymbol", "mathcal", "bm", "mathsf")


@dataclass(frozen=True, slots=True)
class Letter:
    """An operator letter: how often it differentiates."""

    order: int


def operator_letter(e: Elaboration, node: t.Node) -> Letter | None:
    """The operator that an undeclared D, J or H is; None for anything else."""
    if isinstance(node, t.Power) and isinstance(node.exponent, t.Number) and node.exponent.text == "2":
        inner = operator_letter(e, node.base)
        return Letter(2) if inner is not None and inner.order == 1 else None
    if not isinstance(node, t.Identifier) or node.name not in _ORDERS or node.style not in _STYLES:
        return None
    name = symbol_name(node)
    if name is None or facts_of(e, name) is not None or name in e.bound:
        return None
    return Letter(_ORDERS[node.name])


def is_function(e: Elaboration, node: t.Node) -> bool:
    """Whether a name, or the head of a call, is a function of the note."""
    name = symbol_name(node.function if isinstance(node, t.Call) else node)
    facts = facts_of(e, name) if name else None
    if facts is None:
        return False
    return (
        facts.function is not None
        or facts.role == "function"
        or (isinstance(node, t.Call) and bool(facts.arguments))
        or bool(facts.definition and facts.definition.parameters)
    )


def apply_letter(e: Elaboration, node: t.Node, letter: Letter, operand: t.Node) -> Expression:
    """The Jacobian (numerator layout) or Hessian of a function, at its argument if it has one."""
    if isinstance(operand, t.Transpose):
        return e.build(node, a.Transpose, apply_letter(e, node, letter, operand.base))
    if isinstance(operand, t.Call):
        found = function_derivative(e, node, operand, letter.order, NUMERATOR)
        if found is not None:
            return found
    body = e.expression(operand)
    by = variable_of(e, operand, body)
    return differentiate(e, node, body, (by,) * letter.order, NUMERATOR if letter.order == 1 else None)


def directions_in(group: t.Group) -> tuple[t.Node, ...]:
    """What stands in the brackets behind a derivative, `[h]` or `[h, k]`."""
    return group.body.items if isinstance(group.body, t.Sequence) else (group,)


def along(e: Elaboration, node: t.Node, operand: t.Node, *directions: t.Node) -> Expression:
    """`Df(x)[h]`: the derivative of a function at x, applied to h; `D^2 f(x)[h, k]`, applied to h and then k."""
    body = e.expression(operand)
    by = variable_of(e, operand, body)
    if isinstance(operand, t.Call) and len(operand.arguments) == 1:
        argument = e.expression(operand.arguments[0])
        if isinstance(argument, (a.Symbol, a.Member, a.Named)):
            by = argument
    for direction in directions:
        body = e.build(node, a.DirectionalDerivative, body, by, e.expression(direction))
    return body


def of_subscript(
    e: Elaboration, node: t.Node, head: t.Node, arguments: tuple[t.Node, ...]
) -> Expression | None:
    r"""`J_f`, `H_f(x)`, `H_{f\circ v}(x)`; None if the head is no operator letter with a function below it."""
    if not isinstance(head, t.Subscript):
        return None
    letter = operator_letter(e, head.base)
    functions = head.script.operands if isinstance(head.script, t.Circ) else (head.script,)
    if letter is None or not all(is_function(e, function) for function in functions):
        return None
    operand = (
        functions[-1] if not arguments else t.Call(head.start, node.end, functions[-1], arguments, "()", True)
    )
    for function in reversed(functions[:-1]):
        operand = t.Call(head.start, node.end, function, (operand,), "()", True)
    if len(functions) == 1:
        return apply_letter(e, node, letter, operand)
    body = e.expression(operand)
    by = variable_of(e, functions[-1], e.expression(functions[-1]))
    if len(arguments) == 1:
        by = e.expression(arguments[0])
    return differentiate(e, node, body, (by,) * letter.order, NUMERATOR if letter.order == 1 else None)
