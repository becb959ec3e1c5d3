"""One sample of a claim: sizes, and values drawn for its symbols, tangents and abstract functions when first needed.

All draws come from generators seeded by the seed and by the name of what is drawn, so that a value does not depend on
the order of evaluation.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from ...algebra import Dimension, Expression, FunctionSymbol, Named, Shape, Symbol, with_implied
from ..arithmetic.duals import Floats
from ..arithmetic.residues import random_residues
from ..arithmetic.smooth import SmoothFunction, smooth_function
from .draws import draw, entries, tangent_to
from .exact import draw_exact

SymbolKey: TypeAlias = tuple[str, Shape]


def symbol_key(symbol: Symbol) -> SymbolKey:
    """What identifies a symbol: occurrences that differ only in the properties known are the same symbol."""
    return (symbol.name, symbol.shape)


@dataclass(frozen=True)
class Sample:
    """`count` independent samples at one assignment of sizes.

    `values` may fix values of symbols by name (axes: those of the symbol). `properties` adds properties to symbols,
    `integers` are symbols that must be whole numbers, `powers` maps a symbol to one of which it is to be a polynomial
    (so that both commute), `literals` maps sizes that the note fixes to
    smaller ones. Drawn values have the axis of samples in front.
    """

    sizes: Mapping[str, int]
    seed: int = 0
    count: int = 1
    style: str = "generic"
    values: Mapping[str, Floats] = field(default_factory=dict)
    properties: Mapping[SymbolKey, frozenset[str]] = field(default_factory=dict)
    integers: frozenset[SymbolKey] = frozenset()
    polynomials: Mapping[SymbolKey, Symbol] = field(default_factory=dict)
    literals: Mapping[int, int] = field(default_factory=dict)
    _drawn: dict[object, Floats] = field(default_factory=dict, repr=False, compare=False)
    _functions: dict[FunctionSymbol, SmoothFunction] = field(default_factory=dict, repr=False, compare=False)
    _dimensions: dict[Shape, tuple[int, ...]] = field(default_factory=dict, repr=False, compare=False)

    def dimension(self, dimension: Dimension) -> int:
        if not self.literals:
            return dimension.evaluate(self.sizes)
        total = sum(
            (self.literals.get(coefficient, coefficient) if isinstance(coefficient, int) else coefficient)
            * math.prod(self.sizes[name] for name in monomial)
            for monomial, coefficient in dimension.terms
        )
        return int(total)

    def dimensions(self, shape: Shape) -> tuple[int, ...]:
        """The shape as numbers."""
        known = self._dimensions.get(shape)
        if known is None:
            known = self._dimensions[shape] = tuple(self.dimension(size) for size in shape)
        return known

    def symbol(self, symbol: Symbol) -> Floats:
        """The values of a symbol, with the axis of samples in front."""
        key = symbol_key(symbol)
        drawn = self._drawn.get(key)
        if drawn is None:
            drawn = self._drawn[key] = self._draw_symbol(symbol, key)
        return drawn

    def tangent(self, of: Expression) -> Floats:
        """The direction in which a symbol or named quantity moves, with the axis of samples in front."""
        symbol = of.symbol if isinstance(of, Named) else of
        key = ("tangent", symbol_key(symbol) if isinstance(symbol, Symbol) else symbol)
        drawn = self._drawn.get(key)
        if drawn is None:
            drawn = self._drawn[key] = self._draw_tangent(of, symbol)
        return drawn

    def function(self, function: FunctionSymbol) -> SmoothFunction:
        """The smooth function that stands for an abstract one."""
        known = self._functions.get(function)
        if known is None:
            domain = tuple(self.dimensions(shape) for shape in function.domain)
            known = smooth_function(
                self.generator(f"function {function.name}"),
                domain,
                self.dimensions(function.codomain),
                positive=self.style == "positive",
                properties=self.properties_of(Symbol(function.name, function.codomain, function.properties)),
            )
            if self.style == "exact":
                known = known.exact(self.generator(f"function {function.name}"))
            self._functions[function] = known
        return known

    def direction(self, shape: tuple[int, ...]) -> Floats:
        """A direction without any structure, for expansions."""
        drawn = self._drawn.get("direction")
        if drawn is None:
            drawn = self._entries("direction of the expansion", (self.count, *shape))
            self._drawn["direction"] = drawn
        return drawn

    def drawn_items(self) -> tuple[tuple[str, Floats], ...]:
        """Names and values of all that was drawn so far; the direction of a symbol `X` is called `dX`."""
        return tuple((_printed(key), value) for key, value in self._drawn.items())

    def generator(self, name: str) -> np.random.Generator:
        return np.random.Generator(np.random.PCG64([self.seed, zlib.crc32(name.encode())]))

    def properties_of(self, symbol: Symbol) -> frozenset[str]:
        added = self.properties.get(symbol_key(symbol))
        return with_implied(symbol.properties | added if added else symbol.properties)

    def _draw_symbol(self, symbol: Symbol, key: SymbolKey) -> Floats:
        fixed = self.values.get(symbol.name)
        dimensions = self.dimensions(symbol.shape)
        if fixed is not None:
            return np.broadcast_to(np.asarray(fixed, dtype=float), (self.count, *dimensions))
        base = self.polynomials.get(key)
        if base is not None:
            return self._polynomial_in(self.symbol(base), symbol.name)
        rng = self.generator(symbol.name)
        properties = self.properties_of(symbol)
        if key in self.integers or "integer" in properties:
            counted = self.sizes.get(symbol.name) if symbol.shape == () else None
            whole = np.asarray(counted or rng.integers(2, 5, dimensions), dtype=float)
            return np.broadcast_to(whole, (self.count, *dimensions))
        lead = (self.count, *dimensions[: symbol.family_axes])
        shape = dimensions[symbol.family_axes :]
        if self.style == "exact":
            return draw_exact(rng, lead, shape, properties)
        return draw(rng, lead, shape, properties, self.style)

    def _polynomial_in(self, base: Floats, name: str) -> Floats:
        rng = self.generator(name)
        a, b, c = random_residues(rng, (3,)) if self.style == "exact" else rng.uniform(0.4, 1.2, 3)
        return np.asanyarray(a * np.eye(base.shape[-1]) + b * base + c * base @ base)

    def _draw_tangent(self, of: Expression, symbol: Expression) -> Floats:
        dimensions = self.dimensions(of.shape)
        if not isinstance(symbol, Symbol):
            return self._entries(f"tangent of {type(symbol).__name__}", (self.count, *dimensions))
        direction = self._entries(f"tangent {symbol.name}", (self.count, *self.dimensions(symbol.shape)))
        rank = len(symbol.shape) - symbol.family_axes
        if isinstance(of, Named):
            return direction
        return tangent_to(direction, self.symbol(symbol), rank, self.properties_of(symbol))

    def _entries(self, name: str, shape: tuple[int, ...]) -> Floats:
        rng = self.generator(name)
        if self.style == "exact":
            return random_residues(rng, shape)
        return entries(rng, shape, "integer" if self.style == "integer" else "generic")


def _printed(key: object) -> str:
    match key:
        case ("tangent", (str() as name, _)):
            return f"d{name}"
        case (str() as name, _):
            return name
    return "direction"
