"""What is known about the symbols of a note at one place in it: facts with their source and strength.

A `Scope` is immutable. `declarations/` and `definitions/` add facts to it; `elaboration/` reads it.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from types import MappingProxyType

from matderiv.algebra import Dimension, FunctionSymbol, Shape
from matderiv.syntax import Node

ALL_KINDS = "all"
VECTOR_BY_VECTOR = "vector by vector"
SCALAR_BY_VECTOR = "scalar by vector"
SCALAR_BY_MATRIX = "scalar by matrix"


class Strength(IntEnum):
    """How far a fact is to be trusted, weakest first."""

    CONVENTION = 1
    INFERRED = 2
    PROSE = 3
    FORMULA = 4
    EXPLICIT = 5


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from: words for the reader, and document offsets (-1 where there is no place).

    Of a fact that stands in another `file`, the place is where that file is taken in.
    """

    strength: Strength
    text: str
    start: int = -1
    end: int = -1
    file: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """A definition of the note: `z = Wx + b`, `J(w) = ...`, `T_{ij} = t_{i-j+n}`, `z^{(l)} = ...`.

    `parameters` are the arguments written at the name (`w` in `J(w)`), `indices` its index subscripts. `body`
    is the tree of the right side; several bodies of one chain `f = a = b` keep the first. The offsets place
    it. An index `:` keeps its axis: the matrix whose i-th row is `x_i^T` has the indices `("i", ":")` and
    that row as its body. `tex` is the source that the ranges of `body` refer to, `origin` the document offset
    of its first character (-1 where the body was composed and stands nowhere).
    """

    name: str
    parameters: tuple[str, ...]
    indices: tuple[str, ...]
    body: Node
    start: int
    end: int
    approximate: bool = False
    tex: str = ""
    origin: int = -1


@dataclass(frozen=True, slots=True)
class Family:
    """One index of a family of symbols, `x_i` for i = 1, …, N: the index names seen and the size's name, if
    known.

    `upper` for an index written above, as in `x^{(i)}`.
    """

    indices: tuple[str, ...]
    size: str | None = None
    upper: bool = False


@dataclass(frozen=True)
class SymbolFacts:
    """All that is known about one symbol. `name` is its printed LaTeX (`names.symbol_name`).

    A symbol with a label is its own symbol (`x_0`, `W^{(1)}`, `S_b`); a symbol with an index (`x_i`,
    `x^{(i)}`) is a member of a family: the facts stand under the bare name `x`, with `families`, and `shape`
    is that of a member.

    `shape` holds size names of the note; None is unknown. `role` is the kind where only that is known:
    scalar, vector, row, matrix, function, index, set. `function` is the type of an abstract function;
    `elementwise` says that it acts entry by entry; `matrix_function` that it is one of the functional
    calculus. `through` names the intermediates through which a scalar loss depends on everything else;
    `arguments` the symbols that it is a function of.

    `meaning` is a name from the function table for symbols such as `s` in "s is the sigmoid", or one of:
    identity, ones, zeros, Kronecker delta, indicator, single-entry matrix, commutation matrix, chain-rule
    product, eigenvalue and eigenvector (`arguments` is the matrix, `position` counts as in
    `algebra.Eigenvalue`), softmax (`over` is `row`, `column` or None). `entries_of` is the matrix or vector
    whose entries the indexed symbol writes: `V` for `v` in `V = (v_{ab})`. `index_size` is the number of
    values of an index, as in i = 1, …, N.
    """

    name: str
    shape: Shape | None = None
    role: str | None = None
    properties: frozenset[str] = frozenset()
    function: FunctionSymbol | None = None
    elementwise: bool = False
    matrix_function: bool = False
    meaning: str | None = None
    through: tuple[str, ...] = ()
    arguments: tuple[str, ...] = ()
    families: tuple[Family, ...] = ()
    definition: Definition | None = None
    sources: tuple[Source, ...] = ()
    position: int | None = None
    over: str | None = None
    entries_of: str | None = None
    index_size: Dimension | None = None


@dataclass(frozen=True, slots=True)
class Conventions:
    """What the note says about its notation; None where it says nothing.

    `layout` holds for all derivatives, `layouts` for a kind of them (`scalar by vector`, `scalar by matrix`,
    `vector by vector`). `prime` is `transpose` or `derivative`; `bars` is `determinant`, `absolute` or
    `cardinality`. `layout_sources` are where `layout` (under `ALL_KINDS`) and each of `layouts` is said.
    `diagonal_of_matrix` says what diag of a matrix is: its diagonal as a `vector`, or the
    diagonal `matrix`. `letters` are the roles that the note gives to all letters of a style (`bold upper`,
    `bold lower`, `upper`, `lower`).
    """

    layout: str | None = None
    layouts: tuple[tuple[str, str], ...] = ()
    layout_sources: tuple[tuple[str, Source], ...] = ()
    vec_order: str | None = None
    symmetric: str | None = None
    summation: bool | None = None
    prime: str | None = None
    bars: str | None = None
    matrix_two_norm_is_frobenius: bool | None = None
    elementwise_powers: bool | None = None
    circle_is_hadamard: bool | None = None
    diagonal_of_matrix: str | None = None
    letters: tuple[tuple[str, str], ...] = ()

    def said_in(self, source: Source) -> Conventions:
        """The same, where all that is said of layouts is said in `source`."""
        kinds = (*((ALL_KINDS,) if self.layout else ()), *(kind for kind, _ in self.layouts))
        return replace(self, layout_sources=tuple((kind, source) for kind in kinds))

    def layout_source(self, kind: str | None) -> Source | None:
        """Where the layout of a kind of derivative is said; None where nothing is said of it."""
        sources = dict(self.layout_sources)
        return sources.get(kind or ALL_KINDS) or sources.get(ALL_KINDS)


@dataclass(frozen=True)
class ConditionText:
    """A property that the note gives to an expression that is more than a symbol (`X + A` invertible)."""

    tree: Node
    property: str
    source: Source


@dataclass(frozen=True)
class Scope:
    """The symbols, conventions and conditions that hold at one place of a note."""

    symbols: Mapping[str, SymbolFacts] = field(default_factory=lambda: MappingProxyType({}))
    conventions: Conventions = Conventions()
    conditions: tuple[ConditionText, ...] = ()

    def get(self, name: str) -> SymbolFacts | None:
        return self.symbols.get(name)

    def with_symbol(self, facts: SymbolFacts) -> Scope:
        """The scope with a symbol added or replaced."""
        if isinstance(self.symbols, MappingProxyType):
            return replace(self, symbols=MappingProxyType({**self.symbols, facts.name: facts}))
        return replace(self, symbols=ChainMap({facts.name: facts}, self.symbols))  # type: ignore[arg-type]


def without_shapes(scope: Scope) -> Scope:
    """The scope without the shapes of its symbols, but for those that are declared in words for matderiv."""
    symbols = {
        name: facts if _is_explicit(facts) else replace(facts, shape=None, role=None)
        for name, facts in scope.symbols.items()
    }
    return replace(scope, symbols=MappingProxyType(symbols))


def only_explicit(scope: Scope) -> Scope:
    """The scope with nothing but conventions and what is declared in words for matderiv."""
    symbols = {name: facts for name, facts in scope.symbols.items() if _is_explicit(facts)}
    return Scope(MappingProxyType(symbols), scope.conventions)


def _is_explicit(facts: SymbolFacts) -> bool:
    return any(source.strength is Strength.EXPLICIT for source in facts.sources)
