"""Random smooth functions of a declared type, which stand for the abstract functions of a note.

A function of a vector u (all arguments flattened one after the other) is b + B u + C (D u)² + V tanh(E u + e), whose
derivatives of every order are generic: in particular Jacobians and Hessians have no structure of their own.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ...algebra.properties import with_implied
from .axes import reshape
from .duals import Array, Floats, add, linear, scale, square
from .residues import random_residues
from .scalar_functions import hyperbolic_tangent
from .structures import structured

_FEATURES = 5
_OFFSET_OF_POSITIVE = 25.0


@dataclass(frozen=True, eq=False)
class SmoothFunction:
    """`domain` and `codomain` are shapes in numbers; the arrays are the coefficients of the module's formula.

    Values that are square matrices get the structure of the `properties`.
    """

    domain: tuple[tuple[int, ...], ...]
    codomain: tuple[int, ...]
    b: Floats
    B: Floats
    C: Floats
    D: Floats
    V: Floats
    E: Floats
    e: Floats
    properties: frozenset[str] = frozenset()

    def __call__(self, arguments: tuple[Array, ...]) -> Array:
        u = self._flattened(arguments)
        bent = hyperbolic_tangent(add(_apply(self.E, u), self.e))
        quadratic = _apply(self.C, square(_apply(self.D, u)))
        flat = add(add(_apply(self.B, u), self.b), add(quadratic, _apply(self.V, bent)))
        value = reshape(flat, 1, self.codomain)
        is_square = len(self.codomain) == 2 and self.codomain[0] == self.codomain[1]
        return structured(value, self.codomain[0], self.properties) if is_square else value

    def exact(self, rng: np.random.Generator) -> SmoothFunction:
        """The function of the same form with residues as coefficients."""
        drawn: dict[str, Any] = {
            name: random_residues(rng, getattr(self, name).shape)
            for name in ("b", "B", "C", "D", "V", "E", "e")
        }
        return replace(self, **drawn)

    def _flattened(self, arguments: tuple[Array, ...]) -> Array:
        """All entries of all arguments on one axis."""
        total: Array | None = None
        size = sum(math.prod(shape) for shape in self.domain)
        start = 0
        for argument, shape in zip(arguments, self.domain, strict=True):
            count = math.prod(shape)
            placed = _placed(reshape(argument, len(shape), (count,)), start, size)
            total = placed if total is None else add(total, placed)
            start += count
        return np.zeros(size) if total is None else total


def _placed(x: Array, start: int, size: int) -> Array:
    def placed(a: Floats) -> Floats:
        if a.shape[-1] == size:
            return a
        result = np.zeros((*a.shape[:-1], size), dtype=a.dtype)
        result[..., start : start + a.shape[-1]] = a
        return result

    return linear(placed, x)


def _apply(matrix: Floats, u: Array) -> Array:
    return linear(lambda a: a @ matrix.T, u)


def smooth_function(
    rng: np.random.Generator,
    domain: tuple[tuple[int, ...], ...],
    codomain: tuple[int, ...],
    positive: bool = False,
    properties: frozenset[str] = frozenset(),
) -> SmoothFunction:
    """A random function; with `positive` its values are positive at arguments of moderate size, and those that are
    matrices have the `properties`.
    """
    inputs, outputs = sum(math.prod(shape) for shape in domain), math.prod(codomain)
    width = 1.0 / math.sqrt(max(inputs, 1))
    return SmoothFunction(
        domain,
        codomain,
        b=rng.normal(0.0, 1.0, outputs) + (_OFFSET_OF_POSITIVE if positive else 0.0),
        B=rng.normal(0.0, width, (outputs, inputs)),
        C=rng.normal(0.0, 0.4, (outputs, _FEATURES)),
        D=rng.normal(0.0, width, (_FEATURES, inputs)),
        V=rng.normal(0.0, 0.7, (outputs, _FEATURES)),
        E=rng.normal(0.0, 1.5 * width, (_FEATURES, inputs)),
        e=rng.normal(0.0, 0.5, _FEATURES),
        properties=with_implied(properties),
    )


@dataclass(frozen=True, slots=True)
class SmoothScalarFunction:
    """t ↦ a + b t + c t² + d tanh(p t + q), applied entry by entry."""

    coefficients: tuple[float, ...]

    def __call__(self, x: Array) -> Array:
        a, b, c, d, p, q = self.coefficients
        bent = hyperbolic_tangent(add(scale(p, x), np.array(q)))
        return add(add(scale(b, x), np.array(a)), add(scale(c, square(x)), scale(d, bent)))


def smooth_scalar_function(rng: np.random.Generator, style: str = "generic") -> SmoothScalarFunction:
    """A random function of one variable for a style of samples."""
    if style == "exact":
        return SmoothScalarFunction(tuple(random_residues(rng, (6,))))
    a, b, c, d = rng.uniform(0.3, 1.2, 4) * rng.choice([-1.0, 1.0], 4)
    p, q = rng.uniform(0.6, 1.4), rng.uniform(-0.6, 0.6)
    offset = _OFFSET_OF_POSITIVE if style == "positive" else 0.0
    return SmoothScalarFunction((float(a) + offset, float(b), float(c), float(d), p, q))
