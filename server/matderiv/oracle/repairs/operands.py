"""Wrong operands, exponents and norms; formulas for the symmetric case."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...algebra import (
    Add,
    Elementwise,
    ElementwisePower,
    Expression,
    Identity,
    Inverse,
    Named,
    Norm,
    Number,
    Power,
    Product,
    Symbol,
    Transpose,
    walk,
)
from .rewriting import Repaired, attempt, everywhere, replaced
from .words import in_words


def symmetric_case(left: Expression, right: Expression) -> Iterator[Repaired]:
    """A + Aᵀ for 2A: the formula of a symmetric matrix used for any matrix."""

    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        if not (isinstance(node, Product) and node.factors[0] == Number(Fraction(2))):
            return
        for i, factor in enumerate(node.factors):
            square = len(factor.shape) == 2 and factor.shape[0] == factor.shape[1]
            if square:
                both = Add((factor, Transpose(factor)))
                factors = (*node.factors[1:i], both, *node.factors[i + 1 :])
                whole = attempt(lambda f=factors: Product(f) if len(f) > 1 else f[0])  # type: ignore[misc]
                if whole is not None:
                    yield whole, f"true only if {in_words(factor)} is symmetric"

    yield from everywhere(right, change)


def squared_norm(left: Expression, right: Expression) -> Iterator[Repaired]:
    two = Number(Fraction(2))

    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        if isinstance(node, Norm):
            yield Power(node, two), "norm not squared"
        if isinstance(node, Power) and isinstance(node.base, Norm) and node.exponent == two:
            yield node.base, "norm squared by mistake"

    yield from everywhere(right, change)


def wrong_exponent(left: Expression, right: Expression) -> Iterator[Repaired]:
    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        if isinstance(node, Power | ElementwisePower) and isinstance(node.exponent, Number):
            for step in (1, -1):
                exponent = Number(node.exponent.value + step)
                if exponent.value == 0:
                    continue
                yield type(node)(node.base, exponent), f"exponent should be {exponent.value}"
            yield type(node)(node.base, Number(-node.exponent.value)), "sign of the exponent"
        if isinstance(node, Symbol | Named) and len(node.shape) == 2 and node.shape[0] == node.shape[1]:
            yield Inverse(node), f"missing inverse of {in_words(node)}"
        if isinstance(node, Inverse) and node.shape:
            yield node.operand, f"an inverse too much on {in_words(node.operand)}"

    yield from everywhere(right, change)


def missing_square(left: Expression, right: Expression) -> Iterator[Repaired]:
    """`1 - h` for `1 - h^2`."""
    two = Number(Fraction(2))

    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        if isinstance(node, Symbol | Named | Elementwise):
            square = ElementwisePower(node, two) if node.shape else Power(node, two)
            yield square, f"missing square on {in_words(node)}"

    yield from everywhere(right, change)


def other_operand(left: Expression, right: Expression) -> Iterator[Repaired]:
    """One symbol in place of another one of the same shape, at one place or wherever it stands."""
    names = _names(right)
    for name in names:
        for other in _others(name, left, right):
            mistake = f"{in_words(name)} written where {in_words(other)} belongs"

            def change(
                node: Expression, old: Expression = name, new: Expression = other, words: str = mistake
            ) -> Iterator[tuple[Expression, str]]:
                if node == old:
                    yield new, words

            repaired = list(everywhere(right, change))
            yield from repaired
            if len(repaired) > 1:
                yield Repaired(replaced(right, name, other), mistake)


def _names(side: Expression) -> list[Expression]:
    found = {node for node in walk(side) if isinstance(node, Symbol | Named)}
    hidden = {node.symbol for node in found if isinstance(node, Named)}
    return sorted(found - hidden, key=in_words)


def _others(name: Expression, left: Expression, right: Expression) -> Iterator[Expression]:
    """What may have been meant: symbols of the same shape, and where the shapes of the sides differ, of any size."""
    misshapen = left.shape != right.shape
    for other in sorted({*_names(left), *_names(right)}, key=in_words):
        is_family = isinstance(other, Symbol) and other.family_axes
        fits = other.shape == name.shape or (misshapen and len(other.shape) == len(name.shape))
        if fits and not is_family and in_words(other) != in_words(name):
            yield other
    if len(name.shape) == 2 and name.shape[0] == name.shape[1]:
        yield Identity(name.shape[0])
