"""The vec form ∂vec(value)/∂vec(variable)^T of terms over two groups of at most two axes each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeAlias

from matderiv.algebra import ONE, Dimension, Expression, Index, Shape
from matderiv.algebra.shape import rows_and_columns

from ..contraction.assembly import multiplied
from ..contraction.axes import row_and_column
from ..contraction.subscripts import Subscripts, fresh, indices_of
from ..contraction.terms import Contribution, Relation, Split, Term
from ..reduction.network import Network
from ..reduction.series_parallel import reduce
from ..simplification.monomial import monomial_of
from ..simplification.summation import Summand, sum_of
from .blocks import Block, Roles
from .matrices import summand_of

Groups: TypeAlias = tuple[Subscripts, Subscripts]


def vec_form(
    terms: Iterable[Term], groups: Groups, shapes: tuple[Shape, Shape], order: str
) -> Expression | None:
    """The sum of terms as a matrix, rows by the first group and columns by the second; None if a term has none."""
    target = vec_shape(shapes)
    summands: list[Summand] = []
    for term in terms:
        summand = _summand(term, groups, shapes, order, target) or _between_wholes(
            term, groups, shapes, order
        )
        if summand is None:
            return None
        summands.append(summand)
    return sum_of(summands, target)


def vec_shape(shapes: tuple[Shape, Shape]) -> Shape:
    """Rows and columns of the vec form."""
    sizes = []
    for shape in shapes:
        rows, columns = rows_and_columns(shape)
        sizes.append(rows * columns)
    if sizes[1] == ONE:
        return () if sizes[0] == ONE else (sizes[0],)
    return (sizes[0], sizes[1])


def _summand(
    term: Term, groups: Groups, shapes: tuple[Shape, Shape], order: str, target: Shape
) -> Summand | None:
    roles: list[tuple[Index | None, Index | None]] = []
    changed: Term | None = term
    for group, shape in zip(groups, shapes, strict=True):
        assert changed is not None
        changed, pair = _roles(changed, group, shape, order)
        if changed is None:
            return None
        roles.append(pair)
    assert changed is not None
    (a, b), (c, d) = roles
    outputs = [index for index in (*groups[0], *groups[1]) if isinstance(index, Index)]
    if any(index not in (a, b, c, d) for index in outputs if _occurs(changed, index)):
        return None
    network = Network(changed, (index for index in (a, b, c, d) if index is not None))
    if network.hidden_outputs:
        return None
    reduce(network)
    if network.bound or network.tensors or network.splits:
        return None
    factors = Block(network, Roles(a, b, c, d), order).factors()
    monomial = monomial_of(factors, target, network.coefficient, tuple(network.scalars))
    return Summand(monomial, tuple(network.sums))


def _between_wholes(term: Term, groups: Groups, shapes: tuple[Shape, Shape], order: str) -> Summand | None:
    """A term whose groups stand as single stacked indices, so that constants such as L_n can stand before them."""
    wholes: list[Index] = []
    for group, shape in zip(groups, shapes, strict=True):
        row, column = row_and_column(shape, group)
        slow, fast = (column, row) if order == "column" else (row, column)
        if isinstance(slow, Index) and isinstance(fast, Index):
            whole = _new_part(slow.size * fast.size)
            split = Split(whole, slow, slow.size, fast, fast.size)
            term = replace(term, splits=(*term.splits, split), bound=term.bound | {slow, fast})
            wholes.append(whole)
        else:
            wholes.extend(index for index in (slow, fast) if isinstance(index, Index))
    return summand_of(term, *wholes) if len(wholes) == 2 else None


def _roles(
    term: Term, group: Subscripts, shape: Shape, order: str
) -> tuple[Term | None, tuple[Index | None, Index | None]]:
    """The slow and the fast index of a stacked group; a stacked vector gives the parts of its position."""
    row, column = row_and_column(shape, group)
    slow, fast = (column, row) if order == "column" else (row, column)
    pair = (slow if isinstance(slow, Index) else None, fast if isinstance(fast, Index) else None)
    for split in term.splits:
        if split.whole in pair and None in pair:
            return _divided(term, split)
        if (
            (split.major, split.minor) == pair
            and isinstance(split.whole, Index)
            and split.whole in term.bound
        ):
            rest = tuple(other for other in term.splits if other is not split)
            return replace(term, splits=rest, bound=term.bound - {split.whole}), (None, split.whole)
    return term, pair


def _divided(term: Term, split: Split) -> tuple[Term | None, tuple[Index | None, Index | None]]:
    """The parts of a stacked vector's position as indices of their own."""
    parts = _new_part(split.major_size), _new_part(split.minor_size)
    rest = tuple(other for other in term.splits if other is not split)
    equations = [
        Relation(position, "=", part)
        for position, part in zip((split.major, split.minor), parts, strict=True)
    ]
    result = multiplied(Contribution(replace(term, splits=rest), ()), equations, ())
    return (None if result is None else result.term), parts


def _occurs(term: Term, index: Index) -> bool:
    """Whether an index that was replaced still stands somewhere."""
    in_factors = any(index in indices_of(s) for factor in term.factors for s in factor.subscripts)
    in_relations = any(index in (*indices_of(r.left), *indices_of(r.right)) for r in term.relations)
    return in_factors or in_relations


def _new_part(size: Dimension) -> Index:
    part = fresh(size)
    assert isinstance(part, Index)
    return part
