"""The evaluator: values of expressions at a sample, with frames for what derivatives, sums and substitutions bind."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ..algebra import Dimension, Expression, Index, Shape
from .arithmetic.duals import Array, entries_of, largest
from .dependence import Dependence
from .errors import TooLargeError, UnsupportedError
from .sampling import Sample, SymbolKey

Positions: TypeAlias = NDArray[np.int64]
Rule: TypeAlias = Callable[[Any, "Evaluator"], Array]
"""How a node kind is evaluated."""

_WORTH_COUNTING = 10_000
"""Entries below which an array does not matter."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one claim may cost: entries of a single array and of all that are held, seconds of processor time."""

    entries: int = 2_000_000
    held: int = 40_000_000
    seconds: float = 5.0


@dataclass(slots=True, eq=False)
class Frame:
    """What a derivative, a sum over an index or a substitution binds. `slots` and `level` count those in use."""

    parent: Frame | None = None
    symbols: Mapping[SymbolKey, Array] = field(default_factory=dict)
    expressions: Mapping[Expression, Array] = field(default_factory=dict)
    indices: Mapping[Index, tuple[int, Positions]] = field(default_factory=dict)
    slots: int = 0
    level: int = 0
    entries: int = 1
    memo: dict[int, tuple[Expression, Array]] = field(default_factory=dict)

    def binds_any(self, names: frozenset[object]) -> bool:
        """Whether a node with these names has to be evaluated here. Bound expressions can stand anywhere."""
        return (
            bool(self.expressions) or not names.isdisjoint(self.symbols) or not names.isdisjoint(self.indices)
        )


class Evaluator:
    """Evaluates expressions at one sample. Every node is evaluated once for each frame that it depends on."""

    def __init__(
        self,
        rules: Mapping[type[Expression], Rule],
        sample: Sample,
        symmetric: str = "unconstrained",
        limits: Limits = Limits(),
        definitions: Mapping[SymbolKey, Expression] | None = None,
        deadline: float | None = None,
        dependence: Dependence | None = None,
    ) -> None:
        self.sample = sample
        self.symmetric = symmetric
        self.limits = limits
        self.definitions = definitions or {}
        self.deadline = time.thread_time() + limits.seconds if deadline is None else deadline
        self.shifts: Mapping[Expression, float] = {}
        self.frame = Frame(entries=sample.count)
        self.largest_summand = 0.0
        self._held = 0
        self._rules = rules
        self._dependence = dependence or Dependence()

    def value(self, node: Expression) -> Array:
        """The value of a node in the current frame, computed in the outermost frame that it depends on."""
        frame = self.frame
        if frame.parent is not None:
            frame = self._home(node, frame)
        known = frame.memo.get(id(node))
        if known is not None:
            return known[1]
        outer, self.frame = self.frame, frame
        try:
            result = self._evaluated(node, frame)
        finally:
            self.frame = outer
        frame.memo[id(node)] = (node, result)
        return result

    def _home(self, node: Expression, frame: Frame) -> Frame:
        names = self._dependence.names(node)
        while frame.parent is not None and not frame.binds_any(names):
            frame = frame.parent
        return frame

    def _evaluated(self, node: Expression, frame: Frame) -> Array:
        if frame.expressions:
            bound = frame.expressions.get(node)
            if bound is not None:
                return bound
        rule = self._rules.get(type(node))
        if rule is None:
            raise UnsupportedError(f"there is no numeric meaning for {type(node).__name__}")
        entries = math.prod(self.dimensions(node.shape)) * frame.entries
        self.require_room(entries)
        self.require_time()
        result = rule(node, self)
        if entries > _WORTH_COUNTING:
            self._hold(entries_of(result))
        return result

    def _hold(self, entries: int) -> None:
        """TooLargeError if the values that are remembered take more than the budget."""
        self._held += entries
        if self._held > self.limits.held:
            raise TooLargeError(f"too large: {self._held:,} entries would be needed at once")

    def require_time(self) -> None:
        """TooLargeError if the claim has used up its time; called in long loops."""
        if time.thread_time() > self.deadline:
            raise TooLargeError("too large: the evaluation takes too long")

    def require_room(self, entries: int) -> None:
        """TooLargeError if an array of so many entries is over the budget; called before it is allocated."""
        if entries > self.limits.entries:
            raise TooLargeError(f"too large: an array of {entries:,} entries would be needed")

    def bound(self, key: SymbolKey) -> Array | None:
        """The value that an enclosing frame binds to a symbol."""
        frame: Frame | None = self.frame
        while frame is not None:
            if key in frame.symbols:
                return frame.symbols[key]
            frame = frame.parent
        return None

    def bound_index(self, index: Index) -> tuple[int, Positions]:
        """The slot of an index and the values that it takes there."""
        frame: Frame | None = self.frame
        while frame is not None:
            if index in frame.indices:
                return frame.indices[index]
            frame = frame.parent
        raise UnsupportedError(f"the index {index.name} is not bound")

    @contextmanager
    def inside(
        self,
        symbols: Mapping[SymbolKey, Array] | None = None,
        expressions: Mapping[Expression, Array] | None = None,
        indices: Mapping[Index, tuple[int, Positions]] | None = None,
        slots: int = 0,
        levels: int = 0,
        factor: int = 1,
    ) -> Iterator[Frame]:
        """A frame that binds more, uses `slots` and `levels` more, and multiplies array sizes by `factor`."""
        outer = self.frame
        self.frame = Frame(
            outer,
            symbols or {},
            {**outer.expressions, **expressions} if expressions else outer.expressions,
            indices or {},
            outer.slots + slots,
            outer.level + levels,
            outer.entries * factor,
        )
        try:
            yield self.frame
        finally:
            self.frame = outer

    def positions(self, index: Index) -> Positions:
        """All values of an index: 1 up to its size."""
        size = self.dimension(index.size)
        self.require_room(size)
        return np.arange(1, size + 1)

    def dimension(self, dimension: Dimension) -> int:
        return self.sample.dimension(dimension)

    def dimensions(self, shape: Shape) -> tuple[int, ...]:
        return self.sample.dimensions(shape)

    def note_summand(self, x: Array) -> None:
        """Remembers the size of a summand: errors are relative to the largest one."""
        size = largest(x)
        if size > self.largest_summand:
            self.largest_summand = size
