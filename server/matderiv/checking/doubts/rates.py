r"""The doubt about coordinates of which nobody said that they stand still along the dynamics of others."""

from __future__ import annotations

from collections.abc import Iterator

from ...algebra import DirectionalDerivative, Entry, Expression, IndexForm, Named, Symbol, walk
from ...meaning.rates import may_move, moving_name, unscripted
from .charge import Charge


def quantity_at_rest(charge: Charge) -> str:
    r"""In `\dot V` along the dynamics of x, another coordinate was taken to be constant."""
    along = list(_along_dynamics(charge))
    moving = {name for node in along if (name := _root(node.variable))}
    for node in along:
        inner = next((n for n in walk(node.body) if isinstance(n, Named) and n is not node.body), None)
        if inner is not None:
            return f"nothing says whether ${inner.symbol.name}$ changes in time by itself"
        for name in _silent(node.body):
            known = {name, unscripted(name), moving_name(name)}
            if moving.isdisjoint(known):
                return f"nothing says how ${name}$ changes in time"
    return ""


def _along_dynamics(charge: Charge) -> Iterator[DirectionalDerivative]:
    for node in charge.nodes():
        if isinstance(node, DirectionalDerivative):
            rate = _root(node.direction)
            if rate is not None and moving_name(rate) is not None:
                yield node


def _root(node: Expression) -> str | None:
    match node:
        case Named(symbol=Symbol(name=name)) | Symbol(name=name):
            return name
        case Entry(operand=Symbol(name=name), indices=(IndexForm(terms=(), offset=number),)):
            return f"{name}_{number}"
    return None


def _silent(body: Expression) -> Iterator[str]:
    """The symbols of a body that could move, and are not said to be constant."""
    parts = list(walk(body))
    entries = {name: part.operand for part in parts if isinstance(part, Entry) and (name := _root(part))}
    yield from filter(may_move, entries)
    wholes = {*entries.values(), *(part.symbol for part in parts if isinstance(part, Named))}
    for part in parts:
        if not isinstance(part, Symbol) or part in wholes or "constant" in part.properties:
            continue
        if may_move(part.name):
            yield part.name
