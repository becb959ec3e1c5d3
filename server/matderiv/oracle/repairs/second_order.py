"""Mistakes with Hessians, merged powers and the softmax Jacobian."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from ...algebra import (
    SCALAR,
    Add,
    Derivative,
    DiagonalMatrix,
    Expression,
    FunctionDerivative,
    Hadamard,
    Inverse,
    Named,
    Negate,
    Number,
    Power,
    Product,
    Symbol,
    Transpose,
)
from .chains import inner_parts
from .rewriting import Repaired, attempt, everywhere
from .words import in_words


def softmax_jacobian(left: Expression, right: Expression) -> Iterator[Repaired]:
    """diag(s) - s sᵀ for diag(s), also where that stands as a Hadamard product with s."""

    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        mistake = "only the diagonal of the softmax Jacobian diag(s) - s sᵀ"
        if isinstance(node, DiagonalMatrix) and len(node.operand.shape) == 1:
            yield _full(node.operand), mistake
            if isinstance(node.operand, Hadamard):
                yield _full(node.operand.left), mistake
        if isinstance(node, Hadamard) and len(node.shape) == 1:
            yield from ((whole, mistake) for whole in _without_diagonal(_entrywise_factors(node)))
            yield Product((_full(node.left), node.right)), mistake
            yield Product((_full(node.right), node.left)), mistake

    yield from everywhere(right, change)


def _entrywise_factors(node: Expression) -> list[Expression]:
    if isinstance(node, Hadamard):
        return [*_entrywise_factors(node.left), *_entrywise_factors(node.right)]
    return [node]


def _without_diagonal(factors: list[Expression]) -> Iterator[Expression]:
    """(diag(s) - s sᵀ) g for s ⊙ (1 - s) ⊙ g."""
    for s in factors:
        complement = next((f for f in factors if isinstance(f, Add) and Negate(s) in f.terms), None)
        rest = [f for f in factors if f is not s and f is not complement]
        if complement is not None and rest:
            yield Product((_full(s), reduce(Hadamard, rest)))


def _full(s: Expression) -> Expression:
    return Add((DiagonalMatrix(s), Negate(Product((s, Transpose(s))))))


def split_power(left: Expression, right: Expression) -> Iterator[Repaired]:
    """S⁻¹ M S⁻¹ for S⁻² M or M S⁻²."""

    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        if not isinstance(node, Product):
            return
        for i, factor in enumerate(node.factors):
            if not (isinstance(factor, Power) and factor.shape and isinstance(factor.exponent, Number)):
                continue
            if factor.exponent.value != -2:
                continue
            inverse = Inverse(factor.base)
            before, after = node.factors[:i], node.factors[i + 1 :]
            for factors in ((*before, inverse, *after, inverse), (inverse, *before, inverse, *after)):
                whole = attempt(lambda f=factors: Product(f))  # type: ignore[misc]
                if whole is not None:
                    yield (
                        whole,
                        (
                            f"wrong order of factors: powers of {in_words(factor.base)} merged across another factor"
                        ),
                    )

    yield from everywhere(right, change)


def hessian_for_outer_product(left: Expression, right: Expression) -> Iterator[Repaired]:
    """The matrix of second derivatives for g gᵀ with a gradient g."""

    def change(node: Expression) -> Iterator[tuple[Expression, str]]:
        if not isinstance(node, Product):
            return
        for i in range(len(node.factors) - 1):
            g, h = node.factors[i], node.factors[i + 1]
            hessian = _hessian(g) if h == Transpose(g) else None
            if hessian is not None:
                factors = (*node.factors[:i], hessian, *node.factors[i + 2 :])
                yield (
                    Product(factors) if len(factors) > 1 else hessian,
                    "the second-order term needs the Hessian, not the product of gradients",
                )

    yield from everywhere(right, change)


def hessian_of_inner_part(left: Expression, right: Expression) -> Iterator[Repaired]:
    """What Gauss and Newton leave out: the slope of the outer function times the Hessian of the inner one."""
    if not (isinstance(left, Derivative) and len(left.variables) == 2 and left.shape == right.shape):
        return
    variable, other = left.variables
    if variable != other:
        return
    mistake = "the term with the second derivative (Hessian) of the inner function is missing (Gauss-Newton)"
    for part in inner_parts(left.body, variable):
        if part.shape == SCALAR:
            slope = Derivative(left.body, (part,), "mixed")
            curved = Product((slope, Derivative(part, (variable, variable), "mixed")))
            yield Repaired(Add((right, curved)), mistake)


def _hessian(gradient: Expression) -> Expression | None:
    if isinstance(gradient, Named):
        gradient = gradient.definition
    match gradient:
        case Derivative(body, (variable,), _) if not body.shape and isinstance(variable, Symbol | Named):
            return Derivative(body, (variable, variable), "mixed")
        case FunctionDerivative(function, (slot,), arguments, _) if not function.codomain:
            return FunctionDerivative(function, (slot, slot), arguments, "mixed")
    return None
