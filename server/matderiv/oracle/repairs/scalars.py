"""Scalar factors that are missing or too many: numbers of samples, determinants, norms, parameters."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...algebra import (
    SCALAR,
    Add,
    Determinant,
    Dimension,
    Elementwise,
    Entry,
    Expression,
    IndexSum,
    Member,
    Named,
    Negate,
    Norm,
    Number,
    Power,
    Product,
    Quotient,
    Size,
    Symbol,
    walk,
)
from .rewriting import Change, Repaired, everywhere, times
from .words import in_words, term_in_words

_MOST_SCALARS = 10


def missing_size_factor(left: Expression, right: Expression) -> Iterator[Repaired]:
    """1/n or n: a mean written as a sum, or a sum written as a mean; of the whole, or of one term."""
    sizes = [Size(Dimension.of(name)) for name in _names_of_sizes(left)]

    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        for size in sizes:
            name = size.dimension
            yield _divided(node, size), f"missing factor 1/{name} (a sum where the mean belongs)"
            yield times(size, node), f"missing factor {name} (a mean where the sum belongs)"

    yield from _of_whole_and_terms(right, change)


def missing_scalar_factor(left: Expression, right: Expression) -> Iterator[Repaired]:
    """A number that stands in what is differentiated, as a factor or a divisor of the whole or of one term."""
    scalars = _scalars_in(left)

    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        for scalar in scalars:
            yield times(scalar, node), f"missing factor {_name(scalar)}"
            yield Quotient(node, scalar), f"missing division by {_name(scalar)}"
            square = Power(scalar, Number(Fraction(2)))
            yield Quotient(node, square), f"missing division by the square of {_name(scalar)}"

    yield from _of_whole_and_terms(right, change)


def superfluous_factor(left: Expression, right: Expression) -> Iterator[Repaired]:
    """A product without one of its factors, a quotient without its denominator."""

    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        if isinstance(node, Quotient):
            yield node.numerator, f"a division by {in_words(node.denominator)} too much"
        if not isinstance(node, Product):
            return
        for position, factor in enumerate(node.factors):
            rest = node.factors[:position] + node.factors[position + 1 :]
            if not isinstance(factor, Number):
                whole = Product(rest) if len(rest) > 1 else rest[0]
                yield whole, f"{in_words(factor)} is a factor too much"

    for repaired in everywhere(right, change):
        if repaired.expression.shape == left.shape:
            yield repaired


def _divided(node: Expression, size: Expression) -> Expression:
    """`2/n` before a product that begins with a number, else a fraction."""
    if isinstance(node, Product) and isinstance(node.factors[0], Number):
        return Product((Quotient(node.factors[0], size), *node.factors[1:]))
    return (
        Product((Quotient(Number(Fraction(1)), size), node))
        if isinstance(node, IndexSum)
        else Quotient(node, size)
    )


def _of_whole_and_terms(right: Expression, change: Change) -> Iterator[Repaired]:
    def at_terms(node: Expression) -> Iterator[tuple[Expression, str]]:
        if isinstance(node, Add):
            for position, term in enumerate(node.terms):
                inner = term.operand if isinstance(term, Negate) else term
                for changed, mistake in change(inner):
                    signed = Negate(changed) if isinstance(term, Negate) else changed
                    whole = Add((*node.terms[:position], signed, *node.terms[position + 1 :]))
                    yield whole, f"{mistake} in {term_in_words(inner)}"
        if isinstance(node, IndexSum):
            for changed, mistake in change(node.body):
                yield IndexSum(node.index, changed, node.lower, node.upper), f"{mistake} in the sum"

    for changed, mistake in change(right):
        yield Repaired(changed, mistake)
    yield from everywhere(right, at_terms)


def _names_of_sizes(left: Expression) -> list[str]:
    names: dict[str, None] = {}
    for size in (size for node in walk(left) for size in _sizes_at(node)):
        names.update(dict.fromkeys(sorted(size.names)))
    return list(names)


def _sizes_at(node: Expression) -> tuple[Dimension, ...]:
    match node:
        case Symbol():
            return node.shape
        case IndexSum():
            return (node.index.size,)
        case Size():
            return (node.dimension,)
    return ()


def _scalars_in(left: Expression) -> list[Expression]:
    found: dict[Expression, None] = {}
    for node in walk(left):
        if node.shape != SCALAR or isinstance(node, Number | Size):
            continue
        if isinstance(node, Elementwise) and isinstance(node.argument, Number):
            found[node] = None
        if node.children() == () or isinstance(
            node, Determinant | Norm | Named | Entry | Member | Product | Add
        ):
            found[node] = None
    return list(found)[:_MOST_SCALARS]


def _name(scalar: Expression) -> str:
    match scalar:
        case Determinant():
            return f"det {in_words(scalar.operand)}"
        case Norm():
            return f"the norm of {in_words(scalar.argument)}"
        case Elementwise(function=str() as function, argument=Number(value=value)):
            return f"{function} {value}"
    return in_words(scalar)
