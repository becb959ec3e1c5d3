"""What has to be compared, and all that the sampler needs to know about it, gathered once."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ...algebra import (
    SCALAR,
    Condition,
    Dimension,
    Elementwise,
    Expression,
    Index,
    Indicator,
    Maximum,
    Named,
    Number,
    Power,
    Symbol,
    walk,
)
from ...meaning.claim import Expansion
from ..dependence import definitions_in, free_indices
from ..sampling import SymbolKey, symbol_key
from ..sampling.sizes import dimensions_in, rank_constraints, size_names, symbol_ranks

WITH_KINKS = frozenset({"abs", "sign", "relu", "step"})


@dataclass(frozen=True)
class Problem:
    """Two sides under conditions; with an expansion they are compared as functions near a point."""

    left: Expression
    right: Expression
    conditions: tuple[Condition, ...] = ()
    expansion: Expansion | None = None

    @cached_property
    def expressions(self) -> tuple[Expression, ...]:
        expansion = self.expansion
        more = (expansion.variable, expansion.point) if expansion else ()
        return (self.left, self.right, *(c.expression for c in self.conditions), *more)

    @cached_property
    def nodes(self) -> tuple[Expression, ...]:
        return tuple(_distinct(self.expressions))

    @cached_property
    def symbols(self) -> tuple[Symbol, ...]:
        """One symbol a key; properties known at any of its occurrences belong to all of them."""
        found: dict[SymbolKey, Symbol] = {}
        for node in self.nodes:
            symbol = node.symbol if isinstance(node, Named) else node
            if isinstance(symbol, Symbol):
                key = symbol_key(symbol)
                known = found.get(key)
                properties = symbol.properties | (known.properties if known else frozenset())
                if known is None or properties != known.properties:
                    found[key] = Symbol(symbol.name, symbol.shape, properties, symbol.family_axes)
        return tuple(found.values())

    @cached_property
    def definitions(self) -> dict[SymbolKey, Expression]:
        return definitions_in(self.nodes)

    @cached_property
    def indices(self) -> tuple[Index, ...]:
        return free_indices(self.left, self.right)

    @cached_property
    def dimensions(self) -> tuple[Dimension, ...]:
        return (*dimensions_in(self.expressions), *(i.size for i in free_indices(*self.expressions)))

    @cached_property
    def size_names(self) -> tuple[str, ...]:
        return size_names(self.dimensions)

    @cached_property
    def constraints(self) -> tuple[tuple[Dimension, Dimension], ...]:
        conditions = ((c.expression.shape, frozenset({c.property})) for c in self.conditions)
        return rank_constraints((*symbol_ranks(self.expressions), *conditions))

    @cached_property
    def integers(self) -> frozenset[SymbolKey]:
        """Symbols that stand in the exponent of a matrix."""
        exponents = [node.exponent for node in self.nodes if isinstance(node, Power) and node.shape]
        return frozenset(symbol_key(s) for s in _distinct(exponents) if isinstance(s, Symbol))

    @cached_property
    def has_kinks(self) -> bool:
        """Whether a number in it changes from one formula to another, so that both have to be met.

        An array has entries on both sides by itself.
        """
        numbers = (node for node in self.nodes if node.shape == SCALAR)
        return any(
            isinstance(node, (Indicator, Maximum))
            or (isinstance(node, Elementwise) and node.function in WITH_KINKS)
            for node in numbers
        )

    @cached_property
    def decimals(self) -> tuple[Number, ...]:
        """Decimal numbers with at least two significant digits, which hold to the digits written only.

        Those with one digit, such as 0.5 or 0.01, are meant exactly.
        """
        numbers = dict.fromkeys(node for node in self.nodes if isinstance(node, Number))
        return tuple(n for n in numbers if n.digits and abs(n.value) * 10**n.digits >= 10)

    @cached_property
    def seed(self) -> int:
        """A seed that depends on the kinds of nodes and the names only, so that verdicts can be repeated."""
        nodes = dict.fromkeys(self.nodes)
        content = " ".join(f"{type(n).__name__}{n.name if isinstance(n, Symbol) else ''}" for n in nodes)
        return zlib.crc32(content.encode())


def _distinct(expressions: Iterable[Expression]) -> Iterator[Expression]:
    seen: set[int] = set()
    for expression in expressions:
        for node in walk(expression):
            if id(node) not in seen:
                seen.add(id(node))
                yield node
