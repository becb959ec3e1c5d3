"""Checks every form of a derivative against the array of its entries."""

from __future__ import annotations

from typing import Any

import numpy as np

from matderiv.algebra import Expression, Index, Symbol, derivative_shape, jacobian_axes
from matderiv.calculus import DerivativeTensor

from .evaluate import Point, evaluate

Array = Any
LETTERS = ("i", "j", "k", "l", "a", "b")


def close(actual: Array, expected: Array, tolerance: float) -> bool:
    scale = max(1.0, float(np.max(np.abs(expected), initial=0)))
    return np.shape(actual) == np.shape(expected) and np.allclose(actual, expected, atol=tolerance * scale)


def without_ones(array: Array) -> Array:
    return np.squeeze(np.asarray(array))


def assert_indices(tensor: DerivativeTensor, expected: Array, point: Point, tolerance: float) -> None:
    letters = LETTERS[: len(tensor.index_sizes)]
    entry = tensor.to_indices(letters)
    indices = [Index(name, size) for name, size in zip(letters, tensor.index_sizes, strict=True)]
    target = expected.reshape([size.evaluate(point.sizes) for size in tensor.index_sizes])
    actual = np.empty_like(target, dtype=float)
    for position in np.ndindex(target.shape):
        inner = Point(point.sizes, point.values, point.functions, dict(point.indices))
        for index, value in zip(indices, position, strict=True):
            inner = inner.at(index, value + 1)
        actual[position] = evaluate(entry, inner)
    assert close(actual, target, tolerance)


def assert_matrix(
    tensor: DerivativeTensor, expected: Array, point: Point, tolerance: float, layout: str
) -> None:
    matrix = tensor.to_matrix(layout)
    if matrix is None:
        return
    shape = derivative_shape(tensor.value_shape, tensor.variable_shapes, layout)
    assert matrix.shape == shape
    mixed = tensor.to_matrix("mixed")
    assert mixed is not None
    reference = without_ones(evaluate(mixed, point))
    assert close(reference, without_ones(expected), tolerance)
    actual = without_ones(evaluate(matrix, point))
    varying = [jacobian_axes(shape) for shape in tensor.variable_shapes if shape]
    value = jacobian_axes(tensor.value_shape)
    turned = len(varying) == 1 and layout == ("denominator" if value else "numerator")
    if turned and (not value or len(value) == len(varying[0]) == 1):
        reference = reference.T
    assert close(actual, reference, tolerance)


def vec(array: Array, axes: int, order: str) -> Array:
    """Stacks the last `axes` axes of an array."""
    shape = array.shape[: array.ndim - axes]
    if axes == 2 and order == "column":
        array = np.swapaxes(array, -1, -2)
    return array.reshape((*shape, -1))


def assert_vec(tensor: DerivativeTensor, expected: Array, point: Point, tolerance: float, order: str) -> None:
    form = tensor.to_vec(order)
    if form is None:
        return
    shapes = [tensor.value_shape, *tensor.variable_shapes]
    if len(shapes) == 3:
        shapes = shapes[1:]
    columns = vec(expected, len(shapes[1]), order)
    stacked = vec(np.moveaxis(columns, -1, 0), len(shapes[0]), order).T
    actual = evaluate(form, point)
    assert actual.size == stacked.size
    assert close(actual.reshape(stacked.shape), stacked, tolerance)


def assert_forms(tensor: DerivativeTensor, expected: Array, point: Point, tolerance: float = 1e-6) -> None:
    """Index form, matrix form in all layouts, and vec form in both orders."""
    assert_indices(tensor, expected, point, tolerance)
    for layout in ("mixed", "numerator", "denominator"):
        assert_matrix(tensor, expected, point, tolerance, layout)
    for order in ("column", "row"):
        assert_vec(tensor, expected, point, tolerance, order)


def assert_adjoint(tensor: DerivativeTensor, expected: Array, point: Point, tolerance: float = 1e-6) -> None:
    """The pullback and the differential of a derivative by one variable."""
    generator = np.random.default_rng(7)
    upstream = Symbol("U_p", tensor.value_shape)
    direction = Symbol("D_p", tensor.variable_shapes[-1])
    values: dict[Expression, Array] = dict(point.values)
    for symbol in (upstream, direction):
        values[symbol] = generator.normal(size=point.size(symbol.shape))
    inner = Point(point.sizes, values, point.functions, point.indices)
    order = len(tensor.value_shape)
    pullback = tensor.contract_with_value(upstream)
    if pullback is not None:
        assert pullback.shape == tensor.variable_shapes[0]
        target = np.tensordot(values[upstream], expected, (range(order), range(order)))
        assert close(evaluate(pullback, inner), target, tolerance)
    differential = tensor.apply_to(direction)
    if differential is not None:
        assert differential.shape == tensor.value_shape
        axes = range(order, order + len(tensor.variable_shapes[0]))
        target = np.tensordot(expected, values[direction], (axes, range(len(tensor.variable_shapes[0]))))
        assert close(evaluate(differential, inner), target, tolerance)
