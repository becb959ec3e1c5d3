"""The contraction of a term as a graph: indices are vertices, matrices edges, vectors labels on vertices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from matderiv.algebra import (
    Expression,
    FromEntries,
    Index,
    IndexForm,
    IndexIndicator,
    SingleEntryMatrix,
)

from ..arrays.chains import product_of
from ..arrays.structure import reversed_transposes
from ..contraction.indices import free_indices, replace_indices
from ..contraction.subscripts import FIRST, PairIndex, Subscript, as_form, base_name, indices_of, substitute
from ..contraction.terms import Exponent, Relation, Split, Term
from ..simplification.explicit_sum import ExplicitSum
from ..simplification.labels import hadamard
from ..simplification.monomial import monomial_of
from .slicing import sliced

LETTERS = "pqrstuvwijklabcdefgh"


@dataclass(frozen=True, slots=True)
class Edge:
    """The product of `factors` as a matrix between two vertices."""

    left: Index
    right: Index
    factors: tuple[Expression, ...]

    def from_vertex(self, start: Index) -> tuple[Index, tuple[Expression, ...]]:
        """The other end, and the factors in the direction towards it."""
        if self.left == start:
            return self.right, self.factors
        return self.left, reversed_transposes(self.factors)


class Network:
    """A term as a graph with the given free indices as outputs. `reduction` works on it.

    Bound indices that stand inside expressions or index forms stay explicit sums (`sums`). What is no edge and no
    label is kept in `tensors` (arrays of order three and more), `deltas` (equal outputs) and `splits`.
    """

    def __init__(self, term: Term, outputs: Iterable[Index]) -> None:
        self.coefficient = term.coefficient
        self.outputs = tuple(outputs)
        self.scalars: list[tuple[Expression, Exponent]] = []
        self.labels: dict[Index, list[tuple[Expression, Exponent]]] = {}
        self.edges: dict[int, Edge] = {}
        self.incident: dict[Index, dict[int, None]] = {}
        self.deltas: list[tuple[Index, Index]] = []
        self.tensors: list[tuple[Expression, tuple[Index, ...], Exponent]] = []
        self.splits: list[Split] = list(term.splits)
        self.hidden_outputs = False
        self.sums: list[ExplicitSum] = []
        self._number = 0
        self._read(term)

    def _read(self, term: Term) -> None:
        explicit = _explicit_indices(term)
        names = _names(explicit, term)
        self.bound = {
            index: None for index in _in_order(term) if index in term.bound and index not in explicit
        }
        for index in term.bound:
            if index not in explicit:
                self.bound.setdefault(index)
        self.vertices = {**dict.fromkeys(self.outputs), **self.bound}
        relations = [_renamed(relation, names) for relation in term.relations]
        for index in explicit:
            named = names[index]
            self.sums.append(_explicit_sum(named, relations))
        self.sums = _outer_first(self.sums)
        if any(not _limits(explicit).isdisjoint(self.vertices) for explicit in self.sums):
            self.hidden_outputs = True
        for relation in relations:
            self._relation(relation)
        for factor in term.factors:
            subscripts = tuple(substitute(subscript, names) for subscript in factor.subscripts)
            self._factor(replace_indices(factor.expression, names), subscripts, factor.exponent)

    def _factor(self, expression: Expression, subscripts: tuple[Subscript, ...], exponent: Exponent) -> None:
        hidden = {i for i in free_indices(expression) if i in self.vertices}
        hidden.update(
            i for s in subscripts if not isinstance(s, Index) for i in indices_of(s) if i in self.vertices
        )
        if hidden:
            self.hidden_outputs = True
        array, kept = sliced(expression, subscripts, self.vertices)
        if not kept:
            self.scalars.append((array, exponent))
        elif len(kept) == 1:
            self.label(kept[0], array, exponent)
        elif len(kept) == 2:
            matrix = array if exponent == 1 else hadamard([(array, exponent)], array.shape)
            self.connect(kept[0], kept[1], (matrix,))
        else:
            self.tensors.append((array, kept, exponent))

    def _relation(self, relation: Relation) -> None:
        left, right = relation.left, relation.right
        if relation.sign == "=":
            if isinstance(left, Index) and isinstance(right, Index) and {left, right} <= self.vertices.keys():
                self.deltas.append((left, right))
                return
            for vertex, other in ((left, right), (right, left)):
                if isinstance(vertex, Index) and vertex in self.vertices and not _meets(other, self.vertices):
                    unit = SingleEntryMatrix((as_form(other),), (vertex.size,))
                    self.label(vertex, unit, Fraction(1))
                    return
        indicator = IndexIndicator(as_form(left), relation.sign, as_form(right))
        used = [i for i in dict.fromkeys([*indices_of(left), *indices_of(right)]) if i in self.vertices]
        if not used:
            self.scalars.append((indicator, Fraction(1)))
        elif len(used) == 1:
            self.label(used[0], FromEntries((used[0],), indicator), Fraction(1))
        else:
            self.connect(used[0], used[1], (FromEntries((used[0], used[1]), indicator),))

    def label(self, vertex: Index, array: Expression, exponent: Exponent = Fraction(1)) -> None:
        """Multiplies a vector into a vertex; its number and scalars go to the front."""
        if exponent == 1:
            monomial = monomial_of((array,), array.shape)
            self.coefficient *= monomial.coefficient
            self.scalars.extend(monomial.scalars)
            array = product_of(monomial.factors)
        self.labels.setdefault(vertex, []).append((array, exponent))

    def connect(self, left: Index, right: Index, factors: tuple[Expression, ...]) -> int:
        """Adds an edge and gives its number."""
        self._number += 1
        self.edges[self._number] = Edge(left, right, factors)
        self.incident.setdefault(left, {})[self._number] = None
        self.incident.setdefault(right, {})[self._number] = None
        return self._number

    def disconnect(self, number: int) -> Edge:
        """Removes an edge."""
        edge = self.edges.pop(number)
        self.incident[edge.left].pop(number, None)
        self.incident[edge.right].pop(number, None)
        return edge

    def edges_at(self, vertex: Index) -> list[tuple[int, Edge]]:
        return [(number, self.edges[number]) for number in self.incident.get(vertex, ())]

    def scalar(self, expression: Expression, exponent: Exponent = Fraction(1)) -> None:
        self.scalars.append((expression, exponent))


def _meets(subscript: Subscript, vertices: dict[Index, None]) -> bool:
    return isinstance(subscript, PairIndex) or any(index in vertices for index in indices_of(subscript))


def _in_order(term: Term) -> Iterator[Index]:
    for factor in term.factors:
        for subscript in factor.subscripts:
            yield from indices_of(subscript)
        yield from free_indices(factor.expression)
    for relation in term.relations:
        yield from indices_of(relation.left)
        yield from indices_of(relation.right)


def _explicit_indices(term: Term) -> dict[Index, None]:
    """The bound indices that occur inside expressions, forms or relations, in the order in which they occur."""
    found: set[Index] = set()
    for factor in term.factors:
        found |= free_indices(factor.expression)
        for subscript in factor.subscripts:
            if not isinstance(subscript, Index):
                found.update(indices_of(subscript))
    for relation in term.relations:
        found.update(indices_of(relation.left))
        found.update(indices_of(relation.right))
    return {index: None for index in _in_order(term) if index in found and index in term.bound}


def _names(explicit: Iterable[Index], term: Term) -> dict[Index, Subscript]:
    """Readable names for indices of sums: the author's letter if it is not taken."""
    taken = {index.name for index in _in_order(term)}
    names: dict[Index, Subscript] = {}
    for index in explicit:
        wanted = [base_name(index)] if base_name(index) else []
        name = next(name for name in [*wanted, *LETTERS, index.name] if name not in taken)
        taken.add(name)
        names[index] = Index(name, index.size)
    return names


def _limits(explicit: ExplicitSum) -> set[Index]:
    """The indices in the limits of a sum."""
    return {index for form in (explicit.lower, explicit.upper) for index, _ in form.terms}


def _outer_first(sums: list[ExplicitSum]) -> list[ExplicitSum]:
    """Sums in an order in which each has its limits in indices of sums before it."""
    ordered: list[ExplicitSum] = []
    waiting = list(sums)
    while waiting:
        later = {explicit.index for explicit in waiting}
        ready = [explicit for explicit in waiting if _limits(explicit).isdisjoint(later - {explicit.index})]
        if not ready:
            return [*ordered, *waiting]
        ordered += ready
        waiting = [explicit for explicit in waiting if explicit not in ready]
    return ordered


def _renamed(relation: Relation, names: dict[Index, Subscript]) -> Relation:
    return Relation(substitute(relation.left, names), relation.sign, substitute(relation.right, names))


def _explicit_sum(index: Subscript, relations: list[Relation]) -> ExplicitSum:
    """The sum with the bounds that relations give; these relations are used up."""
    assert isinstance(index, Index)
    lower, upper = FIRST, IndexForm((), index.size)
    for relation in list(relations):
        if relation.sign != "≤":
            continue
        if relation.right == index and lower == FIRST and index not in indices_of(relation.left):
            lower = as_form(relation.left)
            relations.remove(relation)
        elif relation.left == index and upper == IndexForm((), index.size):
            upper = as_form(relation.right)
            relations.remove(relation)
    return ExplicitSum(index, lower, upper)
