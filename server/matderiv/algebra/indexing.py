"""Entries, sums over indices, families of symbols, indicators. Indices count from 1."""

from __future__ import annotations

from dataclasses import dataclass, field

from .dimension import ONE, Dimension
from .expression import Expression
from .leaves import Symbol
from .shape import SCALAR, Shape, ShapeError, matrix_shape


@dataclass(frozen=True)
class Index:
    """A bound or free index of the note, running from 1 to `size`."""

    name: str
    size: Dimension


@dataclass(frozen=True)
class IndexForm:
    """An integer linear form in indices, such as `i`, `t-1`, `i-j+n`, or the literal 2 (no terms)."""

    terms: tuple[tuple[Index, int], ...]
    offset: Dimension = Dimension.of(0)

    @staticmethod
    def of(value: Index | int) -> IndexForm:
        if isinstance(value, Index):
            return IndexForm(((value, 1),))
        return IndexForm((), Dimension.of(value))

    @property
    def single(self) -> Index | None:
        """The index if the form is a bare index, else None."""
        bare = len(self.terms) == 1 and self.terms[0][1] == 1 and self.offset == Dimension.of(0)
        return self.terms[0][0] if bare else None


@dataclass(frozen=True, eq=False)
class Entry(Expression):
    """Entries of an array, one form an axis (a row has two axes, the first is 1); None keeps an axis.

    `M_{:,i}` keeps the first axis and is a vector; `M_{i,:}` is a row.
    """

    operand: Expression
    indices: tuple[IndexForm | None, ...]
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        shape = self.operand.shape
        if len(self.indices) != len(shape):
            raise ShapeError(f"entry with {len(self.indices)} indices", (shape,), (), (self.operand,))
        kept = tuple(size for size, index in zip(shape, self.indices, strict=True) if index is None)
        row = len(shape) == 2 and self.indices[0] is not None and self.indices[1] is None
        self._set_shape(matrix_shape(ONE, kept[0]) if row else kept)


@dataclass(frozen=True, eq=False)
class Member(Expression):
    """A member `x_i` of a family of symbols: one form for each family axis of the symbol."""

    family: Symbol
    indices: tuple[IndexForm, ...]
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        if len(self.indices) != self.family.family_axes:
            raise ShapeError("member of a family", (self.family.shape,))
        self._set_shape(self.family.shape[self.family.family_axes :])


@dataclass(frozen=True, eq=False)
class FromEntries(Expression):
    """The array whose entry at `indices` is a scalar expression in them; a single index gives a vector."""

    indices: tuple[Index, ...]
    body: Expression
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        if self.body.shape != SCALAR:
            raise ShapeError("entry of an array", (self.body.shape,), (), (self.body,))
        self._set_shape(tuple(index.size for index in self.indices))


@dataclass(frozen=True, eq=False)
class IndexSum(Expression):
    """The sum of `body` over an index from `lower` to `upper`; forms may contain outer indices."""

    index: Index
    body: Expression
    lower: IndexForm
    upper: IndexForm
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        self._set_shape(self.body.shape)


@dataclass(frozen=True, eq=False)
class IndexProduct(Expression):
    """The product of a scalar body over an index from `lower` to `upper`."""

    index: Index
    body: Expression
    lower: IndexForm
    upper: IndexForm
    shape: Shape = field(init=False, default=SCALAR)

    def __post_init__(self) -> None:
        if self.body.shape != SCALAR:
            raise ShapeError("product over an index", (self.body.shape,), (), (self.body,))


@dataclass(frozen=True, eq=False)
class IndexIndicator(Expression):
    """1 if two index forms stand in a relation (`=`, `≠`, `<`, `≤`, `>`, `≥`), else 0. The Kronecker delta is `=`."""

    left: IndexForm
    relation: str
    right: IndexForm
    shape: Shape = field(init=False, default=SCALAR)


@dataclass(frozen=True, eq=False)
class IndexValue(Expression):
    """An index as a number: the exponent in `\\sum_{i=0}^{n-1} X^i`."""

    index: IndexForm
    shape: Shape = field(init=False, default=SCALAR)


@dataclass(frozen=True, eq=False)
class Indicator(Expression):
    """Entry by entry 1 where two operands of one shape stand in a relation (`>`, `≥`, `<`, `≤`), else 0."""

    left: Expression
    relation: str
    right: Expression
    shape: Shape = field(init=False)

    def __post_init__(self) -> None:
        if self.left.shape != self.right.shape:
            raise ShapeError("indicator", (self.left.shape, self.right.shape), (), (self.left, self.right))
        self._set_shape(self.left.shape)


@dataclass(frozen=True, eq=False)
class SingleEntryMatrix(Expression):
    """The array J^{ij} of a shape with a 1 at `indices` and 0 elsewhere; for one index the unit vector e_i."""

    indices: tuple[IndexForm, ...]
    shape: Shape
