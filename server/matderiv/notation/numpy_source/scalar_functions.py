"""Elementwise functions and their first derivatives as NumPy source."""

from __future__ import annotations

import math
from fractions import Fraction

from matderiv.notation.numpy_source.code import Code, CodeError, Precedence

_TEMPLATES: dict[tuple[str, int], str] = {
    ("tan", 0): "np.tan({x})",
    ("tan", 1): "1.0 / np.cos({x})**2",
    ("tan", 2): "_tan_2({x})",
    ("tanh", 0): "np.tanh({x})",
    ("tanh", 1): "1.0 - np.tanh({x})**2",
    ("tanh", 2): "_tanh_2({x})",
    ("arcsin", 0): "np.arcsin({x})",
    ("arcsin", 1): "1.0 / np.sqrt(1.0 - ({x})**2)",
    ("arcsin", 2): "_arcsin_2({x})",
    ("arccos", 0): "np.arccos({x})",
    ("arccos", 1): "-1.0 / np.sqrt(1.0 - ({x})**2)",
    ("arccos", 2): "-_arcsin_2({x})",
    ("arctan", 0): "np.arctan({x})",
    ("arctan", 1): "1.0 / (1.0 + ({x})**2)",
    ("arctan", 2): "_arctan_2({x})",
    ("sigmoid", 0): "_sigmoid({x})",
    ("sigmoid", 1): "_sigmoid_1({x})",
    ("sigmoid", 2): "_sigmoid_2({x})",
    ("softplus", 0): "np.logaddexp(0.0, {x})",
    ("softplus", 1): "_sigmoid({x})",
    ("softplus", 2): "_sigmoid_1({x})",
    ("relu", 0): "np.maximum({x}, 0.0)",
    ("relu", 1): "np.where({x} > 0.0, 1.0, 0.0)",
    ("step", 0): "np.where({x} > 0.0, 1.0, 0.0)",
    ("gelu", 0): "({x}) * _normal_distribution({x})",
    ("gelu", 1): "_gelu_1({x})",
    ("gelu", 2): "_gelu_2({x})",
    ("erf", 0): "_erf({x})",
    ("erf", 1): "2.0 / math.sqrt(math.pi) * np.exp(-({x})**2)",
    ("abs", 0): "np.abs({x})",
    ("abs", 1): "np.sign({x})",
    ("sign", 0): "np.sign({x})",
}

_DERIVATIVE_VANISHES = {("relu", 2), ("step", 1), ("abs", 2), ("sign", 1)}

_CYCLES = {
    "exp": ("np.exp",),
    "sin": ("np.sin", "np.cos", "-np.sin", "-np.cos"),
    "cos": ("np.cos", "-np.sin", "-np.cos", "np.sin"),
    "sinh": ("np.sinh", "np.cosh"),
    "cosh": ("np.cosh", "np.sinh"),
}


def scalar_function(name: str, order: int, argument: Code) -> Code:
    """The derivative of an order of a function of the table, at an array. CodeError if the table ends before."""
    if name in _CYCLES:
        head = _CYCLES[name][order % len(_CYCLES[name])]
        return _signed(f"{head}({argument.text})")
    if name == "log":
        return (
            Code(f"np.log({argument.text})") if order == 0 else _power_rule(Fraction(-1), order - 1, argument)
        )
    if name == "sqrt":
        return (
            Code(f"np.sqrt({argument.text})") if order == 0 else _power_rule(Fraction(1, 2), order, argument)
        )
    if any((name, lower) in _DERIVATIVE_VANISHES for lower in range(order + 1)):
        return Code(f"0.0 * {argument.atom}", Precedence.PRODUCT)
    template = _TEMPLATES.get((name, order))
    if template is None:
        raise CodeError(f"no NumPy source for the derivative of order {order} of {name}")
    return _signed(template.format(x=argument.text))


def _power_rule(exponent: Fraction, order: int, argument: Code) -> Code:
    """The derivative of an order of x to a power."""
    coefficient = math.prod((exponent - k for k in range(order)), start=Fraction(1))
    return _signed(f"{float(coefficient)} * {argument.atom}**{float(exponent - order)}")


def _signed(text: str) -> Code:
    depth = 0
    for position, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0 and character == " " and position:
            is_sum = any(sign in _outside(text) for sign in (" - ", " + "))
            return Code(text, Precedence.SUM if is_sum else Precedence.PRODUCT)
    if text.startswith("-"):
        return Code(text, Precedence.SIGN)
    return Code(text, Precedence.POWER if "**" in _outside(text) else Precedence.ATOM)


def _outside(text: str) -> str:
    depth, kept = 0, []
    for character in text:
        depth += (character == "(") - (character == ")")
        kept.append(character if depth == 0 else "")
    return "".join(kept)
