"""Where sizes come from: the shapes of the arguments, or a parameter of their own."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from matderiv.algebra import Dimension, Symbol
from matderiv.notation.numpy_source.code import Code, Precedence, added, negated, times
from matderiv.notation.numpy_source.identifiers import Identifiers


@dataclass(frozen=True, slots=True)
class SizeSource:
    """A size name as a quotient: an axis of an argument, less a constant, over known factors."""

    symbol: Symbol
    axis: int
    offset: int
    factor: int
    names: tuple[str, ...]


class Sizes:
    """Gives sizes as source, and collects the lines that read them off the arguments.

    `needed` are the symbols that are parameters anyway; further `candidates` become parameters where only they tell a
    size. A size that no argument gives is a parameter itself (`free`).
    """

    def __init__(
        self, identifiers: Identifiers, needed: Sequence[Symbol], candidates: Sequence[Symbol]
    ) -> None:
        self._identifiers = identifiers
        self._needed = list(needed)
        self._candidates = [symbol for symbol in candidates if symbol not in needed]
        self._known: dict[str, str] = {}
        self.lines: list[str] = []
        self.free: dict[str, str] = {}

    @property
    def parameters(self) -> list[Symbol]:
        """The symbols that the source takes: those needed, and those that tell a size."""
        return self._needed

    def code(self, dimension: Dimension) -> Code:
        """A size as an integer expression."""
        divisor = math.lcm(*(coefficient.denominator for _, coefficient in dimension.terms))
        terms = [
            self._monomial(names, int(coefficient * divisor)) for names, coefficient in _ordered(dimension)
        ]
        total = added(terms) if terms else Code("0")
        if divisor == 1:
            return total
        return Code(f"{total.at_least(Precedence.PRODUCT)} // {divisor}", Precedence.PRODUCT)

    def _monomial(self, names: tuple[str, ...], coefficient: int) -> Code:
        factors = [Code(self._name(name)) for name in names]
        if abs(coefficient) != 1 or not factors:
            factors.insert(0, Code(str(abs(coefficient))))
        product = times(*factors) if len(factors) > 1 else factors[0]
        return negated(product) if coefficient < 0 else product

    def _name(self, name: str) -> str:
        if name not in self._known:
            self._known[name] = self._resolve(name)
        return self._known[name]

    def _resolve(self, name: str) -> str:
        number = next((s for s in (*self._needed, *self._candidates) if s.name == name and not s.shape), None)
        if number is not None:
            self._adopt(number)
            return f"int({self._identifiers.of(name)})"
        variable = self._identifiers.of(name, "size")
        source = self._source(name)
        if source is None:
            self.free[name] = variable
            return variable
        self._adopt(source.symbol)
        others = [self._name(other) for other in source.names]
        self.lines.append(f"{variable} = {self._quotient(source, others)}")
        return variable

    def _adopt(self, symbol: Symbol) -> None:
        if symbol not in self._needed:
            self._needed.append(symbol)

    def _quotient(self, source: SizeSource, others: Sequence[str]) -> str:
        length = Code(f"{self._identifiers.of(source.symbol.name)}.shape[{source.axis}]")
        if source.offset:
            sign = "-" if source.offset > 0 else "+"
            length = Code(f"{length.text} {sign} {abs(source.offset)}", Precedence.SUM)
        divisor = ([str(source.factor)] if source.factor != 1 else []) + list(others)
        if not divisor:
            return length.text
        product = divisor[0] if len(divisor) == 1 else f"({' * '.join(divisor)})"
        return f"{length.at_least(Precedence.PRODUCT)} // {product}"

    def _source(self, name: str) -> SizeSource | None:
        """The simplest axis that tells the size, of a parameter rather than of another symbol."""
        for symbols in (self._needed, self._candidates):
            sources = [source for symbol in symbols for source in _sources(symbol, name)]
            usable = [source for source in sources if self._is_told(source)]
            if usable:
                return min(usable, key=lambda source: (len(source.names), abs(source.offset), source.factor))
        return None

    def _is_told(self, source: SizeSource) -> bool:
        """Whether the other factors are sizes that bare axes tell."""
        symbols = [*self._needed, *self._candidates]
        bare = {size.single_name for symbol in symbols for size in symbol.shape}
        return all(other in bare or other in self._known for other in source.names)


def _ordered(dimension: Dimension) -> list[tuple[tuple[str, ...], int | Fraction]]:
    return sorted(dimension.terms, key=lambda term: (-len(term[0]), term[0]))


def _sources(symbol: Symbol, name: str) -> Iterator[SizeSource]:
    for axis, size in enumerate(symbol.shape):
        containing = [(names, c) for names, c in size.terms if name in names]
        rest = [(names, c) for names, c in size.terms if name not in names]
        if len(containing) != 1 or containing[0][0].count(name) != 1 or any(names for names, _ in rest):
            continue
        names, factor = containing[0]
        offset = sum(c for _, c in rest)
        if factor > 0 and isinstance(factor, int) and isinstance(offset, int):
            yield SizeSource(symbol, axis, offset, factor, tuple(other for other in names if other != name))
