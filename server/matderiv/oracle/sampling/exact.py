"""Random residues that have the declared properties, by rational parametrisations.

Properties that are inequalities (positive, invertible, full rank, definite) hold on sets on which no polynomial but 0
vanishes, so generic residues stand for them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..arithmetic.residues import NotRationalError, exact_inverse, random_residues
from .draws import draw

Residues = NDArray[Any]

_DISCRETE = frozenset({"one-hot", "signs", "binary"})


def _symmetric(a: Residues) -> Residues:
    return np.asarray(a + a.swapaxes(-1, -2))


def _skew(a: Residues) -> Residues:
    return np.asarray(a - a.swapaxes(-1, -2))


def _cayley(a: Residues) -> Residues:
    """(I - S)(I + S)⁻¹ with S skew."""
    skew, identity = _skew(a), np.eye(a.shape[-1])
    return np.asarray((identity - skew) @ exact_inverse(identity + skew))


def _reflection(a: Residues) -> Residues:
    v = a[..., :1]
    return np.asarray(np.eye(a.shape[-1]) - 2 * v @ v.swapaxes(-1, -2) / (v * v).sum(axis=-2, keepdims=True))


def _unit(a: Residues) -> Residues:
    """The stereographic parametrisation of the sphere."""
    t = a[..., :-1]
    square = (t * t).sum(axis=-1, keepdims=True)
    return np.asarray(np.concatenate([2 * t, square - 1], axis=-1) / (square + 1))


_STRUCTURES: tuple[tuple[frozenset[str], Callable[[Residues], Residues]], ...] = (
    (frozenset({"diagonal"}), lambda a: np.asarray(a * np.eye(a.shape[-1]))),
    (frozenset({"orthogonal", "symmetric"}), _reflection),
    (frozenset({"orthogonal"}), _cayley),
    (frozenset({"symmetric"}), _symmetric),
    (frozenset({"skew"}), _skew),
    (frozenset({"lower triangular"}), np.tril),
    (frozenset({"upper triangular"}), np.triu),
)


def draw_exact(
    rng: np.random.Generator, lead: tuple[int, ...], shape: tuple[int, ...], properties: frozenset[str]
) -> Residues:
    """As `draws.draw`, with residues; entries that are 0, 1 or -1 stay numbers."""
    if properties & _DISCRETE:
        return draw(rng, lead, shape, properties)
    a = random_residues(rng, lead + shape)
    if "probability vector" in properties and shape:
        return np.asarray(a / a.sum(axis=-1, keepdims=True))
    if "unit" in properties and len(shape) == 1:
        return _unit(a)
    for required, change in _STRUCTURES:
        if required <= properties and len(shape) == 2:
            if shape[0] != shape[1]:
                raise NotRationalError("orthonormal columns have no parametrisation here")
            return change(a)
    return a
