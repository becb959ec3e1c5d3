r"""Derivatives written as fractions: `\frac{\partial f}{\partial x}`, `\frac{d}{dx} …`, `∂L/∂W`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from matderiv import algebra as a
from matderiv.algebra import Expression
from matderiv.meaning.declarations.subjects import power_name
from matderiv.meaning.elaboration.nodes.derivatives.differentiate import (
    HIGHEST_ORDER,
    depends_on,
    differentiate,
    require_variable,
)
from matderiv.meaning.elaboration.nodes.derivatives.rates import rate_along_dynamics
from matderiv.meaning.elaboration.nodes.indices.upper_indices import lowered
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.errors import ElaborationError, NotationError
from matderiv.meaning.elaboration.state.identity_cache import IdentityCache
from matderiv.meaning.elaboration.state.layouts import NUMERATOR
from matderiv.syntax import tree as t


@dataclass(frozen=True, slots=True)
class DerivativeParts:
    """A derivative taken apart: what is differentiated (None for a bare operator) and by what, in order."""

    body: t.Node | None
    variables: tuple[t.Node, ...]
    transposed: tuple[bool, ...]


def read_derivative(node: t.Node) -> DerivativeParts | None:
    """The parts of a fraction of differentials; None for an ordinary fraction."""
    return _parts_of(node) if isinstance(node, (t.Fraction, t.Division)) else None


def _read_derivative(node: t.Node) -> DerivativeParts | None:
    match node:
        case t.Fraction(numerator=above, denominator=below):
            pass
        case t.Division(operands=(above, below)):
            pass
        case _:
            return None
    numerator = _unwrapped(above)
    if not isinstance(numerator, t.Differential):
        return None
    denominator = _unwrapped(below)
    if (
        numerator.order is None
        and isinstance(denominator, t.Differential)
        and denominator.operand is not None
    ):
        denominator = replace(denominator, operand=lowered(_without_brackets(denominator.operand)))
        if power_name(denominator.operand or denominator) is not None:
            return DerivativeParts(numerator.operand, (denominator.operand or denominator,), (False,))
    variables = _variables(denominator)
    if variables is None:
        return None
    plain = tuple(v.base if isinstance(v, t.Transpose) else v for v in variables)
    return DerivativeParts(numerator.operand, plain, tuple(isinstance(v, t.Transpose) for v in variables))


_parts_of: IdentityCache[t.Node, DerivativeParts | None] = IdentityCache(_read_derivative, 256)


def _unwrapped(node: t.Node) -> t.Node:
    while isinstance(node, t.Styled) or (isinstance(node, t.Group) and isinstance(node.body, t.Differential)):
        node = node.body
    return node


def _without_brackets(operand: t.Node) -> t.Node:
    r"""The power in `\partial(\sigma^2)`; anything else as it is."""
    if isinstance(operand, t.Group) and operand.opening == "(" and power_name(operand.body) is not None:
        return operand.body
    return operand


def _variables(node: t.Node) -> tuple[t.Node, ...] | None:
    match node:
        case t.Differential(operand=None):
            return None
        case t.Differential(operand=operand) if operand is not None:
            return _repeated(operand)
        case t.Power(base=t.Differential() as inner, exponent=exponent):
            single = _variables(inner)
            return None if single is None else _repetition(single[0], exponent)
        case t.Transpose(base=t.Differential() as inner, mark=mark):
            single = _variables(inner)
            return None if single is None else (t.Transpose(node.start, node.end, single[0], mark),)
        case t.Juxtaposition(factors=factors):
            found = [_variables(_unwrapped(factor)) for factor in factors]
            return None if any(f is None for f in found) else tuple(v for f in found for v in f or ())
    return None


def _repeated(operand: t.Node) -> tuple[t.Node, ...]:
    r"""`\partial x^2` below the line is x twice; a juxtaposition may hide `\partial x \partial y`."""
    if isinstance(operand, t.Power):
        return _repetition(operand.base, operand.exponent)
    if isinstance(operand, t.Group) and isinstance(operand.body, (t.Identifier, t.Subscript, t.Call)):
        return (operand.body,)
    return (operand,)


def _repetition(variable: t.Node, exponent: t.Node) -> tuple[t.Node, ...]:
    count = int(exponent.text) if isinstance(exponent, t.Number) and exponent.text.isdigit() else 0
    if not 1 <= count <= HIGHEST_ORDER:
        raise ElaborationError.at(exponent, f"a derivative of an order above {HIGHEST_ORDER}")
    return (variable,) * count


def derivative_of_fraction(e: Elaboration, node: t.Node) -> Expression | None:
    """The derivative that a fraction writes; None for an ordinary fraction."""
    parts = read_derivative(node)
    if parts is None:
        return None
    if parts.body is None:
        raise NotationError.at(node, "a derivative operator without an operand")
    return derivative(e, node, parts.body, parts)


def derivative_operator(e: Elaboration, node: t.DerivativeOperator) -> Expression:
    r"""`\frac{\partial}{\partial x} body`."""
    parts = read_derivative(node.fraction)
    if parts is None:
        raise NotationError.at(node, "an operator that is no derivative")
    return derivative(e, node, node.operand, parts)


def derivative(e: Elaboration, node: t.Node, body_node: t.Node, parts: DerivativeParts) -> Expression:
    """The derivative of a body by the variables of an operator."""
    if len(parts.variables) == 1 and isinstance(parts.variables[0], t.Power):
        return _by_power(e, node, body_node, parts.variables[0])
    variables = tuple(variable(e, v) for v in parts.variables)
    outer = e.points
    e.points = [*variables, *(v.operand for v in variables if isinstance(v, a.Entry)), *outer]
    try:
        body = e.expression(body_node)
        if isinstance(body_node, t.Call) and not all(depends_on(body, v) for v in variables):
            found = _at_a_point(e, node, body_node, variables, body)
            if found is not None:
                return found
        if _is_time(parts.variables) and not depends_on(body, variables[0]):
            found = rate_along_dynamics(e, node, e.resolve(body))
            if found is not None:
                return found
    finally:
        e.points = outer
    return _arranged(e, node, body, variables, parts.transposed)


def _is_time(variables: tuple[t.Node, ...]) -> bool:
    """Whether a derivative is one of first order by t."""
    return len(variables) == 1 and isinstance(variables[0], t.Identifier) and variables[0].name == "t"


def _by_power(e: Elaboration, node: t.Node, body_node: t.Node, power: t.Power) -> Expression:
    r"""`\frac{\partial f}{\partial \sigma^2}`, of first order: the derivative by s, over that of s^k by s."""
    single = DerivativeParts(body_node, (power.base,), (False,))
    by = variable(e, power.base)
    if by.shape != a.SCALAR:
        raise ElaborationError.at(power, "a derivative of first order by a power of an array")
    inner = differentiate(e, node, e.expression(power), (by,))
    return a.Product((derivative(e, node, body_node, single), a.Power(inner, a.Number(Fraction(-1)))))


def _arranged(
    e: Elaboration, node: t.Node, body: Expression, variables: tuple[Expression, ...], marks: tuple[bool, ...]
) -> Expression:
    if len(variables) == 1 and marks[0]:
        if len(variables[0].shape) == 2 and not a.is_row(variables[0].shape):
            return differentiate(e, node, body, (a.Transpose(variables[0]),))
        return differentiate(e, node, body, variables, NUMERATOR)
    return differentiate(e, node, body, variables)


def variable(e: Elaboration, node: t.Node) -> Expression:
    """What a derivative is taken by. Raises ElaborationError if that is no variable."""
    if isinstance(node, t.Call) and not node.certain:
        return variable(e, node.function)
    found = e.expression(node)
    require_variable(node, found)
    return found


def _at_a_point(
    e: Elaboration, node: t.Node, call: t.Call, variables: tuple[Expression, ...], body: Expression
) -> Expression | None:
    r"""`\frac{\partial f(x_0)}{\partial x}`: the derivative by x, at x_0."""
    if len(call.arguments) != 1 or len(variables) != 1:
        return None
    point = e.expression(call.arguments[0])
    if not e.same_shape(point.shape, variables[0].shape):
        return None
    general = e.expression(call.function)
    if not depends_on(general, variables[0]):
        return None
    return e.build(node, a.Substitution, differentiate(e, node, general, variables), variables[0], point)
