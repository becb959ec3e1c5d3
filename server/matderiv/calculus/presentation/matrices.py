"""Terms of a contraction as matrix expressions, written as a mathematician would."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from matderiv.algebra import (
    Add,
    DiagonalMatrix,
    Expression,
    Hadamard,
    Identity,
    Index,
    Negate,
    Ones,
    Product,
    Quotient,
    Shape,
    Transpose,
    transform_bottom_up,
)

from ..arrays.structure import transpose
from ..contraction.terms import Exponent, Term
from ..reduction.network import Network
from ..reduction.series_parallel import diagonal_of, merge_edges, reduce
from ..simplification.labels import collected_labels, hadamard
from ..simplification.monomial import Monomial, as_product, monomial_of
from ..simplification.summation import Summand, sum_of


def as_expression(terms: Iterable[Term], rows: Index | None, columns: Index | None) -> Expression | None:
    """The sum of terms as a scalar, a column (no `columns`) or a matrix; None if a term does not reduce."""
    outputs = tuple(index for index in (rows, columns) if index is not None)
    shape: Shape = tuple(index.size for index in outputs)
    summands: list[Summand] = []
    for term in terms:
        summand = summand_of(term, rows, columns)
        if summand is None:
            return None
        summands.append(summand)
    return sum_of(summands, shape)


def summand_of(term: Term, rows: Index | None, columns: Index | None) -> Summand | None:
    """One term in matrix notation; None if it does not reduce."""
    network = Network(term, tuple(index for index in (rows, columns) if index is not None))
    if network.hidden_outputs:
        return None
    reduce(network)
    if network.bound or network.tensors or network.splits:
        return None
    if rows is None:
        factors: tuple[Expression, ...] = ()
        shape: Shape = ()
    elif columns is None:
        factors, shape = (vector_at(network, rows),), (rows.size,)
    else:
        factors, shape = matrix_between(network, rows, columns), (rows.size, columns.size)
    monomial = monomial_of(factors, shape, network.coefficient, tuple(simplified_scalars(network)))
    return Summand(monomial, tuple(network.sums))


def simplified_scalars(network: Network) -> list[tuple[Expression, Exponent]]:
    """The scalar factors, with e^v / (1 + e^v) as a sigmoid."""
    return list(collected_labels(network.scalars).items())


def vector_at(network: Network, vertex: Index) -> Expression:
    """The vector that stands at an output when all else is reduced."""
    for number, _ in network.edges_at(vertex):
        network.label(vertex, diagonal_of(network.disconnect(number).factors, vertex))
    return hadamard(network.labels.get(vertex, ()), (vertex.size,))


def matrix_between(network: Network, rows: Index, columns: Index) -> tuple[Expression, ...]:
    """The factors of the matrix between two outputs when all else is reduced."""
    if network.deltas:
        return _diagonal(network, rows, columns)
    _merge_all(network, rows, columns)
    for vertex in (rows, columns):
        for number, edge in network.edges_at(vertex):
            if edge.left == edge.right:
                network.label(vertex, diagonal_of(network.disconnect(number).factors, vertex))
    left = _labels(network, rows)
    right = _labels(network, columns)
    edges = network.edges_at(rows)
    if not edges:
        ones = Ones((rows.size,)), Ones((columns.size,))
        return (left or ones[0], transpose(right or ones[1]))
    _, factors = edges[0][1].from_vertex(rows)
    before = (DiagonalMatrix(left),) if left is not None else ()
    after = (DiagonalMatrix(right),) if right is not None else ()
    return (*before, *factors, *after)


def _merge_all(network: Network, rows: Index, columns: Index) -> None:
    while True:
        between = [(number, edge) for number, edge in network.edges_at(rows) if edge.left != edge.right]
        if len(between) < 2:
            return
        first, second = (network.disconnect(number).from_vertex(rows)[1] for number, _ in between[:2])
        merge_edges(network, rows, columns, first, second)


def _labels(network: Network, vertex: Index) -> Expression | None:
    labels = network.labels.get(vertex)
    return hadamard(labels, (vertex.size,)) if labels else None


def _diagonal(network: Network, rows: Index, columns: Index) -> tuple[Expression, ...]:
    """Both outputs are one vertex: a diagonal matrix, M ⊙ I where its diagonal is that of one matrix M."""
    size = rows.size
    edges = [network.disconnect(number) for number in list(network.edges)]
    labels = [*network.labels.get(rows, []), *network.labels.get(columns, [])]
    if not edges:
        return (DiagonalMatrix(hadamard(labels, (size,))),) if labels else (Identity(size),)
    if len(edges) == 1 and not labels:
        monomial = monomial_of(edges[0].factors, (size, size))
        network.coefficient *= monomial.coefficient
        network.scalars.extend(monomial.scalars)
        matrix = as_product(Monomial(factors=monomial.factors))
        if isinstance(matrix, Transpose):
            matrix = matrix.operand
        return (Hadamard(matrix, Identity(size)),)
    diagonals: list[tuple[Expression, Exponent]] = [
        (diagonal_of(edge.factors, rows), Fraction(1)) for edge in edges
    ]
    return (DiagonalMatrix(hadamard([*labels, *diagonals], (size,))),)


def simplify_for_presentation(expression: Expression) -> Expression:
    """The same value, written shorter where that needs no expansion: cancellation, symmetry, signs, common factors."""
    return transform_bottom_up(expression, _simplified)


def _simplified(node: Expression) -> Expression:
    if len(node.shape) > 2:
        return node
    if isinstance(node, Transpose):
        return transpose(node.operand)
    if isinstance(node, Add):
        summands = [Summand(monomial_of((term,), term.shape)) for term in node.terms]
        return sum_of(summands, node.shape)
    if isinstance(node, Product | Quotient | Negate):
        return as_product(monomial_of((node,), node.shape))
    return node
