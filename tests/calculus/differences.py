"""Finite differences of an expression, evaluated by `evaluate.py`, as the truth about its derivative."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from matderiv.algebra import Expression, Member, Named, Symbol, with_implied

from .evaluate import Point, evaluate

Array = Any

SIZES = {"m": 3, "n": 4, "p": 2, "q": 5, "k": 6, "N": 3}
STEP = {1: 1e-5, 2: 2e-4}


def draw(symbol: Symbol, generator: np.random.Generator, sizes: Mapping[str, int]) -> Array:
    """A random value with the declared properties."""
    shape = tuple(size.evaluate(sizes) for size in symbol.shape)
    properties = with_implied(symbol.properties)
    value = generator.normal(size=shape)
    if "positive definite" in properties:
        return value @ value.T / shape[0] + np.eye(shape[0])
    if "orthogonal" in properties:
        return np.linalg.qr(value)[0]
    if "symmetric" in properties:
        value = (value + value.T) / 2
    if "diagonal" in properties:
        return np.diag(np.diag(value))
    if "signs" in properties:
        return np.sign(value)
    if "positive" in properties:
        return np.abs(value) + 0.5
    if len(shape) == 2 and shape[0] == shape[1]:
        return value / 2 + 1.5 * np.eye(shape[0])
    return value


def symbols_of(expressions: Iterable[Expression]) -> list[Symbol]:
    """All symbols, also those of families and inside named quantities."""
    found: dict[Symbol, None] = {}
    stack = list(expressions)
    while stack:
        node = stack.pop()
        if isinstance(node, Symbol):
            found[node] = None
        elif isinstance(node, Named):
            stack.append(node.definition)
        else:
            if isinstance(node, Member):
                found[node.family] = None
            stack.extend(node.children())
    return sorted(found, key=lambda symbol: (symbol.name, str(symbol.shape)))


def random_point(
    expressions: Iterable[Expression], seed: int = 0, sizes: Mapping[str, int] | None = None
) -> Point:
    generator = np.random.default_rng(seed)
    sizes = SIZES if sizes is None else sizes
    return Point(sizes, {symbol: draw(symbol, generator, sizes) for symbol in symbols_of(expressions)})


def finite_differences(expression: Expression, variables: Sequence[Symbol], point: Point) -> Array:
    """The derivative with the value's axes, then each variable's."""
    step = STEP[len(variables)]
    value_shape = evaluate(expression, point).shape
    shapes = [np.shape(point.values[variable]) for variable in variables]
    result = np.empty((*value_shape, *(size for shape in shapes for size in shape)))
    for places in itertools.product(*(np.ndindex(*shape) for shape in shapes)):
        total = 0.0
        for signs in itertools.product((1, -1), repeat=len(variables)):
            values = dict(point.values)
            for variable, place, sign in zip(variables, places, signs, strict=True):
                moved = np.array(values[variable], dtype=float)
                moved[place] += sign * step
                values[variable] = moved
            moved_point = Point(point.sizes, values, point.functions, point.indices)
            total = total + np.prod(signs) * evaluate(expression, moved_point)
        position = tuple(axis for place in places for axis in place)
        result[(..., *position)] = total / (2 * step) ** len(variables)
    return result
