"""Building terms: multiplies pieces into a term, takes simple arrays apart and eliminates what equations decide."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from matderiv.algebra import Expression, Index, IndexForm, Number

from ..errors import NotDifferentiable
from .forms_of_indices import always, solve, solved_for_index
from .indices import free_indices, replace_indices
from .subscripts import FIRST, PairIndex, Subscript, Subscripts, fresh, indices_of, substitute
from .taking_apart import take_apart
from .terms import UNIT, ArrayFactor, Contribution, Exponent, Piece, Relation, Split, Term, add_exponents

NOTHING = Number(UNIT)
"""A child without indices."""


class Assembly:
    """A term under construction. Indices that an equation decides are replaced in all that comes before or after."""

    def __init__(self, term: Term, bound: Iterable[Subscript] = ()) -> None:
        self.coefficient = term.coefficient
        self._factors: dict[tuple[Expression, Subscripts], Exponent] = {
            (factor.expression, factor.subscripts): factor.exponent for factor in term.factors
        }
        self._relations = list(term.relations)
        self._splits = list(term.splits)
        self._bound = set(term.bound)
        self._bound.update(index for index in bound if isinstance(index, Index))
        self._decided: dict[Index, Subscript] = {}

    def add(self, piece: Piece) -> None:
        """Multiplies a piece into the term."""
        if isinstance(piece, ArrayFactor):
            self.array(piece.expression, piece.subscripts, piece.exponent)
        elif isinstance(piece, Relation):
            self.relate(piece.left, piece.sign, piece.right)
        else:
            self.split(piece)

    def scale(self, factor: Fraction) -> None:
        self.coefficient *= factor

    def array(self, expression: Expression, subscripts: Subscripts, exponent: Exponent = UNIT) -> None:
        """Multiplies an array at subscripts into the term, taken apart as far as its structure is plain."""
        if exponent == 0:
            return
        if self._decided:
            subscripts = tuple(self.resolve(subscript) for subscript in subscripts)
            expression = replace_indices(expression, self._decided)
        if not take_apart(self, expression, subscripts, exponent):
            key = (expression, subscripts)
            total = add_exponents(self._factors[key], exponent) if key in self._factors else exponent
            if total == 0:
                self._factors.pop(key, None)
            else:
                self._factors[key] = total

    def relate(self, left: Subscript, sign: str, right: Subscript) -> None:
        """Multiplies the indicator of a relation between positions into the term."""
        left, right = self.resolve(left), self.resolve(right)
        if isinstance(left, PairIndex) or isinstance(right, PairIndex):
            self._relate_pair(left, right)
            return
        decided = always(left, sign, right)
        if decided is None and sign == "=":
            decided = self._eliminate(left, right)
        if decided is False:
            self.coefficient = Fraction(0)
        elif decided is None:
            self._keep_relation(Relation(*solved_for_index(left, sign, right)))

    def _keep_relation(self, relation: Relation) -> None:
        if relation not in self._relations:
            self._relations.append(relation)

    def _eliminate(self, left: Subscript, right: Subscript) -> bool | None:
        solution = solve(left, right, self._bound)
        if solution is None:
            return None
        index, value = solution
        self._replace(index, value)
        if isinstance(value, Index) and value.size == index.size:
            return True
        if isinstance(value, IndexForm) and not value.terms:
            return True
        self.relate(FIRST, "≤", value)
        self.relate(value, "≤", IndexForm((), index.size))
        return True

    def _relate_pair(self, left: Subscript, right: Subscript) -> None:
        if not isinstance(left, PairIndex):
            left, right = right, left
        assert isinstance(left, PairIndex)
        self.split(Split(right, left.major, left.major_size, left.minor, left.minor_size))

    def split(self, piece: Split) -> None:
        """Multiplies in that a position is the pair of two others."""
        whole, major, minor = (self.resolve(part) for part in (piece.whole, piece.major, piece.minor))
        sizes = (piece.major_size, piece.minor_size)
        if isinstance(whole, PairIndex):
            if (whole.major_size, whole.minor_size) != sizes:
                raise NotDifferentiable("Arrays are stacked here in two ways that do not match.")
            self.relate(whole.major, "=", major)
            self.relate(whole.minor, "=", minor)
        elif isinstance(whole, Index) and whole in self._bound:
            self._replace(whole, PairIndex(major, sizes[0], minor, sizes[1]))
        else:
            self._keep_split(Split(whole, major, sizes[0], minor, sizes[1]))

    def _keep_split(self, piece: Split) -> None:
        for other in self._splits:
            same_sizes = (other.major_size, other.minor_size) == (piece.major_size, piece.minor_size)
            if other.whole == piece.whole and same_sizes:
                self.relate(other.major, "=", piece.major)
                self.relate(other.minor, "=", piece.minor)
                return
        self._splits.append(piece)

    def whole_of(self, pair: PairIndex) -> Subscript:
        """A bound index that is split into the parts of a pair."""
        major = self.whole_of(pair.major) if isinstance(pair.major, PairIndex) else pair.major
        minor = self.whole_of(pair.minor) if isinstance(pair.minor, PairIndex) else pair.minor
        for split in self._splits:
            parts = (split.major, split.major_size, split.minor, split.minor_size)
            if split.whole in self._bound and parts == (major, pair.major_size, minor, pair.minor_size):
                return split.whole
        whole = fresh(pair.major_size * pair.minor_size)
        self.bind((whole,))
        self._splits.append(Split(whole, major, pair.major_size, minor, pair.minor_size))
        return whole

    def resolve(self, subscript: Subscript) -> Subscript:
        """The subscript in the indices that are left."""
        while any(index in self._decided for index in indices_of(subscript)):
            subscript = substitute(subscript, self._decided)
        return subscript

    def in_remaining_indices(self, expression: Expression) -> Expression:
        """An expression in the indices that are left."""
        decided = free_indices(expression) & self._decided.keys()
        if not decided:
            return expression
        return replace_indices(expression, {index: self.resolve(index) for index in decided})

    def _replace(self, index: Index, value: Subscript) -> None:
        self._bound.discard(index)
        self._decided[index] = value
        factors = [key for key in self._factors if _mentions(key, index)]
        arrays = [(*key, self._factors.pop(key)) for key in factors]
        relations = [r for r in self._relations if index in {*indices_of(r.left), *indices_of(r.right)}]
        splits = [s for s in self._splits if any(index in indices_of(p) for p in (s.whole, s.major, s.minor))]
        self._relations = [relation for relation in self._relations if relation not in relations]
        self._splits = [split for split in self._splits if split not in splits]
        for expression, subscripts, exponent in arrays:
            self.array(expression, subscripts, exponent)
        for relation in relations:
            self.add(relation)
        for split in splits:
            self.add(split)

    def bind(self, indices: Iterable[Subscript]) -> None:
        """Sums over indices."""
        self._bound.update(index for index in indices if isinstance(index, Index))

    def finished(self) -> Term | None:
        """The term; None if it is zero."""
        if not self.coefficient:
            return None
        factors = tuple(ArrayFactor(*key, exponent) for key, exponent in self._factors.items())
        bound = frozenset(self._bound)
        return Term(self.coefficient, factors, tuple(self._relations), tuple(self._splits), bound)


def _mentions(key: tuple[Expression, Subscripts], index: Index) -> bool:
    expression, subscripts = key
    if any(index in indices_of(subscript) for subscript in subscripts):
        return True
    return index in free_indices(expression)


def passed_to(
    child: Expression,
    contribution: Contribution,
    pieces: Iterable[Piece],
    subscripts: Subscripts,
    bound: Iterable[Subscript] = (),
    coefficient: Fraction = UNIT,
) -> tuple[Expression, Contribution] | None:
    """The contribution times pieces, for a child that may depend on indices; None if it is zero."""
    assembly = Assembly(contribution.term, bound)
    assembly.scale(coefficient)
    for piece in pieces:
        assembly.add(piece)
    term = assembly.finished()
    if term is None:
        return None
    at = tuple(assembly.resolve(subscript) for subscript in subscripts)
    return assembly.in_remaining_indices(child), Contribution(term, at)


def multiplied(
    contribution: Contribution,
    pieces: Iterable[Piece],
    subscripts: Subscripts,
    bound: Iterable[Subscript] = (),
    coefficient: Fraction = UNIT,
) -> Contribution | None:
    """The contribution times pieces, its open axes now at `subscripts`; None if it is zero."""
    passed = passed_to(NOTHING, contribution, pieces, subscripts, bound, coefficient)
    return None if passed is None else passed[1]
