"""Equality of expressions by a canonical form."""

from __future__ import annotations

from matderiv.algebra import Expression

from .presentation import simplify_for_presentation


def equal_canonically(left: Expression, right: Expression) -> bool:
    """Whether both sides have one canonical form. False says nothing: they may be equal for another reason."""
    if left.shape != right.shape:
        return False
    return simplify_for_presentation(left) == simplify_for_presentation(right)
