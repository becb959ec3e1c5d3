"""Typed expressions as JAX computations, written without the calculus, the oracle or the generated code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from typing import Any

import jax
import jax.numpy as jnp

from matderiv import algebra as a

FUNCTIONS = {
    "sin": jnp.sin,
    "cos": jnp.cos,
    "tanh": jnp.tanh,
    "sigmoid": jax.nn.sigmoid,
    "softplus": jax.nn.softplus,
    "arctan": jnp.arctan,
    "exp": jnp.exp,
    "erf": jax.scipy.special.erf,
    "gelu": lambda x: jax.nn.gelu(x, approximate=False),
    "log": jnp.log,
    "sqrt": jnp.sqrt,
}


class UntranslatedError(Exception):
    """A node kind that this translation does not know."""


def value(node: Any, at: Mapping[str, Any], sizes: Mapping[str, int]) -> Any:  # noqa: C901 - one case a node kind
    """The value as an array with the axes of the node's shape."""

    def of(part: Any) -> Any:
        return value(part, at, sizes)

    def shape(axes: Any) -> tuple[int, ...]:
        return tuple(size.evaluate(sizes) for size in axes)

    match node:
        case a.Symbol():
            return at[node.name]
        case a.Named():
            return of(node.definition)
        case a.Number():
            return float(node.value)
        case a.Identity():
            return jnp.eye(*shape(node.shape[:1]))
        case a.Ones():
            return jnp.ones(shape(node.shape))
        case a.Add():
            return sum(map(of, node.terms))
        case a.Negate():
            return -of(node.operand)
        case a.Product():
            return _product(node, of)
        case a.Quotient() | a.ElementwiseQuotient():
            left, right = node.children()
            return of(left) / of(right)
        case a.Hadamard():
            return of(node.left) * of(node.right)
        case a.ElementwisePower():
            return of(node.base) ** of(node.exponent)
        case a.Power():
            return (
                of(node.base) ** of(node.exponent)
                if not node.shape
                else jnp.linalg.matrix_power(of(node.base), int(node.exponent.value))
            )
        case a.Transpose():
            operand = of(node.operand)
            if operand.ndim == 1:
                return operand[None, :]
            return operand[0] if len(node.shape) == 1 else operand.T
        case a.Inverse():
            return jnp.linalg.inv(of(node.operand))
        case a.Trace():
            return jnp.trace(of(node.operand))
        case a.Determinant():
            return jnp.linalg.det(of(node.operand))
        case a.DiagonalMatrix() | a.DiagonalOf():
            return jnp.diag(of(node.operand))
        case a.InnerProduct():
            return jnp.sum(of(node.left) * of(node.right))
        case a.EntrySum():
            return jnp.sum(of(node.argument))
        case a.Elementwise() if node.order == 0 and node.function in FUNCTIONS:
            return FUNCTIONS[node.function](of(node.argument))
        case a.Softmax():
            return jax.nn.softmax(of(node.argument), axis={"row": 1, "column": 0}.get(node.over))
        case a.LogSumExp():
            return jax.scipy.special.logsumexp(of(node.argument))
        case a.Norm() if node.kind in ("2", "frobenius"):
            return jnp.sqrt(jnp.sum(of(node.argument) ** 2))
        case a.Kronecker() if len(node.left.shape) == len(node.right.shape):
            return jnp.kron(of(node.left), of(node.right))
    raise UntranslatedError(type(node).__name__)


def _product(node: Any, of: Any) -> Any:
    """From the left, with columns as n × 1 matrices."""

    def full(part: Any) -> Any:
        array = jnp.asarray(of(part))
        return array[:, None] if array.ndim == 1 else array

    def times(left: Any, right: Any) -> Any:
        if left.shape == (1, 1) and right.ndim == 2 and right.shape[0] != 1:
            left = left[0, 0]
        return left @ right if left.ndim == right.ndim == 2 else left * right

    product = reduce(times, map(full, node.factors))
    return product.reshape(()) if not node.shape else product[:, 0] if len(node.shape) == 1 else product
