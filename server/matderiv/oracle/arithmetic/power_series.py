"""Random polynomials, which stand for the functions of a note that are given by a power series."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from .duals import Array, add, matmul, scale, value_of
from .residues import random_residues

DEGREE = 5


@dataclass(frozen=True, slots=True)
class Polynomial:
    """c₀ I + c₁ X + c₂ X² + …, of a square matrix X."""

    coefficients: tuple[float, ...]

    def derivative(self) -> Polynomial:
        return Polynomial(tuple(k * c for k, c in enumerate(self.coefficients) if k))

    def __call__(self, x: Array) -> Array:
        """By Horner's rule."""
        identity = np.eye(value_of(x).shape[-1])
        result: Array = scale(self.coefficients[-1], identity)
        for coefficient in reversed(self.coefficients[:-1]):
            result = add(matmul(result, x), scale(coefficient, identity))
        return result


def random_polynomial(rng: np.random.Generator, style: str = "generic") -> Polynomial:
    """A polynomial of which no coefficient vanishes, for a style of samples."""
    if style == "exact":
        return Polynomial(tuple(random_residues(rng, (DEGREE + 1,))))
    signs = rng.choice([-1.0, 1.0], DEGREE + 1)
    sizes = rng.uniform(0.5, 1.5, DEGREE + 1)
    return Polynomial(tuple(float(c) / math.factorial(k) for k, c in enumerate(signs * sizes)))
