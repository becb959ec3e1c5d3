"""The value of a line of a derivation by finite differences, without the calculus and without the oracle."""

from __future__ import annotations

from typing import Any

import numpy as np

from matderiv.algebra import (
    Derivative,
    Differential,
    Entry,
    Expression,
    Index,
    IndexForm,
    Named,
    Symbol,
    Tangent,
    free_indices,
    transform_bottom_up,
)
from tests.calculus.differences import finite_differences
from tests.calculus.evaluate import Point, evaluate

Array = Any
STEP = 1e-5


class Directions:
    """A point, and a direction in which each variable moves."""

    def __init__(self, point: Point, seed: int) -> None:
        self.point = point
        self._generator = np.random.default_rng(seed)
        self._directions: dict[Expression, Array] = {}

    def of(self, variable: Expression) -> Array:
        if variable not in self._directions:
            size = self.point.size(variable.shape)
            self._directions[variable] = self._generator.normal(size=size)
        return self._directions[variable]

    def differential(self, body: Expression, variables: tuple[Expression, ...]) -> Array:
        """The change of a value along the directions of all variables, by central differences."""
        moved = []
        for sign in (1, -1):
            values = dict(self.point.values)
            for variable in variables:
                values[variable] = np.asarray(values[variable]) + sign * STEP * self.of(variable)
            point = Point(self.point.sizes, values, self.point.functions, self.point.indices)
            moved.append(evaluate(without_names(body), point))
        return (moved[0] - moved[1]) / (2 * STEP)

    def value(self, expression: Expression) -> Array:
        """The value of an expression with differentials and tangents in it."""
        values = dict(self.point.values)

        def constant(array: Array, node: Expression) -> Symbol:
            symbol = Symbol(f"constant {len(values)}", node.shape)
            values[symbol] = array
            return symbol

        def known(node: Expression) -> Expression:
            match node:
                case Tangent(of=variable):
                    return constant(self.of(variable), node)
                case Differential(body=body, variables=variables):
                    indices = sorted(free_indices(body), key=lambda index: index.name)
                    if indices:
                        return self._at_indices(body, variables, indices, values)
                    return constant(self.differential(body, variables), node)
                case Derivative(body=body, variables=variables):
                    array = finite_differences(without_names(body), variables, self.point)  # type: ignore[arg-type]
                    return constant(array.reshape(self.point.size(node.shape)), node)
            return node

        written = transform_bottom_up(without_names(expression), known)
        return evaluate(written, Point(self.point.sizes, values, self.point.functions, self.point.indices))

    def _at_indices(
        self,
        body: Expression,
        variables: tuple[Expression, ...],
        indices: list[Index],
        values: dict[Expression, Array],
    ) -> Expression:
        """A differential inside of a sum: the array of its values at all indices, at these indices."""
        shape = tuple(index.size for index in indices)
        array = np.empty(self.point.size(shape))
        for position in np.ndindex(array.shape):
            inner = self.point
            for index, value in zip(indices, position, strict=True):
                inner = inner.at(index, value + 1)
            array[position] = Directions.differential(self._at(inner), body, variables)
        symbol = Symbol(f"constant {len(values)}", shape)
        values[symbol] = array
        return Entry(symbol, tuple(IndexForm.of(index) for index in indices))

    def _at(self, point: Point) -> Directions:
        moved = Directions(point, 0)
        moved._directions = self._directions
        moved._generator = self._generator
        return moved


def without_names(expression: Expression) -> Expression:
    """The expression with definitions in place of names."""
    return transform_bottom_up(expression, lambda node: node.definition if isinstance(node, Named) else node)
