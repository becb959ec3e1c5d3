"""Random arrays that have the declared properties.

Every function takes and gives arrays whose last axes are one value of the symbol and whose other axes are independent
draws (samples, members of a family). The *style* says what kind of entries a draw has, see `entries`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np

from ...algebra.properties import IMPLIED
from ..arithmetic.duals import Floats
from .conditions import satisfied

STYLES = ("generic", "dominant", "positive", "small", "fraction", "integer")
"""`generic` first; the others are tried where a domain or a condition rules out generic values. The style `exact`
of a sample, which draws residues, is not among them."""


def entries(rng: np.random.Generator, shape: tuple[int, ...], style: str) -> Floats:
    """Entries of both signs away from 0, so that kinks and poles at 0 are met on both sides but never hit."""
    if style == "integer":
        values = rng.integers(1, 4, shape) * rng.choice([-1.0, 1.0, 1.0], shape)
        return np.asarray(values, dtype=float)
    if style == "fraction":
        return rng.uniform(0.1, 0.9, shape)
    size = rng.uniform(0.2, 1.5, shape)
    if style == "positive":
        return size
    signs = np.where(rng.random(shape) < 0.5, -1.0, 1.0)
    return size * signs * (0.4 if style == "small" else 1.0)


def _is_square(a: Floats) -> bool:
    return a.ndim >= 2 and a.shape[-1] == a.shape[-2]


def _mirrored(a: Floats) -> Floats:
    lower = np.tril(a)
    return np.asarray(lower + np.tril(a, -1).swapaxes(-1, -2))


def _symmetric(a: Floats, style: str) -> Floats:
    if style == "integer":
        return _mirrored(a)
    return 0.5 * (a + a.swapaxes(-1, -2))


def _skew(a: Floats, style: str) -> Floats:
    return np.tril(a, -1) - np.tril(a, -1).swapaxes(-1, -2)


def _diagonal(a: Floats, style: str) -> Floats:
    return a * np.eye(a.shape[-1])


def _positive_definite(a: Floats, style: str) -> Floats:
    if style == "integer":
        lower = np.tril(np.sign(a), -1) + np.eye(a.shape[-1])
        return np.asarray(lower @ lower.swapaxes(-1, -2))
    n = a.shape[-1]
    return np.asarray(a @ a.swapaxes(-1, -2) / n + 0.5 * np.eye(n))


def _positive_diagonal(a: Floats, style: str) -> Floats:
    return np.abs(a) * np.eye(a.shape[-1])


def _orthogonal(a: Floats, style: str) -> Floats:
    if style == "integer":
        n = a.shape[-1]
        cyclic = np.roll(np.eye(a.shape[-2], n), 1, axis=0)
        return np.asarray(cyclic * np.sign(a[..., :1, :]))
    return np.asarray(np.linalg.qr(a)[0])


def _rotation(a: Floats, style: str) -> Floats:
    """Orthogonal with the determinant 1."""
    q = _orthogonal(a, style).copy()
    q[..., 0] *= np.sign(np.linalg.det(q))[..., None]
    return q


def _signs_on_the_diagonal(a: Floats, style: str) -> Floats:
    return np.asarray(np.sign(a) * np.eye(a.shape[-1]))


def _symmetric_orthogonal(a: Floats, style: str) -> Floats:
    """A reflection."""
    v = a[..., :1] / np.sqrt((a[..., :1] ** 2).sum(axis=-2, keepdims=True))
    return np.asarray(np.eye(a.shape[-1]) - 2.0 * v @ v.swapaxes(-1, -2))


def _positive_determinant(a: Floats, style: str) -> Floats:
    flipped = a.copy()
    flipped[..., 0, :] *= np.where(np.linalg.det(a) < 0, -1.0, 1.0)[..., None]
    return flipped


def _probabilities(a: Floats, style: str) -> Floats:
    weights = np.abs(a)
    return np.asarray(weights / weights.sum(axis=-1, keepdims=True))


def _one_hot(a: Floats, style: str) -> Floats:
    return np.asarray(np.eye(a.shape[-1])[a.argmax(axis=-1)])


def _unit(a: Floats, style: str) -> Floats:
    if style == "integer":
        return np.broadcast_to(np.eye(a.shape[-1])[0], a.shape).copy()
    return np.asarray(a / np.sqrt((a * a).sum(axis=-1, keepdims=True)))


_MATRIX_STRUCTURES: tuple[tuple[frozenset[str], Callable[[Floats, str], Floats]], ...] = (
    (frozenset({"diagonal", "positive definite"}), _positive_diagonal),
    (frozenset({"diagonal", "positive semidefinite"}), _positive_diagonal),
    (frozenset({"diagonal", "positive determinant"}), _positive_diagonal),
    (frozenset({"diagonal", "positive"}), _positive_diagonal),
    (frozenset({"diagonal", "orthogonal"}), _signs_on_the_diagonal),
    (frozenset({"diagonal"}), _diagonal),
    (frozenset({"orthogonal", "symmetric"}), _symmetric_orthogonal),
    (frozenset({"orthogonal", "positive determinant"}), _rotation),
    (frozenset({"orthogonal"}), _orthogonal),
    (frozenset({"positive definite"}), _positive_definite),
    (frozenset({"positive semidefinite"}), _positive_definite),
    (frozenset({"symmetric", "positive determinant"}), _positive_definite),
    (frozenset({"symmetric"}), _symmetric),
    (frozenset({"skew"}), _skew),
    (frozenset({"lower triangular", "positive determinant"}), lambda a, style: np.tril(np.abs(a))),
    (frozenset({"upper triangular", "positive determinant"}), lambda a, style: np.triu(np.abs(a))),
    (frozenset({"lower triangular"}), lambda a, style: np.tril(a)),
    (frozenset({"upper triangular"}), lambda a, style: np.triu(a)),
    (frozenset({"positive determinant"}), _positive_determinant),
)
"""The first row whose properties are all declared gives the structure."""

_ENTRY_PROPERTIES: tuple[tuple[str, Callable[[Floats, str], Floats]], ...] = (
    ("probability vector", _probabilities),
    ("one-hot", _one_hot),
    ("signs", lambda a, style: np.sign(a)),
    ("binary", lambda a, style: np.asarray(a > 0, dtype=float)),
    ("positive", lambda a, style: np.abs(a)),
    ("nonnegative", lambda a, style: np.abs(a)),
)


def _with_entry_property(a: Floats, properties: frozenset[str], style: str) -> Floats:
    for name, change in _ENTRY_PROPERTIES:
        if name in properties:
            return change(a, style)
    return a


_DISCRETE = frozenset({"one-hot", "signs", "binary"})


def _dominant(a: Floats) -> Floats:
    return np.asarray(a + 2.0 * np.sqrt(a.shape[-1]) * np.eye(a.shape[-1]))


@cache
def _independent(properties: frozenset[str]) -> tuple[str, ...]:
    """Those that no other of them implies; one by itself is always drawn as it has to be."""
    implied = frozenset().union(*(IMPLIED.get(name, frozenset()) for name in properties))
    return tuple(sorted(properties - implied))


def draw(
    rng: np.random.Generator,
    lead: tuple[int, ...],
    shape: tuple[int, ...],
    properties: frozenset[str],
    style: str = "generic",
) -> Floats:
    """`lead` independent values of a symbol of a shape with all its (implied) properties; NaN where that fails."""
    a = _drawn(rng, lead, shape, properties, style)
    names = _independent(properties)
    if len(names) < 2:
        return a
    flat = a.reshape(-1, *shape)
    holds = np.logical_and.reduce([satisfied(flat, name) for name in names])
    return a if holds.all() else np.where(holds.reshape(*lead, *(1,) * len(shape)), a, np.nan)


def _drawn(
    rng: np.random.Generator,
    lead: tuple[int, ...],
    shape: tuple[int, ...],
    properties: frozenset[str],
    style: str,
) -> Floats:
    a = _with_entry_property(entries(rng, lead + shape, style), properties, style)
    if "unit" in properties and (len(shape) == 1 or shape[:-1] == (1,)):
        return _unit(a, style)
    if len(shape) != 2:
        return a
    if style == "dominant" and shape[0] == shape[1] and not properties & ({"orthogonal", "skew"} | _DISCRETE):
        a = _dominant(a)
    if "symmetric" in properties and properties & _DISCRETE and shape[0] == shape[1]:
        a = _mirrored(a)
    for required, change in _MATRIX_STRUCTURES:
        if required <= properties and (_is_square(a) or required == {"orthogonal"}):
            return change(a, style)
    return a


def tangent_to(a: Floats, value: Floats, rank: int, properties: frozenset[str]) -> Floats:
    """A draw `a` made a direction in which a symbol with these properties can move from `value`."""
    if rank != 2 or not _is_square(a):
        return a
    if "diagonal" in properties:
        return _diagonal(a, "")
    if "orthogonal" in properties:
        return np.asarray(value @ _skew(a, ""))
    if "symmetric" in properties:
        return _symmetric(a, "")
    if "skew" in properties:
        return _skew(a, "")
    if "lower triangular" in properties:
        return np.tril(a)
    return np.triu(a) if "upper triangular" in properties else a
