"""Factors in the wrong order, and one product taken for another."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import reduce

from ...algebra import Add, Expression, Hadamard, Kronecker, Number, Power, Product, Transpose
from .rewriting import Repaired, attempt, everywhere
from .words import in_words

_HIGHEST = 6
_TWO = Number(Fraction(2))
_NO_HADAMARD = "a matrix product where the elementwise (Hadamard) product belongs"
_OUTER_FOR_HADAMARD = "an outer product where the elementwise (Hadamard) product belongs"
_INNER_FOR_HADAMARD = "an inner product where the elementwise (Hadamard) product belongs"


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


def moved_factor(left: Expression, right: Expression) -> Iterator[Repaired]:
    """One factor at another place of its product."""

    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        if not isinstance(node, Product) or len(node.factors) < 3:
            return
        for i, factor in enumerate(node.factors):
            rest = node.factors[:i] + node.factors[i + 1 :]
            for place in range(len(rest) + 1):
                factors = (*rest[:place], factor, *rest[place:])
                moved = attempt(lambda f=factors: Product(f))  # type: ignore[misc]
                if moved is not None and abs(place - i) > 1:
                    yield moved, f"wrong order: {in_words(factor)} at the wrong place"

    yield from everywhere(right, change)


def hadamard_for_product(left: Expression, right: Expression) -> Iterator[Repaired]:
    """An elementwise product in place of a matrix product of neighbours of one shape."""

    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        if not isinstance(node, Product):
            return
        if len(node.factors) > 2 and len({factor.shape for factor in node.factors}) == 1 and node.shape:
            yield reduce(Hadamard, node.factors), _NO_HADAMARD
        for i in range(len(node.factors) - 1):
            a, b = node.factors[i], node.factors[i + 1]
            for entrywise, words in _entrywise(a, b):
                factors = (*node.factors[:i], entrywise, *node.factors[i + 2 :])
                whole = attempt(lambda f=factors: Product(f) if len(f) > 1 else f[0])  # type: ignore[misc]
                if whole is not None:
                    yield whole, words

    yield from everywhere(right, change)


def _entrywise(a: Expression, b: Expression) -> Iterator[tuple[Expression, str]]:
    if a.shape == b.shape and a.shape and not isinstance(a, Number):
        yield Hadamard(a, b), _NO_HADAMARD
    if isinstance(a, Transpose) and len(b.shape) == 1 and a.operand.shape == b.shape:
        yield Hadamard(a.operand, b), _INNER_FOR_HADAMARD
    if isinstance(b, Transpose) and len(a.shape) == 1 and b.operand.shape == a.shape:
        yield Hadamard(a, b.operand), _OUTER_FOR_HADAMARD


def product_for_hadamard(left: Expression, right: Expression) -> Iterator[Repaired]:
    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        if isinstance(node, Hadamard):
            product = attempt(lambda: Product((node.left, node.right)))
            if product is not None:
                yield product, "an elementwise product where the matrix product belongs"
            if len(node.shape) == 1:
                inner = Product((Transpose(node.left), node.right))
                yield inner, "an elementwise product where the inner product belongs"

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


def one_order_for_all(left: Expression, right: Expression) -> Iterator[Repaired]:
    """`PQ + QP` for `2PQ`, and `QP^2 + PQP + P^2Q` for `3P^2Q`, as if the factors commuted."""

    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        if isinstance(node, Product) and node.factors[0] == _TWO and len(node.factors) > 3:
            yield from _both_orders(node.factors[1:])
        if not (isinstance(node, Product) and len(node.factors) == 3 and isinstance(node.factors[0], Number)):
            return
        count = node.factors[0].value
        for powered, other in (node.factors[1:], node.factors[:0:-1]):
            base, exponent = _power(powered)
            if count == exponent + 1 and 1 <= exponent <= _HIGHEST:
                terms = tuple(
                    Product((*[base] * before, other, *[base] * (exponent - before)))
                    for before in range(exponent + 1)
                )
                words = f"{in_words(base)} and {in_words(other)} do not commute"
                yield (
                    Add(terms),
                    f"wrong order of factors: {words}, the product rule gives a term for each place",
                )

    yield from everywhere(right, change)


def _both_orders(factors: tuple[Expression, ...]) -> Iterator[tuple[Expression, str]]:
    """`xᵀ P Q x + xᵀ Q P x` for `2 xᵀ P Q x`."""
    for i in range(len(factors) - 1):
        p, q = factors[i], factors[i + 1]
        if len(p.shape) == 2 and p.shape == q.shape:
            other = Product((*factors[:i], q, p, *factors[i + 2 :]))
            words = f"{in_words(p)} and {in_words(q)} do not commute"
            yield (
                Add((Product(factors), other)),
                f"wrong order of factors: {words}, the product rule gives a term for each place",
            )


def _power(factor: Expression) -> tuple[Expression, int]:
    if isinstance(factor, Power) and isinstance(factor.exponent, Number):
        return factor.base, int(factor.exponent.value)
    return factor, 1
