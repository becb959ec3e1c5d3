"""Factors in the wrong order, and one product taken for another."""

from __future__ import annotations

from collections.abc import Iterator

from ...algebra import Expression, Hadamard, Kronecker, Number, Product, Transpose
from .rewriting import Repaired, attempt, everywhere, in_words


def swapped_kronecker(left: Expression, right: Expression) -> Iterator[Repaired]:
    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        if isinstance(node, Kronecker):
            yield Kronecker(node.right, node.left), "Kronecker factors swapped (as for row-major vec)"

    yield from everywhere(right, change)


def swapped_factors(left: Expression, right: Expression) -> Iterator[Repaired]:
    """Two factors of a product exchanged."""

    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        if not isinstance(node, Product):
            return
        for i in range(len(node.factors)):
            for j in range(i + 1, len(node.factors)):
                factors = list(node.factors)
                factors[i], factors[j] = factors[j], factors[i]
                swapped = attempt(lambda f=tuple(factors): Product(f))  # type: ignore[misc]
                if swapped is not None:
                    yield swapped, f"wrong order of {in_words(factors[j])} and {in_words(factors[i])}"

    yield from everywhere(right, change)


def hadamard_for_product(left: Expression, right: Expression) -> Iterator[Repaired]:
    """An elementwise product in place of a matrix product of neighbours of one shape."""

    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        if not isinstance(node, Product):
            return
        for i in range(len(node.factors) - 1):
            a, b = node.factors[i], node.factors[i + 1]
            if a.shape == b.shape and a.shape and not isinstance(a, Number):
                factors = (*node.factors[:i], Hadamard(a, b), *node.factors[i + 2 :])
                whole = attempt(lambda f=factors: Product(f) if len(f) > 1 else f[0])  # type: ignore[misc]
                if whole is not None:
                    yield whole, "a matrix product where the elementwise (Hadamard) product belongs"

    yield from everywhere(right, change)


def product_for_hadamard(left: Expression, right: Expression) -> Iterator[Repaired]:
    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        if isinstance(node, Hadamard):
            product = attempt(lambda: Product((node.left, node.right)))
            if product is not None:
                yield product, "an elementwise product where the matrix product belongs"

    yield from everywhere(right, change)


def inner_for_outer(left: Expression, right: Expression) -> Iterator[Repaired]:
    """a bᵀ for aᵀ b, and the converse."""

    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        if not isinstance(node, Product):
            return
        for i in range(len(node.factors) - 1):
            for pair, mistake in _outer_and_inner(node.factors[i], node.factors[i + 1]):
                factors = (*node.factors[:i], *pair, *node.factors[i + 2 :])
                whole = attempt(lambda f=factors: Product(f))  # type: ignore[misc]
                if whole is not None:
                    yield whole, mistake

    yield from everywhere(right, change)


def _outer_and_inner(a: Expression, b: Expression) -> Iterator[tuple[tuple[Expression, Expression], str]]:
    if isinstance(a, Transpose) and len(a.operand.shape) == 1 and len(b.shape) == 1:
        yield (a.operand, Transpose(b)), "inner product where the outer product belongs"
    if isinstance(b, Transpose) and len(b.operand.shape) == 1 and len(a.shape) == 1:
        yield (Transpose(a), b.operand), "outer product where the inner product belongs"
