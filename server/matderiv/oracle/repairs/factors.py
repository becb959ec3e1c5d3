"""Wrong signs and numeric factors, of a whole side or of one term."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...algebra import Add, Expression, Negate, Number, Product, Quotient
from .rewriting import Repaired, everywhere
from .words import term_in_words, written

_FACTORS: tuple[tuple[Fraction, str], ...] = (
    (Fraction(2), "missing factor 2"),
    (Fraction(1, 2), "a factor 2 too much"),
    (Fraction(-2), "wrong sign and missing factor 2"),
    (Fraction(-1, 2), "wrong sign and a factor 2 too much"),
    (Fraction(4), "missing factor 4"),
    (Fraction(1, 4), "a factor 4 too much"),
    (Fraction(3), "missing factor 3"),
    (Fraction(1, 3), "a factor 3 too much"),
)


def wrong_sign(left: Expression, right: Expression) -> Iterator[Repaired]:
    yield Repaired(negated(right), "wrong sign")


def missing_factor(left: Expression, right: Expression) -> Iterator[Repaired]:
    for factor, mistake in _FACTORS:
        yield Repaired(scaled(factor, right), mistake)


def wrong_sign_of_term(left: Expression, right: Expression) -> Iterator[Repaired]:
    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        for position, term in enumerate(node.terms if isinstance(node, Add) else ()):
            whole = _with_term(node, position, negated(term))
            yield whole, f"wrong sign of {term_in_words(_without_sign(term))}"

    yield from everywhere(right, change)


def missing_factor_of_term(left: Expression, right: Expression) -> Iterator[Repaired]:
    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        for position, term in enumerate(node.terms if isinstance(node, Add) else ()):
            for factor, mistake in _FACTORS[:2]:
                whole = _with_term(node, position, scaled(factor, term))
                yield whole, f"{mistake} in {term_in_words(_without_sign(term))}"

    yield from everywhere(right, change)


def missing_factor_of_terms(left: Expression, right: Expression) -> Iterator[Repaired]:
    """The factor is missing in all terms but one."""

    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        terms = node.terms if isinstance(node, Add) else ()
        for kept in terms if len(terms) > 2 else ():
            for factor, mistake in _FACTORS[:2]:
                whole = Add(tuple(term if term is kept else scaled(factor, term) for term in terms))
                yield whole, f"{mistake} in all terms but {written(_without_sign(kept)) or 'one'}"

    yield from everywhere(right, change)


def _without_sign(term: Expression) -> Expression:
    return term.operand if isinstance(term, Negate) else term


def _with_term(node: Expression, position: int, term: Expression) -> Expression:
    assert isinstance(node, Add)
    return Add((*node.terms[:position], term, *node.terms[position + 1 :]))


def negated(expression: Expression) -> Expression:
    match expression:
        case Negate(operand=operand):
            return operand
        case Add(terms=(first, Negate(operand=second))):
            return Add((second, Negate(first)))
    return Negate(expression)


def scaled(factor: Fraction, expression: Expression) -> Expression:
    """The multiple, with a numeric factor that is already there taken in."""
    if isinstance(expression, Negate):
        return negated(scaled(factor, expression.operand))
    if factor < 0:
        return Negate(scaled(-factor, expression))
    if isinstance(expression, Number):
        return Number(expression.value * factor)
    if isinstance(expression, Product) and isinstance(expression.factors[0], Number):
        value, rest = expression.factors[0].value * factor, expression.factors[1:]
        if value != 1:
            return Product((Number(value), *rest))
        return Product(rest) if len(rest) > 1 else rest[0]
    factors = expression.factors if isinstance(expression, Product) else (expression,)
    match factors[0]:
        case Quotient(numerator=Number(value=above), denominator=Number(value=below)) if below:
            return _with_number(factor * above / below, factors[1:])
        case Quotient(numerator=above, denominator=Product(factors=(Number(value=number), *others))) if (
            others and number == factor
        ):
            below = Product(tuple(others)) if len(others) > 1 else others[0]
            return _with_first(Quotient(above, below), factors[1:])
        case Quotient(numerator=Number() | Product(factors=(Number(), *_)) as above, denominator=below):
            return _with_first(Quotient(scaled(factor, above), below), factors[1:])
    return Product((Number(factor), *factors))


def _with_first(first: Expression, rest: tuple[Expression, ...]) -> Expression:
    return Product((first, *rest)) if rest else first


def _with_number(value: Fraction, rest: tuple[Expression, ...]) -> Expression:
    factors = rest if value == 1 and rest else (Number(value), *rest)
    return Product(factors) if len(factors) > 1 else factors[0]
