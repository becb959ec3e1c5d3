"""Elementwise functions by SymPy's name; those that SymPy does not have, by their formula."""

from __future__ import annotations

from matderiv.notation.numpy_source.code import CodeError
from matderiv.notation.sympy_source.construction import Call, Integer, Operation, Piece

NAMES = {
    "exp": "exp",
    "log": "log",
    "sin": "sin",
    "cos": "cos",
    "tan": "tan",
    "sinh": "sinh",
    "cosh": "cosh",
    "tanh": "tanh",
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
    "sqrt": "sqrt",
    "erf": "erf",
    "step": "Heaviside",
    "sign": "sign",
}

SPECIAL_FUNCTIONS = ("sigmoid", "softplus", "relu", "gelu", "abs")


def _times(*factors: Piece) -> Piece:
    return Operation("*", factors)


def _plus(*terms: Piece) -> Piece:
    return Operation("+", terms)


def _exponential(exponent: Piece) -> Piece:
    return Call("exp", (exponent,))


def _half() -> Piece:
    return Call("Rational", (Integer(1), Integer(2)))


def special_function(name: str, z: Piece) -> Piece:
    """The value of a function that SymPy does not have; the absolute value is that of a real number."""
    one, minus = Integer(1), Integer(-1)
    match name:
        case "sigmoid":
            return Operation("**", (_plus(one, _exponential(_times(minus, z))), minus))
        case "softplus":
            return Call("log", (_plus(one, _exponential(z)),))
        case "relu":
            return Call("Max", (Integer(0), z))
        case "abs":
            return _times(z, Call("sign", (z,)))
        case "gelu":
            scaled = _times(z, Operation("**", (Integer(2), _times(minus, _half()))))
            return _times(_half(), z, _plus(one, Call("erf", (scaled,))))
    raise CodeError(f"SymPy has no function {name}")


def name_of(function: str) -> str:
    """SymPy's name of a function, or its own where it is a special one. CodeError for one without either."""
    if function in SPECIAL_FUNCTIONS:
        return function
    if function not in NAMES:
        raise CodeError(f"SymPy has no function {function}")
    return NAMES[function]
