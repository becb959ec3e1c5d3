"""Products, quotients, contractions, and rearrangements of axes."""

from __future__ import annotations

import math
from string import ascii_letters

import numpy as np

from ...algebra import (
    AxisPermutation,
    Contraction,
    ElementwiseQuotient,
    Expression,
    Hadamard,
    InnerProduct,
    Kronecker,
    Product,
    Quotient,
    Reshape,
    product_shape,
)
from ..arithmetic.axes import as_matrix, drop_to, expand, permute, reshape, total
from ..arithmetic.duals import Array, Floats, bilinear, linear, matmul, multiply, reciprocal
from ..evaluation import Evaluator, Rule


def product(node: Product, at: Evaluator) -> Array:
    result, shape = at.value(node.factors[0]), node.factors[0].shape
    for factor in node.factors[1:]:
        value, joined = at.value(factor), product_shape(shape, factor.shape)
        at.require_room(math.prod(at.dimensions(joined)) * at.frame.entries)
        left, right = len(shape), len(factor.shape)
        if left == 0 or right == 0:
            result = multiply(expand(result, right), expand(value, left))
        else:
            both = matmul(as_matrix(result, left), as_matrix(value, right))
            result = drop_to(both, len(joined))
        shape = joined
    return result


def quotient(node: Quotient, at: Evaluator) -> Array:
    divisor = reciprocal(at.value(node.denominator))
    return multiply(at.value(node.numerator), expand(divisor, len(node.shape)))


def hadamard(node: Hadamard, at: Evaluator) -> Array:
    return multiply(at.value(node.left), at.value(node.right))


def elementwise_quotient(node: ElementwiseQuotient, at: Evaluator) -> Array:
    return multiply(at.value(node.left), reciprocal(at.value(node.right)))


def kronecker(node: Kronecker, at: Evaluator) -> Array:
    left = as_matrix(at.value(node.left), len(node.left.shape))
    right = as_matrix(at.value(node.right), len(node.right.shape))
    blocks = multiply(
        linear(lambda a: a[..., :, None, :, None], left), linear(lambda a: a[..., None, :, None, :], right)
    )

    def joined(a: Floats) -> Floats:
        m, p, n, q = a.shape[-4:]
        return a.reshape(*a.shape[:-4], m * p, n * q)

    return drop_to(linear(joined, blocks), len(node.shape))


def inner_product(node: InnerProduct, at: Evaluator) -> Array:
    return total(multiply(at.value(node.left), at.value(node.right)), len(node.left.shape))


def contraction(node: Contraction, at: Evaluator) -> Array:
    return contract(at.value(node.left), at.value(node.right), node.left, node.right, node.pairs)


def contract(
    left: Array, right: Array, of_left: Expression, of_right: Expression, pairs: tuple[tuple[int, int], ...]
) -> Array:
    """The sum over paired axes; the remaining axes of left come before those of right."""
    left_rank, right_rank = len(of_left.shape), len(of_right.shape)
    letters = ascii_letters[: left_rank + right_rank]
    left_letters, right_letters = list(letters[:left_rank]), list(letters[left_rank:])
    for i, j in pairs:
        right_letters[j] = left_letters[i]
    summed = {left_letters[i] for i, _ in pairs}
    kept = "".join(letter for letter in left_letters + right_letters if letter not in summed)
    subscripts = f"...{''.join(left_letters)},...{''.join(right_letters)}->...{kept}"
    return bilinear(lambda a, b: np.einsum(subscripts, a, b), left, right)


def axis_permutation(node: AxisPermutation, at: Evaluator) -> Array:
    return permute(at.value(node.operand), node.permutation)


def reshaped(node: Reshape, at: Evaluator) -> Array:
    return reshape(at.value(node.operand), len(node.operand.shape), at.dimensions(node.shape))


RULES: dict[type[Expression], Rule] = {
    Product: product,
    Quotient: quotient,
    Hadamard: hadamard,
    ElementwiseQuotient: elementwise_quotient,
    Kronecker: kronecker,
    InnerProduct: inner_product,
    Contraction: contraction,
    AxisPermutation: axis_permutation,
    Reshape: reshaped,
}
