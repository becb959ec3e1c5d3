r"""Coordinates that are taken to be constant where a `\dot V` is the rate along the dynamics of others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..algebra import DirectionalDerivative, Entry, Expression, IndexForm, Named, Symbol, walk
from ..meaning import Reading
from ..meaning.rates import may_move, moving_name, unscripted


def stands_still(reading: Reading) -> str:
    """The condition that what nobody moves does not change in time; empty where all of it moves."""
    sides = [side for side in (reading.left, reading.right) if side is not None]
    return next((f"${name}$ does not change in time" for name in at_rest(sides)), "")


def at_rest(sides: Iterable[Expression]) -> Iterator[str]:
    """Coordinates in a function that is differentiated along the dynamics of others."""
    along = list(along_dynamics(sides))
    moving = {name for node in along if (name := _root(node.variable))}
    for node in along:
        for name in _silent(node.body):
            if moving.isdisjoint({name, unscripted(name), moving_name(name)}):
                yield name


def along_dynamics(sides: Iterable[Expression]) -> Iterator[DirectionalDerivative]:
    """The derivatives in the direction of a rate."""
    for side in sides:
        for node in walk(side):
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
