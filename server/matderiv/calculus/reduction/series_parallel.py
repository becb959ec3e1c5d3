"""Series-parallel reduction: series is a product, parallel ⊙, a loop a diagonal or trace, a pendant M v."""

from __future__ import annotations

from fractions import Fraction

from matderiv.algebra import (
    DiagonalMatrix,
    DiagonalOf,
    Expression,
    Hadamard,
    Index,
    Ones,
    Product,
    Size,
)

from ..arrays.structure import reversed_transposes
from ..contraction.terms import Exponent
from ..simplification.labels import collected_labels, hadamard
from ..simplification.monomial import as_product, monomial_of
from ..simplification.scalars import inner_product_of, trace_of
from .network import Network
from .pairs import combine_split
from .tensors import contract_tensor


def reduce(network: Network, *, contracting: bool = True) -> None:
    """Eliminates bound vertices as far as possible; what is left in `network.bound` does not reduce.

    Unless `contracting`, arrays of order three and more keep their indices, as entries are to be written with sums.
    """
    _eliminate_all(network, _eliminable(network))
    while combine_split(network) or (contracting and contract_tensor(network)):
        _eliminate_all(network, _eliminable(network))


def _eliminable(network: Network) -> dict[Index, None]:
    """The bound vertices that stand in edges and labels only."""
    fixed = {index for _, indices, _ in network.tensors for index in indices}
    for split in network.splits:
        positions = (split.whole, split.major, split.minor)
        fixed.update(part for part in positions if isinstance(part, Index))
    return {index: None for index in network.bound if index not in fixed}


def _eliminate_all(network: Network, waiting: dict[Index, None]) -> None:
    while waiting:
        stuck: dict[Index, None] = {}
        while waiting:
            vertex = next(iter(waiting))
            del waiting[vertex]
            touched = _eliminate(network, vertex)
            if touched is None:
                stuck[vertex] = None
                continue
            del network.bound[vertex]
            for neighbour in touched:
                if neighbour in stuck:
                    del stuck[neighbour]
                    waiting[neighbour] = None
        for vertex in stuck:
            if _merge_parallel(network, vertex):
                waiting = stuck
                break


def _eliminate(network: Network, vertex: Index) -> list[Index] | None:
    """Removes a vertex with at most two neighbours; gives the vertices that changed, None if it stays."""
    _close_loops(network, vertex)
    edges = network.edges_at(vertex)
    loops = [number for number, edge in edges if edge.left == edge.right]
    if loops:
        factors = network.disconnect(loops[0]).factors
        _multiply_scalar(network, trace_of(factors))
        return []
    if not edges:
        _sum_up(network, vertex)
        return []
    if len(edges) == 1:
        return [_pendant(network, vertex, edges[0][0])]
    if len(edges) == 2:
        return _series(network, vertex, edges[0][0], edges[1][0])
    return None


def _close_loops(network: Network, vertex: Index) -> None:
    """Turns loops into diagonals, except one that stands alone and is a trace."""
    edges = network.edges_at(vertex)
    loops = [number for number, edge in edges if edge.left == edge.right]
    if len(loops) == 1 and len(edges) == 1 and not network.labels.get(vertex):
        return
    for number in loops:
        factors = network.disconnect(number).factors
        network.label(vertex, diagonal_of(factors, vertex))


def diagonal_of(factors: tuple[Expression, ...], vertex: Index) -> Expression:
    """The diagonal of a product as a vector."""
    monomial = monomial_of(factors, (vertex.size, vertex.size))
    if len(monomial.factors) == 1 and isinstance(monomial.factors[0], DiagonalMatrix):
        inner = monomial.factors[0].operand
        return as_product(monomial_of((inner,), inner.shape, monomial.coefficient, monomial.scalars))
    body = DiagonalOf(as_product(monomial_of(monomial.factors, (vertex.size, vertex.size))))
    return as_product(monomial_of((body,), body.shape, monomial.coefficient, monomial.scalars))


def _multiply_scalar(network: Network, parts: tuple[Fraction, list[tuple[Expression, Exponent]]]) -> None:
    coefficient, scalars = parts
    network.coefficient *= coefficient
    network.scalars.extend(scalars)


def _sum_up(network: Network, vertex: Index) -> None:
    """An isolated vertex: the sum of the entries of the product of its labels."""
    labels = collected_labels(network.labels.pop(vertex, []))
    if not labels:
        _multiply_scalar(network, (Fraction(1), [(Size(vertex.size), Fraction(1))]))
        return
    _multiply_scalar(network, inner_product_of(labels, vertex.size))


def _label_vector(network: Network, vertex: Index) -> Expression | None:
    labels = network.labels.pop(vertex, [])
    return hadamard(labels, (vertex.size,)) if labels else None


def _pendant(network: Network, vertex: Index, number: int) -> Index:
    vector = _label_vector(network, vertex)
    neighbour, factors = network.disconnect(number).from_vertex(vertex)
    last = vector if vector is not None else Ones((vertex.size,))
    turned = reversed_transposes(factors)
    network.label(neighbour, Product((*turned, last)))
    return neighbour


def _series(network: Network, vertex: Index, first: int, second: int) -> list[Index] | None:
    one, other = network.edges[first], network.edges[second]
    start, _ = one.from_vertex(vertex)
    end, outgoing = other.from_vertex(vertex)
    if start == end and (network.labels.get(vertex) or not _is_pure_cycle(network, vertex, start)):
        return None
    incoming = one.factors if one.right == vertex else reversed_transposes(one.factors)
    network.disconnect(first)
    network.disconnect(second)
    vector = _label_vector(network, vertex)
    middle = () if vector is None else (DiagonalMatrix(vector),)
    network.connect(start, end, (*incoming, *middle, *outgoing))
    return [start, end]


def _is_pure_cycle(network: Network, vertex: Index, other: Index) -> bool:
    """Whether two parallel edges are all there is at the other vertex too, so that they form a trace or diagonal."""
    if other not in network.bound:
        return True
    return len(network.edges_at(other)) == 2 and not network.labels.get(other)


def _merge_parallel(network: Network, vertex: Index) -> bool:
    """Makes one edge of two that join the same vertices."""
    seen: dict[Index, int] = {}
    for number, edge in network.edges_at(vertex):
        neighbour, factors = edge.from_vertex(vertex)
        if neighbour in seen:
            earlier = network.disconnect(seen[neighbour])
            network.disconnect(number)
            merge_edges(network, vertex, neighbour, earlier.from_vertex(vertex)[1], factors)
            return True
        seen[neighbour] = number
    return False


def merge_edges(
    network: Network,
    start: Index,
    end: Index,
    first: tuple[Expression, ...],
    second: tuple[Expression, ...],
) -> None:
    """Puts the Hadamard product of two matrices between two vertices."""
    matrices: list[Expression] = []
    for factors in (first, second):
        monomial = monomial_of(factors, (start.size, end.size))
        network.coefficient *= monomial.coefficient
        network.scalars.extend(monomial.scalars)
        matrices.append(as_product(monomial_of(monomial.factors, (start.size, end.size))))
    network.connect(start, end, (Hadamard(matrices[0], matrices[1]),))
