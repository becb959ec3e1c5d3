"""Structure that follows from declared properties: symmetry, transposes, lengths of printed forms."""

from __future__ import annotations

from functools import lru_cache

from matderiv.algebra import (
    SCALAR,
    Add,
    CommutationMatrix,
    DiagonalMatrix,
    DiagonalOf,
    Elementwise,
    ElementwisePower,
    ElementwiseQuotient,
    Expression,
    Hadamard,
    Identity,
    Inverse,
    Kronecker,
    MatrixFunction,
    Named,
    Negate,
    Ones,
    Power,
    PowerSeries,
    Product,
    Quotient,
    Symbol,
    Transpose,
    Zeros,
    with_implied,
)
from matderiv.algebra.shape import transposed

from .chains import product_of, split_chain


def has_property(expression: Expression, name: str) -> bool:
    """Whether a symbol was declared to have a property, or one that implies it."""
    if isinstance(expression, Named):
        return has_property(expression.symbol, name) or has_property(expression.definition, name)
    return isinstance(expression, Symbol) and name in with_implied(expression.properties)


@lru_cache(maxsize=8192)
def is_symmetric(expression: Expression) -> bool:
    """Whether the matrix is known to equal its transpose."""
    shape = expression.shape
    if shape == SCALAR:
        return True
    if len(shape) != 2 or shape[0] != shape[1]:
        return False
    match expression:
        case Identity() | DiagonalMatrix() | Ones() | Zeros():
            return True
        case Symbol():
            return has_property(expression, "symmetric")
        case Named(definition=definition):
            return has_property(expression, "symmetric") or is_symmetric(definition)
        case Transpose(operand=x) | Inverse(operand=x) | Negate(operand=x) | Power(base=x):
            return is_symmetric(x)
        case MatrixFunction(argument=x) | PowerSeries(argument=x):
            return is_symmetric(x)
        case Elementwise(argument=x) | ElementwisePower(base=x) | Quotient(numerator=x):
            return is_symmetric(x)
        case Add(terms=terms):
            return _symmetric_sum(terms)
        case Product(factors=factors):
            return _palindrome(factors)
        case Hadamard(left=a, right=b) | ElementwiseQuotient(left=a, right=b) | Kronecker(left=a, right=b):
            return is_symmetric(a) and is_symmetric(b)
    return False


def _symmetric_sum(terms: tuple[Expression, ...]) -> bool:
    rest = [term for term in terms if not is_symmetric(term)]
    while rest:
        partner = transpose(rest.pop())
        if partner not in rest:
            return False
        rest.remove(partner)
    return True


def _palindrome(factors: tuple[Expression, ...]) -> bool:
    chain = split_chain(factors)
    rest = tuple(factors[i] for i in chain.rest)
    return reversed_transposes(rest) == tuple(plain(factor) for factor in rest)


def plain(factor: Expression) -> Expression:
    """The factor without a transpose that changes nothing."""
    if isinstance(factor, Transpose) and is_symmetric(factor.operand):
        return factor.operand
    return factor


def reversed_transposes(factors: tuple[Expression, ...]) -> tuple[Expression, ...]:
    """The factors of the transposed product."""
    return tuple(transpose(factor) for factor in reversed(factors))


@lru_cache(maxsize=8192)
def transpose(expression: Expression) -> Expression:
    """The transpose, with as few signs of it as the structure allows."""
    if expression.shape == SCALAR or is_symmetric(expression):
        return plain(expression)
    match expression:
        case Transpose(operand=operand):
            return operand
        case Product(factors=factors):
            chain = split_chain(factors)
            scalars = tuple(product_of(tuple(factors[i] for i in group)) for group in chain.groups)
            rest = tuple(factors[i] for i in chain.rest)
            return product_of((*scalars, *reversed_transposes(rest)))
        case Negate(operand=operand):
            return Negate(transpose(operand))
        case Quotient(numerator=numerator, denominator=denominator):
            return Quotient(transpose(numerator), denominator)
        case Hadamard(left=a, right=b) | ElementwiseQuotient(left=a, right=b) if len(expression.shape) == 2:
            each = type(expression)(transpose(a), transpose(b))
            return each if length(each) <= length(expression) else Transpose(expression)
        case Kronecker(left=a, right=b):
            return Kronecker(transpose(a), transpose(b))
        case Ones(shape=shape):
            return Ones(transposed(shape))
        case Zeros(shape=shape):
            return Zeros(transposed(shape))
        case CommutationMatrix(rows=rows, columns=columns):
            return CommutationMatrix(columns, rows)
        case Inverse(operand=Transpose(operand=operand)):
            return Inverse(operand)
    return Transpose(expression)


def short_transpose(expression: Expression) -> Expression:
    """The transpose, of the whole or of each factor, whichever is shorter."""
    return min(transpose(expression), plain(Transpose(expression)), key=length)


@lru_cache(maxsize=8192)
def length(expression: Expression) -> int:
    """The number of symbols, numbers and operators that a formula shows."""
    children = expression.children()
    match expression:
        case Named():
            return 1
        case Product():
            return sum(length(child) for child in children)
        case Add():
            signs = sum(isinstance(child, Negate) for child in children[1:])
            return sum(length(child) for child in children) + len(children) - 1 - signs
        case Transpose(operand=Ones()):
            return 2
        case Power() | ElementwisePower():
            return sum(length(child) for child in children)
        case DiagonalOf():
            return 1 + length(children[0])
    return 1 + sum(length(child) for child in children)


@lru_cache(maxsize=8192)
def number_of_transposes(expression: Expression) -> int:
    """How often a transpose is written in an expression."""
    return isinstance(expression, Transpose) + sum(
        number_of_transposes(child) for child in expression.children()
    )
