r"""The doubt about coordinates of which nobody said that they stand still along the dynamics of others."""

from __future__ import annotations

from ...algebra import Named, walk
from ..standing_still import along_dynamics, at_rest
from .charge import Charge


def quantity_at_rest(charge: Charge) -> str:
    r"""In `\dot V` along the dynamics of x, another coordinate was taken to be constant."""
    for node in along_dynamics(charge.sides):
        inner = next((n for n in walk(node.body) if isinstance(n, Named) and n is not node.body), None)
        if inner is not None:
            return f"nothing says whether ${inner.symbol.name}$ changes in time by itself"
    return next((f"nothing says how ${name}$ changes in time" for name in at_rest(charge.sides)), "")
