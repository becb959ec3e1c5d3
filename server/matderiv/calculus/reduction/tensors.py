"""Arrays of order three and more in a reduced network, contracted with the matrices and vectors at their axes."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from matderiv.algebra import (
    Apply,
    Contraction,
    DirectionalDerivative,
    Expression,
    FrechetDerivative,
    FrechetTensor,
    FunctionDerivative,
    Identity,
    Index,
    MatrixFunction,
    Named,
    Number,
    Product,
    Symbol,
    Transpose,
    is_row,
    walk,
)

from ..arrays.chains import product_of
from ..arrays.structure import transpose
from ..simplification.labels import hadamard
from ..simplification.monomial import as_product, monomial_of
from .network import Network


def contract_tensor(network: Network) -> bool:
    """Contracts one tensor with a matrix, a vector or another tensor where that lowers its order; False if none."""
    for position, (array, indices, exponent) in enumerate(network.tensors):
        if exponent != 1 or len(set(indices)) < len(indices):
            continue
        found = _with_matrix(network, array, indices) or _with_outer_product(network, array, indices)
        if found is None and not isinstance(array, FrechetTensor):
            found = _with_vector(network, array, indices)
        if found is None:
            found = _with_tensor(network, position)
        if found is not None:
            contracted, remaining = found
            network.tensors.remove((array, indices, exponent))
            _put_back(network, contracted, remaining)
            return True
    return False


def _put_back(network: Network, array: Expression, indices: tuple[Index, ...]) -> None:
    if not indices:
        network.scalar(array)
    elif len(indices) == 1:
        network.label(indices[0], Transpose(array) if is_row(array.shape) else array)
    elif len(indices) == 2:
        network.connect(indices[0], indices[1], (array,))
    else:
        network.tensors.append((array, indices, Fraction(1)))


def _is_free(network: Network, index: Index, edges: int) -> bool:
    """Whether a bound index occurs in one tensor, in that many edges and nowhere else but in labels."""
    times = sum(indices.count(index) for _, indices, _ in network.tensors)
    in_split = any(index in (split.major, split.minor, split.whole) for split in network.splits)
    return index in network.bound and times == 1 and not in_split and len(network.edges_at(index)) == edges


def _with_matrix(
    network: Network, array: Expression, indices: tuple[Index, ...]
) -> tuple[Expression, tuple[Index, ...]] | None:
    for number, edge in network.edges.items():
        ends = (edge.left, edge.right)
        if edge.left == edge.right or not all(end in indices and _is_free(network, end, 1) for end in ends):
            continue
        if any(network.labels.get(end) for end in ends):
            continue
        first, second = sorted(ends, key=indices.index)
        factors = network.disconnect(number).from_vertex(first)[1]
        return _contracted(network, array, indices, product_of(factors), (first, second))
    return None


def _with_vector(
    network: Network, array: Expression, indices: tuple[Index, ...]
) -> tuple[Expression, tuple[Index, ...]] | None:
    for index in indices:
        if _is_free(network, index, 0):
            vector = hadamard(network.labels.pop(index, ()), (index.size,))
            return _contracted(network, array, indices, vector, (index,))
    return None


def _contracted(
    network: Network,
    array: Expression,
    indices: tuple[Index, ...],
    other: Expression,
    axes: tuple[Index, ...],
) -> tuple[Expression, tuple[Index, ...]]:
    for index in axes:
        del network.bound[index]
    remaining = tuple(index for index in indices if index not in axes)
    positions = tuple(indices.index(index) for index in axes)
    directional = _directional(array, other, positions) or _along(array, other, positions)
    if directional is not None:
        return directional, remaining
    return Contraction(
        array, other, tuple((axis, number) for number, axis in enumerate(positions))
    ), remaining


def _directional(
    array: Expression, direction: Expression, positions: tuple[int, ...]
) -> DirectionalDerivative | None:
    """Df(x)[h] for the derivative of an abstract function by a symbol, applied to h."""
    if not isinstance(array, FunctionDerivative) or array.layout != "axes" or len(array.slots) != 1:
        return None
    variable = array.arguments[array.slots[0]]
    order = len(array.function.codomain)
    if positions != tuple(range(order, order + len(variable.shape))) or not isinstance(
        variable, Symbol | Named
    ):
        return None
    others = (argument for slot, argument in enumerate(array.arguments) if slot != array.slots[0])
    symbol = variable.symbol if isinstance(variable, Named) else variable
    if any(symbol in walk(argument) for argument in others):
        return None
    return DirectionalDerivative(Apply(array.function, array.arguments), variable, direction)


DERIVATIVE_TIMES_ARGUMENT: dict[str, Callable[[Expression], Expression]] = {
    "exp": lambda x: Product((x, MatrixFunction("exp", x))),
    "log": lambda x: Identity(x.shape[0]),
    "sin": lambda x: Product((x, MatrixFunction("cos", x))),
    "sqrt": lambda x: Product((Number(Fraction(1, 2)), MatrixFunction("sqrt", x))),
}
"""X f'(X), which is L_f(X, X), as X commutes with itself."""


def _along(array: Expression, other: Expression, positions: tuple[int, ...]) -> Expression | None:
    """L_f(X, E) along E; as <M, L_f(X, E)> = <L_f(X^T, M), E>, also what is left of it by M."""
    if not isinstance(array, FrechetTensor):
        return None
    if positions not in (FrechetTensor.DIRECTION, FrechetTensor.VALUE):
        return None
    turned = positions == FrechetTensor.VALUE
    argument = transpose(array.argument) if turned else array.argument
    if other == argument and array.function in DERIVATIVE_TIMES_ARGUMENT:
        return DERIVATIVE_TIMES_ARGUMENT[array.function](argument)
    return FrechetDerivative(array.function, argument, other)


def _with_outer_product(
    network: Network, array: Expression, indices: tuple[Index, ...]
) -> tuple[Expression, tuple[Index, ...]] | None:
    """The contraction of a derivative of a matrix function with a vector at each axis of one side."""
    if not isinstance(array, FrechetTensor):
        return None
    for pair in (FrechetTensor.DIRECTION, FrechetTensor.VALUE):
        axes = tuple(indices[axis] for axis in pair)
        if all(_is_free(network, index, 0) for index in axes):
            rows, columns = (hadamard(network.labels.pop(index, ()), (index.size,)) for index in axes)
            outer = monomial_of((rows, transpose(columns)), (axes[0].size, axes[1].size))
            return _contracted(network, array, indices, as_product(outer), axes)
    return None


def _with_tensor(network: Network, position: int) -> tuple[Expression, tuple[Index, ...]] | None:
    """The contraction of two tensors over all indices that only these two share."""
    array, indices, _ = network.tensors[position]
    for other, others, exponent in network.tensors[position + 1 :]:
        shared = tuple(index for index in indices if index in others and _only_in_two(network, index))
        if not shared or exponent != 1 or len(set(others)) < len(others):
            continue
        network.tensors.remove((other, others, exponent))
        for index in shared:
            del network.bound[index]
        pairs = tuple((indices.index(index), others.index(index)) for index in shared)
        remaining = tuple(index for index in (*indices, *others) if index not in shared)
        return Contraction(array, other, pairs), remaining
    return None


def _only_in_two(network: Network, index: Index) -> bool:
    times = sum(indices.count(index) for _, indices, _ in network.tensors)
    bare = not network.labels.get(index) and not network.edges_at(index)
    in_split = any(index in (split.major, split.minor, split.whole) for split in network.splits)
    return index in network.bound and times == 2 and bare and not in_split
