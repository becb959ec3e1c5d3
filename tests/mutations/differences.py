"""Whether a mutant says something else than the right side it was made from.

Both are evaluated at the same values by the tests' own evaluator, which shares no code with the oracle. A transposed
result is the same derivative in another layout, and a right one where the note declares none and nobody writes a
nabla. A transposed number is that number. A mutant that speaks of something that the note says nothing about, or no
longer of the unknown function that the left side is about, may be right for all that anybody knows: it is `unknown`.
So may one that is read of another function than the left side was, as `e^{xA}` beside a `\\odot` is taken entry by
entry: it says nothing wrong if finite differences agree with it.
"""

from __future__ import annotations

import re

import numpy as np

from matderiv.algebra import (
    SCALAR,
    Apply,
    Derivative,
    Expression,
    FunctionDerivative,
    Symbol,
    transposed,
    walk,
)
from matderiv.meaning import Claim, Reading
from matderiv.meaning.claim import ShapeFault
from tests.calculus.differences import Array, draw, finite_differences, symbols_of
from tests.calculus.evaluate import Point, evaluate

from .statements import Statement

SAME, OTHER, UNKNOWN = "same", "other", "unknown"
_TOLERANCE = 1e-8
_SEEDS = 8
_NOISE = 1e-9
_NEARBY = (1 + 1e-9, 1 - 7e-10, 1 + 3e-10)
_CHANGE = 1e-5
_DIFFERENCES = 1e-5
"""How far finite differences may be from what is claimed."""

_FIXED_SHAPE = re.compile(r"\\nabla|\\dot")
"""Gradients and rates have the shape of what they are of in every layout."""

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
        faults = [each.fault for each in mutant.readings if each.fault is not None]
        if any(_is_superfluous_transpose(fault) for fault in faults):
            return SAME
        return OTHER if faults else UNKNOWN
    in_layouts = not _FIXED_SHAPE.search(statement.claim.tex.removesuffix(statement.claim.right_tex))
    found = {
        _compare(reading.left, reading.right, each.right, in_layouts)
        for each in formed
        if each.right is not None
    }
    if SAME not in found and any(_is_right_of_another_function(reading.left, each) for each in formed):
        return SAME
    return SAME if SAME in found else OTHER if found == {OTHER} else UNKNOWN


def _is_superfluous_transpose(fault: ShapeFault) -> bool:
    """A transposed number is that number, and a row is as good an argument as the vector it is the transpose of."""
    if fault.operation == "transpose":
        return fault.shapes == (SCALAR,)
    return (
        (fault.function is not None or fault.operation == "substitution")
        and transposed(fault.shapes[0]) == fault.shapes[1]
        and (len(fault.shapes[0]) == 1)
    )


def _compare(left: Expression, right: Expression, mutant: Expression, in_layouts: bool) -> str:
    if _has_strangers(left, right, mutant) or _abstract(right) - _abstract(mutant):
        return UNKNOWN
    if max(len(right.shape), len(mutant.shape)) > 2:
        return UNKNOWN
    found: list[bool] = []
    for seed in range(_SEEDS):
        try:
            found.append(_values_agree(right, mutant, seed, in_layouts))
        except _NO_VALUE:
            continue
    return UNKNOWN if not found else SAME if all(found) else OTHER


def _has_strangers(left: Expression, right: Expression, mutant: Expression) -> bool:
    known = {symbol.name: len(symbol.shape) for symbol in symbols_of([left, right])}
    return any(known.get(symbol.name) != len(symbol.shape) for symbol in symbols_of([mutant]))


def _abstract(side: Expression) -> frozenset[str]:
    """The functions of which nothing is known but their type."""
    nodes = (node for node in walk(side) if isinstance(node, (Apply, FunctionDerivative)))
    return frozenset(node.function.name for node in nodes)


def _values_agree(right: Expression, mutant: Expression, seed: int, in_layouts: bool) -> bool:
    point = _point(right, mutant, seed)
    a, b = _value(right, point), _value(mutant, point)
    if a.shape == b.shape and max(np.abs(a).max(initial=0), np.abs(b).max(initial=0)) < _NOISE and a.any():
        raise ArithmeticError(
            "nothing but rounding, as for the determinant of a product with too few columns"
        )
    if not in_layouts:
        return _close(a, b)
    return any(_close(a, each) for each in (b, b.T, np.reshape(b, a.shape) if _is_line(a, b) else b))


def _value(side: Expression, point: Point) -> Array:
    with np.errstate(all="ignore"):
        value = np.asarray(evaluate(side, point))
        nearby = [
            np.asarray(evaluate(side, Point(point.sizes, {s: v * by for s, v in point.values.items()})))
            for by in _NEARBY
        ]
    if not np.isfinite(value).all():
        raise ArithmeticError("a value that is not finite")
    largest = max(1.0, float(np.abs(value).max(initial=0)))
    if any(np.abs(moved - value).max(initial=0) > _CHANGE * largest for moved in nearby):
        raise ArithmeticError("a value that hangs on rounding")
    return value


def _is_line(a: Array, b: Array) -> bool:
    """Whether one is a row and the other a column of the same length."""
    return bool(a.size == b.size and {a.ndim, b.ndim} == {1, 2})


def _close(a: Array, b: Array) -> bool:
    scale = max(1e-12, float(np.abs(a).max(initial=0)), float(np.abs(b).max(initial=0)))
    return a.shape == b.shape and bool(np.abs(a - b).max(initial=0) <= _TOLERANCE * scale)


def _point(right: Expression, mutant: Expression, seed: int) -> Point:
    """Distinct sizes; one value a name, with all properties that any of its occurrences has."""
    symbols = symbols_of([right, mutant])
    sizes = _sizes(symbols_of([right]), symbols_of([mutant]), falling=seed % 2 == 1)
    values = {}
    for symbol in symbols:
        alike = (other.properties for other in symbols if other.name == symbol.name)
        known = Symbol(symbol.name, symbol.shape, frozenset().union(*alike))
        values[symbol] = draw(known, np.random.default_rng([seed, *symbol.name.encode()]), sizes)
    return Point(sizes, values)


def _sizes(right: list[Symbol], mutant: list[Symbol], falling: bool) -> dict[str, int]:
    """Sizes by name, from 3 on or down to it; a size that only the mutant's reading names is that of the same axis in
    the right side.
    """
    sizes: dict[str, int] = {}
    for symbol in right:
        for size in symbol.shape:
            for name in sorted(size.names):
                sizes.setdefault(name, 3 + len(sizes))
    if falling:
        sizes = {name: 5 + len(sizes) - size for name, size in sizes.items()}
    shapes = {symbol.name: symbol.shape for symbol in right}
    for symbol in mutant:
        for mine, theirs in zip(symbol.shape, shapes.get(symbol.name, symbol.shape), strict=False):
            for name in mine.names - sizes.keys():
                sizes[name] = theirs.evaluate(sizes) if theirs.names <= sizes.keys() else 3 + len(sizes)
    return sizes


def _is_right_of_another_function(left: Expression, mutant: Reading) -> bool:
    """Whether a reading of the mutant has another function on its left side, and is right by finite differences.

    A matrix that was oblong may not have become square.
    """
    own = mutant.left
    if not isinstance(own, Derivative) or len(own.variables) != 1 or mutant.right is None:
        return False
    if _functions(own) == _functions(left) or _has_fewer_sizes(left, own):
        return False
    variable = own.variables[0]
    if not isinstance(variable, Symbol):
        return False
    try:
        return all(_agrees_with_differences(own, variable, mutant.right, seed) for seed in (0, 1))
    except _NO_VALUE:
        return False


def _agrees_with_differences(left: Derivative, variable: Symbol, right: Expression, seed: int) -> bool:
    point = _point(left.body, right, seed)
    true, claimed = finite_differences(left.body, [variable], point), np.asarray(evaluate(right, point))
    return any(
        true.shape == each.shape and np.allclose(true, each, rtol=_DIFFERENCES, atol=_DIFFERENCES)
        for each in (claimed, claimed.T)
    )


def _functions(side: Expression) -> frozenset[str]:
    """What is applied in a side, as names of nodes."""
    return frozenset(type(node).__name__ for node in walk(side) if not isinstance(node, Symbol))


def _has_fewer_sizes(left: Expression, own: Expression) -> bool:
    mine = {symbol.name: len(set(symbol.shape)) for symbol in symbols_of([own])}
    return any(mine.get(symbol.name, 0) < len(set(symbol.shape)) for symbol in symbols_of([left]))
