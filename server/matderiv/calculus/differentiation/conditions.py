"""Conditions under which a derivative holds, without those that the declared properties imply."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from matderiv.algebra import (
    Add,
    Condition,
    Determinant,
    DiagonalMatrix,
    Elementwise,
    ElementwisePower,
    ElementwiseQuotient,
    Expression,
    Hadamard,
    Identity,
    Index,
    Inverse,
    MathematicalConstant,
    Named,
    Norm,
    Number,
    Ones,
    Power,
    Product,
    Quotient,
    Size,
    Softmax,
    Symbol,
    Transpose,
    with_implied,
)

from ..arrays.chains import product_of, split_chain
from ..arrays.structure import is_symmetric, reversed_transposes
from ..contraction.indices import free_indices, replace_indices
from ..contraction.subscripts import base_name


def remaining(conditions: Iterable[Condition | str]) -> tuple[Condition | str, ...]:
    """The conditions that are to be said, each once."""
    simple = dict.fromkeys(_simplified(condition) for condition in conditions if not _is_implied(condition))
    return tuple(condition for condition in simple if not _is_implied(condition))


def _simplified(condition: Condition | str) -> Condition | str:
    """The same condition about a simpler expression, in the author's letters for indices."""
    if isinstance(condition, str):
        return condition
    expression, name = condition.expression, condition.property
    match expression:
        case Determinant(operand=operand) if name == "positive" and is_positive_semidefinite(operand):
            return _simplified(Condition(operand, "invertible"))
        case Norm(argument=argument) if name in {"nonzero", "positive"}:
            return _simplified(Condition(argument, "nonzero"))
        case Product(factors=factors) if name in {"nonzero", "positive"} and is_norm(factors):
            return _simplified(Condition(factors[-1], "nonzero"))
    letters = {index: Index(base_name(index) or index.name, index.size) for index in free_indices(expression)}
    return Condition(replace_indices(expression, letters), name)


def is_norm(factors: tuple[Expression, ...]) -> bool:
    """x^T x, or x^T A x with A positive definite."""
    if len(factors) not in {2, 3} or len(factors[-1].shape) != 1 or reversed_transposes(factors) != factors:
        return False
    return len(factors) == 2 or is_positive_definite(factors[1])


def _is_implied(condition: Condition | str) -> bool:
    if isinstance(condition, str):
        return False
    known = IMPLIED_BY_STRUCTURE.get(condition.property)
    return declared(condition.expression, condition.property) or (
        known is not None and known(condition.expression)
    )


def declared(expression: Expression, name: str) -> bool:
    """Whether the note says it of this symbol."""
    if isinstance(expression, Named):
        return declared(expression.symbol, name) or declared(expression.definition, name)
    return isinstance(expression, Symbol) and name in with_implied(expression.properties)


def is_positive(expression: Expression) -> bool:
    """Whether all entries are certainly greater than zero."""
    match expression:
        case Number(value=value):
            return value > 0
        case MathematicalConstant() | Size() | Ones() | Softmax():
            return True
        case Elementwise(function="exp" | "sigmoid" | "softplus" | "cosh", order=0):
            return True
        case Add(terms=terms):
            return all(map(is_nonnegative, terms)) and any(map(is_positive, terms))
        case Product(factors=factors) if all(not factor.shape for factor in factors):
            return all(map(is_positive, factors))
        case Quotient(numerator=a, denominator=b) | Hadamard(left=a, right=b):
            return is_positive(a) and is_positive(b)
        case ElementwiseQuotient(left=a, right=b):
            return is_positive(a) and is_positive(b)
        case Determinant(operand=operand):
            return declared(operand, "positive determinant") or is_positive_definite(operand)
        case ElementwisePower(base=base):
            return is_positive(base)
        case Power(base=base) if not base.shape:
            return is_positive(base)
    return declared(expression, "positive")


def is_nonnegative(expression: Expression) -> bool:
    """Whether no entry is less than zero."""
    match expression:
        case Norm() | Elementwise(function="abs" | "relu" | "step", order=0):
            return True
        case Power(base=base, exponent=Number(value=value)) if not base.shape and value.denominator == 1:
            if value > 0 and value.numerator % 2 == 0:
                return True
        case ElementwisePower(exponent=Number(value=value)) if value == 2:
            return True
        case Product(factors=factors) if all(factor.shape for factor in factors) and not expression.shape:
            return is_square_of_norm(factors)
        case Add(terms=terms):
            return all(map(is_nonnegative, terms))
    return is_positive(expression) or declared(expression, "nonnegative")


def is_square_of_norm(factors: tuple[Expression, ...]) -> bool:
    """x^T x, or x^T A x with A positive semidefinite."""
    if reversed_transposes(factors) != factors:
        return False
    middle = factors[1:-1]
    return not middle or (len(factors) == 3 and declared(middle[0], "positive semidefinite"))


def is_positive_definite(expression: Expression) -> bool:
    match expression:
        case Identity():
            return True
        case Inverse(operand=operand) | Transpose(operand=operand):
            return is_positive_definite(operand)
        case DiagonalMatrix(operand=operand):
            return is_positive(operand)
        case Add(terms=terms):
            return all(map(is_positive_semidefinite, terms)) and any(map(is_positive_definite, terms))
        case Product(factors=factors):
            return _is_gram(factors, strict=True)
    return declared(expression, "positive definite")


def is_positive_semidefinite(expression: Expression) -> bool:
    if isinstance(expression, Product) and _is_gram(expression.factors, strict=False):
        return True
    return is_positive_definite(expression) or declared(expression, "positive semidefinite")


def _is_gram(factors: tuple[Expression, ...], *, strict: bool) -> bool:
    """c A^T M A with c > 0, M positive definite and A of full column rank (or any A if not strict)."""
    chain = split_chain(factors)
    scalars = [product_of(tuple(factors[i] for i in group)) for group in chain.groups]
    rest = tuple(factors[i] for i in chain.rest)
    if not all(map(is_positive, scalars)):
        return False
    if len(rest) == 1:
        return is_positive_definite(rest[0]) if strict else is_positive_semidefinite(rest[0])
    half = len(rest) // 2
    left, middle, right = rest[:half], rest[half : len(rest) - half], rest[len(rest) - half :]
    if reversed_transposes(left) != right:
        return False
    fine = is_positive_definite if strict else is_positive_semidefinite
    full = not strict or all(_has_full_column_rank(factor) for factor in right)
    return full and all(map(fine, middle))


def _has_full_column_rank(expression: Expression) -> bool:
    if isinstance(expression, Transpose):
        return declared(expression.operand, "full row rank") or is_invertible(expression.operand)
    return declared(expression, "full column rank") or is_invertible(expression)


def is_invertible(expression: Expression) -> bool:
    match expression:
        case Identity():
            return True
        case Inverse():
            return True
        case Transpose(operand=operand):
            return is_invertible(operand)
        case Power(base=base):
            return is_invertible(base)
        case Product(factors=factors) if all(len(f.shape) == 2 and f.shape[0] == f.shape[1] for f in factors):
            if all(map(is_invertible, factors)):
                return True
    return declared(expression, "invertible") or is_positive_definite(expression)


def is_nonzero(expression: Expression) -> bool:
    match expression:
        case Number(value=value):
            return value != Fraction(0)
        case Determinant(operand=operand):
            return is_invertible(operand)
        case Norm(argument=argument) | Power(base=argument):
            return is_nonzero(argument)
    return declared(expression, "nonzero") or is_positive(expression)


IMPLIED_BY_STRUCTURE: dict[str, Callable[[Expression], bool]] = {
    "positive": is_positive,
    "nonnegative": is_nonnegative,
    "nonzero": is_nonzero,
    "without zero entries": lambda e: declared(e, "without zero entries") or is_positive(e),
    "invertible": is_invertible,
    "positive definite": is_positive_definite,
    "symmetric": is_symmetric,
}
