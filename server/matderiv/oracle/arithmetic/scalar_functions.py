"""The scalar functions of `algebra.function_table`, with derivatives that are again such functions."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from .duals import Array, Dual, Floats, add, multiply, negate, pointwise, reciprocal, scale, square, value_of
from .primitives import exponential, logarithm, root

_error_function = np.vectorize(math.erf, otypes=[float])


def _one_minus(x: Array) -> Array:
    return add(np.ones(()), negate(x))


def sine(x: Array) -> Array:
    return pointwise(np.sin, cosine, x)


def cosine(x: Array) -> Array:
    return pointwise(np.cos, lambda p: negate(sine(p)), x)


def tangent(x: Array) -> Array:
    return pointwise(np.tan, lambda p: add(np.ones(()), square(tangent(p))), x)


def hyperbolic_sine(x: Array) -> Array:
    return pointwise(np.sinh, hyperbolic_cosine, x)


def hyperbolic_cosine(x: Array) -> Array:
    return pointwise(np.cosh, hyperbolic_sine, x)


def hyperbolic_tangent(x: Array) -> Array:
    return pointwise(np.tanh, lambda p: _one_minus(square(hyperbolic_tangent(p))), x)


def inverse_sine(x: Array) -> Array:
    return pointwise(np.arcsin, lambda p: reciprocal(root(_one_minus(square(p)))), x)


def inverse_cosine(x: Array) -> Array:
    return pointwise(np.arccos, lambda p: negate(reciprocal(root(_one_minus(square(p))))), x)


def inverse_tangent(x: Array) -> Array:
    return pointwise(np.arctan, lambda p: reciprocal(add(np.ones(()), square(p))), x)


def sigmoid(x: Array) -> Array:
    def derivative(p: Array) -> Array:
        value = sigmoid(p)
        return multiply(value, _one_minus(value))

    return pointwise(lambda a: 0.5 * (1.0 + np.tanh(0.5 * a)), derivative, x)


def softplus(x: Array) -> Array:
    return pointwise(lambda a: np.logaddexp(0.0, a), sigmoid, x)


def step(x: Array) -> Array:
    """1 where x > 0, else 0; undefined at the kink."""
    values = value_of(x)
    return np.where(values == 0, np.nan, np.where(values > 0, 1.0, 0.0))


def relu(x: Array) -> Array:
    return pointwise(lambda a: np.maximum(a, 0.0), step, x)


def sign(x: Array) -> Array:
    values = value_of(x)
    return np.where(values == 0, np.nan, np.sign(values))


def absolute(x: Array) -> Array:
    return pointwise(np.abs, sign, x)


def error_function(x: Array) -> Array:
    return pointwise(
        _error_function, lambda p: scale(2.0 / math.sqrt(math.pi), exponential(negate(square(p)))), x
    )


def gelu(x: Array) -> Array:
    """x Φ(x) with the normal distribution function Φ (Hendrycks and Gimpel, 2016)."""
    normal = add(np.array(0.5), scale(0.5, error_function(scale(math.sqrt(0.5), x))))
    return multiply(x, normal)


SCALAR_FUNCTIONS: dict[str, Callable[[Array], Array]] = {
    "exp": exponential,
    "log": logarithm,
    "sin": sine,
    "cos": cosine,
    "tan": tangent,
    "sinh": hyperbolic_sine,
    "cosh": hyperbolic_cosine,
    "tanh": hyperbolic_tangent,
    "arcsin": inverse_sine,
    "arccos": inverse_cosine,
    "arctan": inverse_tangent,
    "sqrt": root,
    "sigmoid": sigmoid,
    "softplus": softplus,
    "relu": relu,
    "step": step,
    "gelu": gelu,
    "erf": error_function,
    "abs": absolute,
    "sign": sign,
}


def derivative_of_order(function: Callable[[Array], Array], order: int, x: Array, level: int) -> Array:
    """The `order`-th derivative of a scalar function at every entry of x; `level` is not in use yet."""
    if order == 0:
        return function(x)
    one: Floats = np.ones(())
    lifted = Dual(level, x, one)
    result = derivative_of_order(function, order - 1, lifted, level + 1)
    if isinstance(result, Dual) and result.level == level:
        return result.tangent
    return np.zeros(value_of(x).shape)
