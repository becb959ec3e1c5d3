"""Stacked positions in a reduced network: what stands on the parts of a pair becomes ⊗ or vec on the whole."""

from __future__ import annotations

from matderiv.algebra import Expression, Identity, Index, Kronecker, Product, Reshape, SingleEntryMatrix, Vec

from ..arrays.chains import product_of
from ..arrays.structure import transpose
from ..contraction.terms import Split
from ..simplification.labels import hadamard
from .network import Network


def combine_split(network: Network) -> bool:
    """Removes one split, or two that form a Kronecker product; False if none can be removed."""
    for split in network.splits:
        if _as_vec(network, split) or _as_vectors(network, split):
            network.splits.remove(split)
            return True
    for position, first in enumerate(network.splits):
        for second in network.splits[position + 1 :]:
            if _as_kronecker(network, first, second):
                network.splits.remove(first)
                network.splits.remove(second)
                return True
    for split in network.splits:
        if _as_block(network, split) or _as_matrix(network, split):
            network.splits.remove(split)
            return True
    return False


def _only(network: Network, *indices: Index) -> bool:
    """Whether these are bound indices that no other split mentions."""
    mentioned = [part for split in network.splits for part in (split.major, split.minor)]
    return all(index in network.bound and mentioned.count(index) == 1 for index in indices)


def _remove(network: Network, *indices: Index) -> None:
    for index in indices:
        network.labels.pop(index, None)
        del network.bound[index]


def _as_vec(network: Network, split: Split) -> bool:
    """M between the two parts is vec(M) on the whole."""
    major, minor, whole = split.major, split.minor, split.whole
    if not (isinstance(major, Index) and isinstance(minor, Index) and isinstance(whole, Index)):
        return False
    at_major, at_minor = network.edges_at(major), network.edges_at(minor)
    if (
        not _only(network, major, minor)
        or len(at_major) != 1
        or [n for n, _ in at_major] != [n for n, _ in at_minor]
    ):
        return False
    if network.labels.get(major) or network.labels.get(minor):
        return False
    _, factors = network.disconnect(at_major[0][0]).from_vertex(minor)
    network.label(whole, Vec(product_of(factors)))
    _remove(network, major, minor)
    return True


def _as_vectors(network: Network, split: Split) -> bool:
    """u and v on the two parts are u ⊗ v on the whole."""
    major, minor, whole = split.major, split.minor, split.whole
    if not (isinstance(major, Index) and isinstance(minor, Index) and isinstance(whole, Index)):
        return False
    if not _only(network, major, minor) or network.edges_at(major) or network.edges_at(minor):
        return False
    network.label(whole, Kronecker(_vector(network, major), _vector(network, minor)))
    _remove(network, major, minor)
    return True


def _as_block(network: Network, split: Split) -> bool:
    """A vector v on one part alone: the whole and the other part are joined by I ⊗ v or v ⊗ I."""
    major, minor, whole = split.major, split.minor, split.whole
    if not (isinstance(major, Index) and isinstance(minor, Index) and isinstance(whole, Index)):
        return False
    for part, other, size in ((minor, major, split.major_size), (major, minor, split.minor_size)):
        if _only(network, part) and not network.edges_at(part):
            vector, identity = _vector(network, part), Identity(size)
            pair = (identity, vector) if part == minor else (vector, identity)
            _remove(network, part)
            network.connect(whole, other, (Kronecker(*pair),))
            return True
    return False


def _as_matrix(network: Network, split: Split) -> bool:
    """A vector on a whole that is summed over is a matrix between the parts."""
    major, minor, whole = split.major, split.minor, split.whole
    if not (isinstance(major, Index) and isinstance(minor, Index) and isinstance(whole, Index)):
        return False
    wholes = [other.whole for other in network.splits]
    if whole not in network.bound or wholes.count(whole) > 1 or network.edges_at(whole):
        return False
    if not network.labels.get(whole):
        return False
    matrix = Reshape(_vector(network, whole), (split.major_size, split.minor_size))
    _remove(network, whole)
    network.connect(major, minor, (matrix,))
    return True


def _vector(network: Network, index: Index) -> Expression:
    return hadamard(network.labels.get(index, ()), (index.size,))


def _as_kronecker(network: Network, first: Split, second: Split) -> bool:
    """M between the slow parts and N between the fast parts are M ⊗ N between the wholes."""
    parts = (first.major, second.major, first.minor, second.minor, first.whole, second.whole)
    indices = [part for part in parts if isinstance(part, Index)]
    if len(indices) < len(parts):
        return False
    a, b, i, j, row, column = indices
    if not _only(network, a, b, i, j) or row == column:
        return False
    left, right = _block(network, a, b), _block(network, i, j)
    if left is None or right is None:
        return False
    for index in (a, i):
        for number, _ in network.edges_at(index):
            network.disconnect(number)
    _remove(network, a, b, i, j)
    network.connect(row, column, (Kronecker(left, right),))
    return True


def _block(network: Network, row: Index, column: Index) -> Expression | None:
    """The matrix between two vertices that have no other neighbour."""
    at_row, at_column = network.edges_at(row), network.edges_at(column)
    labels = [network.labels.get(index, []) for index in (row, column)]
    if not at_row and not at_column:
        return _outer(_vector(network, row), _vector(network, column))
    if len(at_row) != 1 or len(at_column) != 1 or at_row[0][0] != at_column[0][0] or any(labels):
        return None
    return product_of(at_row[0][1].from_vertex(row)[1])


def _outer(column: Expression, row: Expression) -> Expression:
    if isinstance(column, SingleEntryMatrix) and isinstance(row, SingleEntryMatrix):
        return SingleEntryMatrix((*column.indices, *row.indices), (*column.shape, *row.shape))
    return Product((column, transpose(row)))
