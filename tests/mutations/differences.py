"""Whether a mutant says something else than the right side it was made from.

Both are evaluated at the same values by the tests' own evaluator, which shares no code with the oracle. A transposed
result is the same derivative in another layout, and a right one where the note declares none. A mutant that speaks of
something that the note says nothing about, or no longer of the unknown function that the left side is about, may be
right for all that anybody knows: it is `unknown`.
"""

from __future__ import annotations

import numpy as np

from matderiv.algebra import Apply, Expression, FunctionDerivative, Symbol, walk
from matderiv.meaning import Claim
from tests.calculus.differences import Array, draw, symbols_of
from tests.calculus.evaluate import Point, evaluate

from .statements import Statement

SAME, OTHER, UNKNOWN = "same", "other", "unknown"
_TOLERANCE = 1e-8
_NO_VALUE = (
    KeyError,
    NotImplementedError,
    ValueError,
    ArithmeticError,
    AttributeError,
    TypeError,
    np.linalg.LinAlgError,
)


def difference(statement: Statement, mutant: Claim) -> str:
    """`other` if the mutant has another value or shape or none at all, `unknown` if it cannot be told."""
    reading = statement.verdict.reading
    if reading is None or reading.left is None or reading.right is None or mutant.unreadable:
        return UNKNOWN
    formed = [each for each in mutant.readings if each.right is not None and not each.condition]
    if not formed:
        return OTHER if any(each.fault is not None for each in mutant.readings) else UNKNOWN
    found = {_compare(reading.left, reading.right, each.right) for each in formed if each.right is not None}
    return SAME if SAME in found else OTHER if found == {OTHER} else UNKNOWN


def _compare(left: Expression, right: Expression, mutant: Expression) -> str:
    if _has_strangers(left, right, mutant) or _abstract(right) - _abstract(mutant):
        return UNKNOWN
    if max(len(right.shape), len(mutant.shape)) > 2:
        return UNKNOWN
    try:
        found = [_values_agree(right, mutant, seed) for seed in (1, 2)]
    except _NO_VALUE:
        return UNKNOWN
    return SAME if all(found) else OTHER


def _has_strangers(left: Expression, right: Expression, mutant: Expression) -> bool:
    known = {symbol.name: len(symbol.shape) for symbol in symbols_of([left, right])}
    return any(known.get(symbol.name) != len(symbol.shape) for symbol in symbols_of([mutant]))


def _abstract(side: Expression) -> frozenset[str]:
    """The functions of which nothing is known but their type."""
    nodes = (node for node in walk(side) if isinstance(node, (Apply, FunctionDerivative)))
    return frozenset(node.function.name for node in nodes)


def _values_agree(right: Expression, mutant: Expression, seed: int) -> bool:
    point = _point(right, mutant, seed)
    with np.errstate(all="ignore"):
        a, b = np.asarray(evaluate(right, point)), np.asarray(evaluate(mutant, point))
    if not (np.isfinite(a).all() and np.isfinite(b).all()):
        raise ArithmeticError("a value that is not finite")
    return any(_close(a, each) for each in (b, b.T, np.reshape(b, a.shape) if _is_line(a, b) else b))


def _is_line(a: Array, b: Array) -> bool:
    """Whether one is a row and the other a column of the same length."""
    return bool(a.size == b.size and {a.ndim, b.ndim} == {1, 2})


def _close(a: Array, b: Array) -> bool:
    scale = max(1e-12, float(np.abs(a).max(initial=0)), float(np.abs(b).max(initial=0)))
    return a.shape == b.shape and bool(np.abs(a - b).max(initial=0) <= _TOLERANCE * scale)


def _point(right: Expression, mutant: Expression, seed: int) -> Point:
    """Distinct sizes from 3 on; one value a name, with all properties that any of its occurrences has."""
    symbols = symbols_of([right, mutant])
    sizes = _sizes(symbols_of([right]), symbols_of([mutant]))
    values = {}
    for symbol in symbols:
        alike = (other.properties for other in symbols if other.name == symbol.name)
        known = Symbol(symbol.name, symbol.shape, frozenset().union(*alike))
        values[symbol] = draw(known, np.random.default_rng([seed, *symbol.name.encode()]), sizes)
    return Point(sizes, values)


def _sizes(right: list[Symbol], mutant: list[Symbol]) -> dict[str, int]:
    """Sizes by name; a size that only the mutant's reading names is that of the same axis in the right side."""
    sizes: dict[str, int] = {}
    for symbol in right:
        for size in symbol.shape:
            for name in sorted(size.names):
                sizes.setdefault(name, 3 + len(sizes))
    shapes = {symbol.name: symbol.shape for symbol in right}
    for symbol in mutant:
        for mine, theirs in zip(symbol.shape, shapes.get(symbol.name, symbol.shape), strict=False):
            for name in mine.names - sizes.keys():
                sizes[name] = theirs.evaluate(sizes) if theirs.names <= sizes.keys() else 3 + len(sizes)
    return sizes
