"""Norms of vectors and matrices."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from matderiv.algebra import (
    Eigenvector,
    Elementwise,
    Expression,
    Indicator,
    Inverse,
    MatrixFunction,
    Norm,
    Ones,
    Product,
    Transpose,
)

from ..contraction.subscripts import Subscripts, fresh, fresh_axes
from ..errors import NotDifferentiable
from .step import Context, Step, at


def norm(node: Expression, subscripts: Subscripts, context: Context) -> Iterable[Step]:
    assert isinstance(node, Norm)
    if not node.argument.shape:
        return _absolute_value(node, context)
    if node.kind in {"2", "frobenius"}:
        return _euclidean(node, context)
    if node.kind in TABLE:
        return TABLE[node.kind](node, context)
    raise NotDifferentiable(f"The derivative of the norm {node.kind} is not known.")


def _absolute_value(node: Norm, context: Context) -> tuple[Step, ...]:
    context.require(node.argument, "nonzero")
    return (Step(node.argument, (), (at(Elementwise("sign", node.argument)),)),)


def _euclidean(node: Norm, context: Context) -> tuple[Step, ...]:
    """d‖u‖ = u^T du / ‖u‖ (The Matrix Cookbook 129)."""
    context.require(node.argument, "nonzero")
    axes = fresh_axes(node.argument.shape)
    pieces = (at(node.argument, *axes), at(node, exponent=Fraction(-1)))
    return (Step(node.argument, axes, pieces, axes),)


def is_euclidean(node: Norm) -> bool:
    """Whether the norm is the root of the sum of the squared entries."""
    return bool(node.argument.shape) and node.kind in {"2", "frobenius"}


def power_of_norm(node: Norm, power: Fraction) -> tuple[Step, ...]:
    """d‖u‖^p = p ‖u‖^{p-2} u^T du for p ≥ 2, at zero too."""
    axes = fresh_axes(node.argument.shape)
    pieces = (at(node.argument, *axes), at(node, exponent=power - 2))
    return (Step(node.argument, axes, pieces, axes, power),)


def _one(node: Norm, context: Context) -> tuple[Step, ...]:
    context.require(node.argument, "without zero entries")
    axes = fresh_axes(node.argument.shape)
    return (Step(node.argument, axes, (at(Elementwise("sign", node.argument), *axes),), axes),)


def _infinity(node: Norm, context: Context) -> tuple[Step, ...]:
    """The sign of the entry of largest absolute value, where there is only one such entry."""
    context.remark("one entry alone has the largest absolute value")
    argument, axes = node.argument, fresh_axes(node.argument.shape)
    largest = Indicator(Elementwise("abs", argument), "≥", Product((node, Ones(argument.shape))))
    pieces = (at(largest, *axes), at(Elementwise("sign", argument), *axes))
    return (Step(argument, axes, pieces, axes),)


def _nuclear(node: Norm, context: Context) -> tuple[Step, ...]:
    """X (X^T X)^{-1/2}, which is U V^T of the singular value decomposition, for full column rank."""
    argument = node.argument
    if len(argument.shape) == 1:
        return _euclidean(node, context)
    context.require(argument, "full column rank")
    root = Inverse(MatrixFunction("sqrt", Product((Transpose(argument), argument))))
    row, column, middle = fresh(argument.shape[0]), fresh(argument.shape[1]), fresh(argument.shape[1])
    pieces = (at(argument, row, middle), at(root, middle, column))
    return (Step(argument, (row, column), pieces, (row, column, middle)),)


def _spectral(node: Norm, context: Context) -> tuple[Step, ...]:
    """X v v^T / ‖X‖ with the first right singular vector v, where the largest singular value is simple."""
    argument = node.argument
    if len(argument.shape) == 1:
        return _euclidean(node, context)
    context.remark("the largest singular value is simple and not zero")
    vector = Eigenvector(Product((Transpose(argument), argument)), -1)
    row, column, middle = fresh(argument.shape[0]), fresh(argument.shape[1]), fresh(argument.shape[1])
    pieces = (
        at(argument, row, middle),
        at(vector, middle),
        at(vector, column),
        at(node, exponent=Fraction(-1)),
    )
    return (Step(argument, (row, column), pieces, (row, column, middle)),)


TABLE = {"1": _one, "inf": _infinity, "nuclear": _nuclear, "spectral": _spectral}
