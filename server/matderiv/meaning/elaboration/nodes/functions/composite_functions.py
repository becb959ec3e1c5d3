r"""Functions known by name that are made of others: `\mathrm{SiLU}`, `\operatorname{logit}`, `\log_2`."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias

from matderiv import algebra as a
from matderiv.algebra import SCALAR, Expression
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.errors import ElaborationError
from matderiv.syntax import tree as t

Composite: TypeAlias = Callable[[Expression], Expression]

_USUAL_SLOPE = Fraction(1, 100)
_ASSUMED = {
    "leakyrelu": "the slope of LeakyReLU below zero is 0.01",
    "elu": "the scale of ELU below zero is 1",
}
COMPOSITE_ALIASES = {
    "SiLU": "silu",
    "swish": "silu",
    "Swish": "silu",
    "LeakyReLU": "leakyrelu",
    "LReLU": "leakyrelu",
    "lrelu": "leakyrelu",
    "leaky_relu": "leakyrelu",
    "ELU": "elu",
    "Mish": "mish",
    "Softsign": "softsign",
}


def _number(value: Fraction | int) -> Expression:
    return a.Number(Fraction(value))


def _constant(value: Fraction | int, x: Expression) -> Expression:
    """A number in every entry of an array of the shape of x."""
    if x.shape == SCALAR:
        return _number(value)
    ones = a.Ones(x.shape)
    return ones if value == 1 else _scaled(value, ones)


def _scaled(factor: Fraction | int, x: Expression) -> Expression:
    return a.Product((_number(factor), x))


def _times(x: Expression, y: Expression) -> Expression:
    return a.Product((x, y)) if x.shape == SCALAR else a.Hadamard(x, y)


def _over(x: Expression, y: Expression) -> Expression:
    return a.Quotient(x, y) if y.shape == SCALAR else a.ElementwiseQuotient(x, y)


def _minus(x: Expression, y: Expression) -> Expression:
    return a.Add((x, a.Negate(y)))


def _of(name: str, x: Expression) -> Expression:
    return a.Elementwise(name, x)


def _reciprocal_of(name: str) -> Composite:
    return lambda x: _over(_constant(1, x), _of(name, x))


def _silu(x: Expression) -> Expression:
    return _times(x, _of("sigmoid", x))


def _slope_of_silu(x: Expression) -> Expression:
    s = _of("sigmoid", x)
    return a.Add((s, _times(_times(x, s), _minus(_constant(1, x), s))))


def _leaky_relu(x: Expression) -> Expression:
    return _minus(_of("relu", x), _scaled(_USUAL_SLOPE, _of("relu", a.Negate(x))))


def _slope_of_leaky_relu(x: Expression) -> Expression:
    return a.Add((_of("step", x), _scaled(_USUAL_SLOPE, _of("step", a.Negate(x)))))


def _elu(x: Expression) -> Expression:
    """max(x, 0) + exp(min(x, 0)) - 1."""
    below = _of("exp", a.Negate(_of("relu", a.Negate(x))))
    return _minus(a.Add((_of("relu", x), below)), _constant(1, x))


def _slope_of_elu(x: Expression) -> Expression:
    return a.Add((_of("step", x), _times(_of("step", a.Negate(x)), _of("exp", x))))


def _logit(x: Expression) -> Expression:
    return _minus(_of("log", x), _of("log", _minus(_constant(1, x), x)))


COMPOSITES: dict[str, tuple[Composite, Composite | None]] = {
    "silu": (_silu, _slope_of_silu),
    "leakyrelu": (_leaky_relu, _slope_of_leaky_relu),
    "elu": (_elu, _slope_of_elu),
    "mish": (lambda x: _times(x, _of("tanh", _of("softplus", x))), None),
    "softsign": (lambda x: _over(x, a.Add((_constant(1, x), _of("abs", x)))), None),
    "logit": (_logit, None),
    "log1p": (lambda x: _of("log", a.Add((_constant(1, x), x))), None),
    "expm1": (lambda x: _minus(_of("exp", x), _constant(1, x)), None),
    "cot": (lambda x: _over(_of("cos", x), _of("sin", x)), None),
    "coth": (lambda x: _over(_of("cosh", x), _of("sinh", x)), None),
    "sec": (_reciprocal_of("cos"), None),
    "csc": (_reciprocal_of("sin"), None),
    "sech": (_reciprocal_of("cosh"), None),
}
"""By name: the value at an array, and the elementwise derivative where notes write it with a prime."""


def composite_name(name: str) -> str | None:
    """The name in the table that a written name stands for; None if it is not there."""
    known = COMPOSITE_ALIASES.get(name, name)
    return known if known in COMPOSITES else None


def apply_composite(e: Elaboration, node: t.Node, name: str, x: Expression, order: int) -> Expression:
    """A function of the table, or its elementwise derivative, at an array."""
    if name in _ASSUMED:
        e.assume(_ASSUMED[name])
        e.guessed_functions.add(name)
    value, slope = COMPOSITES[name]
    if order == 0:
        return value(x)
    if order > 1 or slope is None:
        raise ElaborationError.at(node, f"a derivative of {name} by a prime")
    return slope(x)


def logarithm_to_a_base(e: Elaboration, node: t.Call) -> Expression | None:
    r"""`\log_2 x`, `\log_b(x)`; None for any other call."""
    match node.function:
        case t.Subscript(base=t.FunctionName(name="log"), script=script) if len(node.arguments) == 1:
            argument = e.expression(node.arguments[0])
            value = e.build(node, a.Elementwise, "log", argument)
            if isinstance(script, t.Identifier) and script.name == "e":
                return value
            base = e.expression(script)
            return e.build(node, a.Quotient, value, a.Elementwise("log", base))
    return None
