"""A sum of terms as one entry with named indices: δ, entries of arrays and sums over the indices that remain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from matderiv.algebra import (
    DiagonalOf,
    Entry,
    Expression,
    FrechetDerivative,
    FrechetTensor,
    FromEntries,
    Index,
    IndexForm,
    IndexIndicator,
    Kronecker,
    SingleEntryMatrix,
    Transpose,
    is_row,
)

from ..arrays.chains import product_of
from ..arrays.structure import length, reversed_transposes, transpose
from ..contraction.indices import replace_indices
from ..contraction.renaming import renamed
from ..contraction.subscripts import FIRST, Subscript, as_form, fresh, indices_of
from ..contraction.terms import ArrayFactor, Exponent, Split, Term
from ..reduction.network import LETTERS, Network
from ..reduction.series_parallel import reduce
from ..simplification.explicit_sum import ExplicitSum
from ..simplification.monomial import monomial_of
from ..simplification.summation import Summand, sum_of


def entry_of(terms: Iterable[Term], names: Mapping[Index, Index]) -> Expression:
    """The value of the sum at named indices."""
    return sum_of([_summand(term, names) for term in terms], ())


def _summand(term: Term, names: Mapping[Index, Index]) -> Summand:
    term = _with_units(renamed(term, dict(names)))
    network = Network(term, names.values())
    reduce(network, contracting=False)
    if _fix_outputs(network):
        reduce(network, contracting=False)
    bound = _readable(network, names.values())
    entries = list(_entries(network, bound))
    scalars = [*network.scalars, *entries]
    sums = [ExplicitSum(index, FIRST, IndexForm((), index.size)) for index in bound.values()]
    return Summand(monomial_of((), (), network.coefficient, tuple(scalars)), (*network.sums, *sums))


def _with_units(term: Term) -> Term:
    """Free indices that are part of a pair stand as unit vectors, so that the pair can become a Kronecker product."""
    factors, splits, bound = list(term.factors), [], set(term.bound)
    for split in term.splits:
        parts: list[Subscript] = []
        for part, size in ((split.major, split.major_size), (split.minor, split.minor_size)):
            if isinstance(part, Index) and part in bound:
                parts.append(part)
                continue
            position = fresh(size)
            factors.append(ArrayFactor(SingleEntryMatrix((as_form(part),), (size,)), (position,)))
            bound.update(indices_of(position))
            parts.append(position)
        splits.append(Split(split.whole, parts[0], split.major_size, parts[1], split.minor_size))
    return replace(term, factors=tuple(factors), splits=tuple(splits), bound=frozenset(bound))


def _fix_outputs(network: Network) -> bool:
    """Matrices between part of a pair and a free index become their columns there; whether there were any."""
    parts = {part for split in network.splits for part in (split.major, split.minor)}
    found = False
    for number, edge in list(network.edges.items()):
        for part, output in ((edge.left, edge.right), (edge.right, edge.left)):
            if part in parts and part in network.bound and output in network.outputs:
                factors = network.disconnect(number).from_vertex(part)[1]
                network.label(part, _column(product_of(factors), output))
                found = True
                break
    return found


def _column(matrix: Expression, index: Index) -> Expression:
    if isinstance(matrix, Transpose):
        return transpose(Entry(matrix.operand, (IndexForm.of(index), None)))
    return Entry(matrix, (None, IndexForm.of(index)))


def _readable(network: Network, taken_indices: Iterable[Index]) -> dict[Index, Index]:
    taken = {index.name for index in taken_indices} | {explicit.index.name for explicit in network.sums}
    bound: dict[Index, Index] = {}
    for index in network.bound:
        name = next(letter for letter in [*LETTERS, index.name] if letter not in taken)
        taken.add(name)
        bound[index] = Index(name, index.size)
    return bound


def _entries(network: Network, names: Mapping[Index, Index]) -> Iterable[tuple[Expression, Exponent]]:
    def form(position: Subscript) -> IndexForm:
        return as_form(names.get(position, position) if isinstance(position, Index) else position)

    for left, right in network.deltas:
        yield IndexIndicator(form(left), "=", form(right)), Fraction(1)
    for split in network.splits:
        yield _split_entry(split, form(split.whole), form(split.major), form(split.minor)), Fraction(1)
    for vertex, labels in network.labels.items():
        for array, exponent in labels:
            yield entry(array, (form(vertex),)), exponent
    for edge in network.edges.values():
        monomial = monomial_of(edge.factors, (edge.left.size, edge.right.size))
        yield from monomial.scalars
        network.coefficient *= monomial.coefficient
        yield shortest_entry(monomial.factors, form(edge.left), form(edge.right)), Fraction(1)
    for array, indices, exponent in network.tensors:
        yield entry(array, tuple(form(index) for index in indices)), exponent


def shortest_entry(factors: tuple[Expression, ...], row: IndexForm, column: IndexForm) -> Expression:
    """The entry of a product, or of its transpose where that is shorter."""
    matrix, turned = product_of(factors), product_of(reversed_transposes(factors))
    if length(turned) < length(matrix):
        return entry(turned, (column, row))
    return entry(matrix, (row, column))


def entry(array: Expression, forms: tuple[IndexForm, ...]) -> Expression:
    """An entry of an array, by the entries of what the array is made of where that is plain."""
    match array:
        case Transpose(operand=operand) if is_row(operand.shape):
            return entry(operand, (FIRST, forms[0]))
        case Transpose(operand=operand) if len(operand.shape) == 2:
            return entry(operand, forms[::-1])
        case Entry(operand=operand, indices=indices):
            open_forms = iter(forms[len(forms) - indices.count(None) :])
            return entry(operand, tuple(next(open_forms) if form is None else form for form in indices))
        case DiagonalOf(operand=operand):
            return entry(operand, (forms[0], forms[0]))
        case FrechetTensor(function=function, argument=argument):
            direction = SingleEntryMatrix(forms[2:], argument.shape)
            return Entry(FrechetDerivative(function, argument, direction), forms[:2])
        case SingleEntryMatrix(indices=(index,)):
            return IndexIndicator(index, "=", forms[0])
        case FromEntries(indices=indices, body=body):
            return replace_indices(body, dict(zip(indices, forms, strict=True)))
    return Entry(array, forms)


def _split_entry(split: Split, whole: IndexForm, major: IndexForm, minor: IndexForm) -> Expression:
    """1 where `whole` is the pair (major, minor): an entry of a Kronecker product of unit vectors."""
    units = Kronecker(
        SingleEntryMatrix((major,), (split.major_size,)), SingleEntryMatrix((minor,), (split.minor_size,))
    )
    return Entry(units, (whole,))
