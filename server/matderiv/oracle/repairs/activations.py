"""A chain through an elementwise function in which its derivative is missing."""

from __future__ import annotations

from collections.abc import Iterator

from ...algebra import DiagonalMatrix, Elementwise, Expression, Hadamard, Product, walk
from .rewriting import Repaired, attempt, everywhere

_MISTAKE = "missing derivative of the activation"


def missing_activation(left: Expression, right: Expression) -> Iterator[Repaired]:
    """u ⊙ f'(z) for u, and B diag(f'(z)) A for B A, with the elementwise functions below the left side."""
    slopes = tuple(_slopes(left))

    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        for slope in slopes:
            if node.shape == slope.shape:
                yield Hadamard(node, slope), _MISTAKE
            elif len(slope.shape) == 1 and len(node.shape) == 2:
                yield from ((whole, _MISTAKE) for whole in _with_diagonal(node, DiagonalMatrix(slope)))

    if slopes:
        yield from everywhere(right, change)


def _slopes(left: Expression) -> Iterator[Expression]:
    """The derivatives of the elementwise functions below a side, each once."""
    seen: set[Expression] = set()
    for node in walk(left):
        if isinstance(node, Elementwise) and node.shape and node.order == 0 and node not in seen:
            seen.add(node)
            yield Elementwise(node.function, node.argument, 1)


def _with_diagonal(node: Expression, diagonal: Expression) -> Iterator[Expression]:
    factors = node.factors if isinstance(node, Product) else (node,)
    for place in range(len(factors) + 1):
        longer = (*factors[:place], diagonal, *factors[place:])
        whole = attempt(lambda f=longer: Product(f))  # type: ignore[misc]
        if whole is not None:
            yield whole
