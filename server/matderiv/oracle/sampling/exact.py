"""Random residues that have the declared properties, by rational parametrisations.

Properties that are inequalities (positive, invertible, full rank, definite) hold on sets on which no polynomial but 0
vanishes, so generic residues stand for them.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..arithmetic.duals import Floats
from ..arithmetic.residues import NotRationalError, exact_inverse, random_residues
from .draws import draw

_DISCRETE = frozenset({"one-hot", "signs", "binary"})


def _symmetric(a: Floats) -> Floats:
    return np.asanyarray(a + a.swapaxes(-1, -2))


def _skew(a: Floats) -> Floats:
    return np.asanyarray(a - a.swapaxes(-1, -2))


def _cayley(a: Floats) -> Floats:
    """(I - S)(I + S)⁻¹ with S skew."""
    skew, identity = _skew(a), np.eye(a.shape[-1])
    return np.asanyarray((identity - skew) @ exact_inverse(identity + skew))


def _reflection(a: Floats) -> Floats:
    v = a[..., :1]
    return np.asanyarray(
        np.eye(a.shape[-1]) - 2 * v @ v.swapaxes(-1, -2) / (v * v).sum(axis=-2, keepdims=True)
    )


def _unit(a: Floats) -> Floats:
    """The stereographic parametrisation of the sphere."""
    t = a[..., :-1]
    square = (t * t).sum(axis=-1, keepdims=True)
    return np.asanyarray(np.concatenate([2 * t, square - 1], axis=-1) / (square + 1))


_STRUCTURES: tuple[tuple[frozenset[str], Callable[[Floats], Floats]], ...] = (
    (frozenset({"diagonal"}), lambda a: np.asanyarray(a * np.eye(a.shape[-1]))),
    (frozenset({"orthogonal", "symmetric"}), _reflection),
    (frozenset({"orthogonal"}), _cayley),
    (frozenset({"symmetric"}), _symmetric),
    (frozenset({"skew"}), _skew),
    (frozenset({"lower triangular"}), np.tril),
    (frozenset({"upper triangular"}), np.triu),
)


def draw_exact(
    rng: np.random.Generator, lead: tuple[int, ...], shape: tuple[int, ...], properties: frozenset[str]
) -> Floats:
    """As `draws.draw`, with residues; entries that are 0, 1 or -1 stay numbers."""
    if properties & _DISCRETE:
        return draw(rng, lead, shape, properties)
    a = random_residues(rng, lead + shape)
    if "probability vector" in properties and shape:
        return np.asanyarray(a / a.sum(axis=-1, keepdims=True))
    if "unit" in properties and len(shape) == 1:
        return _unit(a)
    for required, change in _STRUCTURES:
        if required <= properties and len(shape) == 2:
            if shape[0] != shape[1]:
                raise NotRationalError("orthonormal columns have no parametrisation here")
            return change(a)
    return a
