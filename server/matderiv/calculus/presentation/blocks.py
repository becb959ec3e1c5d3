"""One term of a vec form: P ⊗ Q, (P ⊗ Q)K, vec(P)vec(Q)^T, with diag(vec A) on either side.

The rows are the pairs (a, b) of a slow and a fast index, the columns the pairs (c, d).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from matderiv.algebra import (
    CommutationMatrix,
    DiagonalMatrix,
    Expression,
    Hadamard,
    Identity,
    Index,
    Kronecker,
    Number,
    Ones,
    Product,
    Vec,
)
from matderiv.algebra.shape import kronecker_shape

from ..arrays.structure import short_transpose, transpose
from ..reduction.network import Edge, Network
from ..reduction.series_parallel import diagonal_of
from ..simplification.labels import hadamard
from ..simplification.monomial import as_product, monomial_of


@dataclass(frozen=True, slots=True)
class Roles:
    """The four indices; one that is missing has size one."""

    a: Index | None
    b: Index | None
    c: Index | None
    d: Index | None


_ONE = Fraction(1)
_NUMBER_ONE = Number(_ONE)


class Block:
    """Reads the factors of the matrix off a network that is reduced to edges between the four indices."""

    def __init__(self, network: Network, roles: Roles, order: str) -> None:
        self.network = network
        self.order = order
        self.a, self.b, self.c, self.d = roles.a, roles.b, roles.c, roles.d
        self._use_equalities()
        self._choose_places()

    def _use_equalities(self) -> None:
        """Moves edges across equal indices into one group, and turns loops into labels."""
        rows = {self.a, self.b}
        network = self.network
        for left, right in network.deltas:
            for number, edge in list(network.edges.items()):
                ends = {edge.left, edge.right}
                if ends == {left, right}:
                    network.disconnect(number)
                    network.label(left, diagonal_of(edge.factors, left))
                    continue
                for old, new in ((left, right), (right, left)):
                    crosses = (edge.left in rows) != (edge.right in rows)
                    if crosses and old in ends and old not in (None, new) and self._inside(edge, old, new):
                        network.disconnect(number)
                        network.connect(*_moved(edge, old, new), edge.factors)
                        break
        for number, edge in list(network.edges.items()):
            if edge.left == edge.right:
                network.disconnect(number)
                network.label(edge.left, diagonal_of(edge.factors, edge.left))
        for left, right in network.deltas:
            network.connect(left, right, (Identity(left.size),))

    def _inside(self, edge: Edge, old: Index, new: Index) -> bool:
        left, right = _moved(edge, old, new)
        rows = {self.a, self.b}
        return (left in rows) == (right in rows)

    def _choose_places(self) -> None:
        """A group of one index takes the place in which it stands across from its partner."""
        if self.a is None and self.b is not None and self._linked(self.b, self.c):
            self.a, self.b = self.b, None
        elif self.b is None and self.a is not None and self._linked(self.a, self.d):
            self.a, self.b = None, self.a
        if self.c is None and self.d is not None and self._linked(self.d, self.a):
            self.c, self.d = self.d, None
        elif self.d is None and self.c is not None and self._linked(self.c, self.b):
            self.c, self.d = None, self.c

    def _linked(self, left: Index | None, right: Index | None) -> bool:
        return any({edge.left, edge.right} == {left, right} for edge in self.network.edges.values())

    def factors(self) -> tuple[Expression, ...]:
        """The factors of the product, from left to right."""
        direct = self._linked(self.a, self.c) or self._linked(self.b, self.d)
        crossed = self._linked(self.a, self.d) or self._linked(self.b, self.c)
        inside_rows, inside_columns = self._inner(self.a, self.b), self._inner(self.c, self.d)
        if not direct and not crossed and (inside_rows or inside_columns):
            return self._outer(inside_rows, inside_columns)
        core = self._crossed() if crossed and not direct else self._direct()
        if crossed and direct:
            core = (Hadamard(as_one(core), as_one(self._crossed(plain=True))),)
        before = (DiagonalMatrix(inside_rows),) if inside_rows is not None else ()
        after = (DiagonalMatrix(inside_columns),) if inside_columns is not None else ()
        return (*before, *core, *after)

    def _inner(self, slow: Index | None, fast: Index | None) -> Expression | None:
        """The vec of a matrix between the two indices of a group."""
        if slow is None or fast is None or not self._linked(slow, fast):
            return None
        row, column = (fast, slow) if self.order == "column" else (slow, fast)
        return Vec(self._matrix(row, column), self.order)

    def _outer(self, rows: Expression | None, columns: Expression | None) -> tuple[Expression, ...]:
        left = self._whole(self.a, self.b, rows)
        right = self._whole(self.c, self.d, columns)
        return (left, transpose(right))

    def _whole(self, slow: Index | None, fast: Index | None, inner: Expression | None) -> Expression:
        labels = kronecker(self._vector(slow), self._vector(fast))
        if inner is None:
            return labels
        if not (self.network.labels.get(slow) or self.network.labels.get(fast)):  # type: ignore[arg-type]
            return inner
        return hadamard([(labels, _ONE), (inner, _ONE)], inner.shape)

    def _direct(self) -> tuple[Expression, ...]:
        return (kronecker(self._between(self.a, self.c), self._between(self.b, self.d)),)

    def _crossed(self, *, plain: bool = False) -> tuple[Expression, ...]:
        core = kronecker(self._between(self.a, self.d, plain), self._between(self.b, self.c, plain))
        if self.c is None or self.d is None:
            return (core,)
        return (core, CommutationMatrix(self.d.size, self.c.size))

    def _between(self, row: Index | None, column: Index | None, plain: bool = False) -> Expression:
        """The matrix between two indices with the labels on both; an outer product where there is no edge."""
        left, right = self._vector(row, plain), self._vector(column, plain)
        if row is None or column is None or not self._linked(row, column):
            return as_one((left, transpose(right))) if row is not None else _row(right)
        matrix = self._matrix(row, column)
        before = (DiagonalMatrix(left),) if self._labelled(row, plain) else ()
        after = (DiagonalMatrix(right),) if self._labelled(column, plain) else ()
        return as_one((*before, matrix, *after))

    def _labelled(self, index: Index | None, plain: bool) -> bool:
        return index is not None and not plain and bool(self.network.labels.get(index))

    def _vector(self, index: Index | None, plain: bool = False) -> Expression:
        if index is None:
            return _NUMBER_ONE
        labels = () if plain else self.network.labels.get(index, ())
        return hadamard(labels, (index.size,))

    def _matrix(self, row: Index, column: Index) -> Expression:
        matrices = [
            as_one(edge.from_vertex(row)[1])
            for edge in self.network.edges.values()
            if {edge.left, edge.right} == {row, column}
        ]
        result = matrices[0]
        for matrix in matrices[1:]:
            result = Hadamard(result, matrix)
        return result


def _moved(edge: Edge, old: Index, new: Index) -> tuple[Index, Index]:
    left = new if edge.left == old else edge.left
    return left, new if edge.right == old else edge.right


def as_one(factors: tuple[Expression, ...]) -> Expression:
    """The product of factors in lowest terms, as one expression."""
    return as_product(monomial_of(factors, Product(factors).shape))


def _row(column: Expression) -> Expression:
    """A column as a row; one for one."""
    return short_transpose(column) if column.shape else column


def kronecker(left: Expression, right: Expression) -> Expression:
    """The Kronecker product; a factor of one drops out, and identities make one identity."""
    if left == _NUMBER_ONE:
        return right
    if right == _NUMBER_ONE:
        return left
    if isinstance(left, Identity) and isinstance(right, Identity):
        return Identity(left.size * right.size)
    if isinstance(left, Ones) and isinstance(right, Ones):
        return Ones(kronecker_shape(left.shape, right.shape))
    return Kronecker(left, right)
