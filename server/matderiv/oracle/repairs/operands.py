"""Wrong operands, exponents and norms; formulas for the symmetric case."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...algebra import (
    Add,
    ElementwisePower,
    Expression,
    Inverse,
    Norm,
    Number,
    Power,
    Product,
    Symbol,
    Transpose,
    walk,
)
from .rewriting import Repaired, attempt, everywhere, in_words


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
                yield type(node)(node.base, exponent), f"exponent should be {exponent.value}"
            yield type(node)(node.base, Number(-node.exponent.value)), "sign of the exponent"
        if isinstance(node, Symbol) and len(node.shape) == 2 and node.shape[0] == node.shape[1]:
            yield Inverse(node), f"missing inverse of {node.name}"
        if isinstance(node, Inverse) and node.shape:
            yield node.operand, f"an inverse too much on {in_words(node.operand)}"

    yield from everywhere(right, change)


def other_operand(left: Expression, right: Expression) -> Iterator[Repaired]:
    """One symbol in place of another one of the same shape."""
    symbols = {s for side in (left, right) for s in walk(side) if isinstance(s, Symbol)}
    ordered = sorted(symbols, key=lambda symbol: symbol.name)

    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        if isinstance(node, Symbol):
            for other in ordered:
                if other != node and other.shape == node.shape and not other.family_axes:
                    yield other, f"{node.name} written where {other.name} belongs"

    yield from everywhere(right, change)
