"""A chain through an elementwise function in which its derivative is missing."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...algebra import (
    SCALAR,
    Add,
    DiagonalMatrix,
    Elementwise,
    Expression,
    Hadamard,
    Named,
    Negate,
    Number,
    Ones,
    Product,
    walk,
)
from .rewriting import Repaired, attempt, everywhere

_MISTAKE = "missing derivative of the activation"
_OF_ORDINARY = frozenset({"exp", "log", "sqrt", "sin", "cos", "tan", "abs"})


def missing_activation(left: Expression, right: Expression) -> Iterator[Repaired]:
    """u ⊙ f'(z) for u, and B diag(f'(z)) A for B A, with the elementwise functions below the left side."""
    slopes = tuple(slope for slope in _slopes(left) if slope.function not in _OF_ORDINARY)
    yield from _times_slopes(left, right, slopes)


def function_for_its_derivative(left: Expression, right: Expression) -> Iterator[Repaired]:
    """`σ(z)` for `σ'(z)`, and the converse."""

    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        value = node.definition if isinstance(node, Named) else node
        if not isinstance(value, Elementwise) or value.order > 1:
            return
        other = Elementwise(value.function, value.argument, 1 - value.order)
        if value.order:
            yield other, "the derivative of the activation where the activation itself belongs"
        else:
            yield other, "the activation itself where its derivative belongs"

    yield from everywhere(right, change)


def missing_outer_derivative(left: Expression, right: Expression) -> Iterator[Repaired]:
    """The derivative of an ordinary function, such as log, left out of a chain."""
    slopes = tuple(slope for slope in _slopes(left) if slope.function in _OF_ORDINARY)
    yield from _times_slopes(left, right, slopes)


def _times_slopes(left: Expression, right: Expression, slopes: tuple[Elementwise, ...]) -> Iterator[Repaired]:
    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        for slope in slopes:
            if slope.shape == SCALAR:
                factors = node.factors if isinstance(node, Product) else (node,)
                yield Product((slope, *factors)), _mistake(slope)
            elif node.shape == slope.shape:
                yield Hadamard(node, slope), _MISTAKE
            elif len(slope.shape) == 1 and len(node.shape) == 2:
                yield from ((whole, _MISTAKE) for whole in _with_diagonal(node, DiagonalMatrix(slope)))

    if slopes:
        yield from everywhere(right, change)


def missing_complement(left: Expression, right: Expression) -> Iterator[Repaired]:
    """`s` for `s (1 - s)` with the sigmoid s."""
    mistake = "missing factor: the derivative of the sigmoid s is s (1 - s)"

    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        value = node.definition if isinstance(node, Named) else node
        if isinstance(value, Elementwise) and value.function == "sigmoid" and value.order == 0:
            if node.shape:
                yield Hadamard(node, Add((Ones(node.shape), Negate(node)))), mistake
            else:
                yield Product((node, Add((Number(Fraction(1)), Negate(node))))), mistake

    yield from everywhere(right, change)


def _mistake(slope: Elementwise) -> str:
    if slope.function in _OF_ORDINARY:
        return f"chain rule: the derivative of {slope.function} is missing"
    return _MISTAKE


def _slopes(left: Expression) -> Iterator[Elementwise]:
    """The derivatives of the elementwise functions below a side, each once."""
    seen: set[Expression] = set()
    for node in walk(left):
        if isinstance(node, Elementwise) and node.order == 0 and node not in seen:
            seen.add(node)
            yield Elementwise(node.function, node.argument, 1)


def _with_diagonal(node: Expression, diagonal: Expression) -> Iterator[Expression]:
    factors = node.factors if isinstance(node, Product) else (node,)
    for place in range(len(factors) + 1):
        longer = (*factors[:place], diagonal, *factors[place:])
        whole = attempt(lambda f=longer: Product(f))  # type: ignore[misc]
        if whole is not None:
            yield whole
