"""Derivatives by a structured matrix: the projection on its structure (`part`), or by its free entries (`entries`).

The arrays are derivatives by all entries as if they were independent; the last two axes are those of the variable.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .arithmetic.duals import Floats

Conventions = tuple[Callable[[Floats], Floats], Callable[[Floats], Floats]]


def _turned(a: Floats) -> Floats:
    return a.swapaxes(-1, -2)


def _diagonal(a: Floats) -> Floats:
    return a * np.eye(*a.shape[-2:])


_BY_STRUCTURE: tuple[tuple[str, Conventions], ...] = (
    ("diagonal", (_diagonal, _diagonal)),
    ("symmetric", (lambda a: 0.5 * (a + _turned(a)), lambda a: a + _turned(a) - _diagonal(a))),
    ("skew", (lambda a: 0.5 * (a - _turned(a)), lambda a: a - _turned(a))),
    ("lower triangular", (np.tril, np.tril)),
    ("upper triangular", (np.triu, np.triu)),
)
"""The first structure that is declared counts."""


def by_convention(properties: frozenset[str], convention: str) -> Callable[[Floats], Floats] | None:
    """How a derivative changes with the convention; None where it stays."""
    if convention == "unconstrained":
        return None
    for name, (part, entries) in _BY_STRUCTURE:
        if name in properties:
            return part if convention == "part" else entries
    return None
