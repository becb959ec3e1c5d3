"""Expressions that are linear in tangents: their terms, each with one tangent, and the arrangement of a term."""

from __future__ import annotations

from collections.abc import Iterator

from matderiv.algebra import (
    Add,
    DiagonalMatrix,
    DiagonalOf,
    Differential,
    ElementwiseQuotient,
    Entry,
    Expression,
    Hadamard,
    IndexSum,
    InnerProduct,
    Kronecker,
    Negate,
    Product,
    Tangent,
    Trace,
    Transpose,
    transform_bottom_up,
    walk,
)
from matderiv.calculus.simplification.monomial import as_product, monomial_of


def has_tangent(expression: Expression) -> bool:
    return any(isinstance(node, (Tangent, Differential)) for node in walk(expression))


def is_finished(expression: Expression) -> bool:
    """Whether no differential is left but those of variables."""
    return not any(isinstance(node, Differential) for node in walk(expression))


def terms_of(expression: Expression) -> tuple[Expression, ...]:
    """The expression multiplied out around its tangents: every term has one of them."""
    return tuple(tidy(term) for term in _terms(expression))


def _terms(node: Expression) -> Iterator[Expression]:
    if isinstance(node, Add):
        for term in node.terms:
            yield from _terms(term)
        return
    inside = [child for child in node.children() if has_tangent(child)]
    if isinstance(node, Tangent) or len(inside) != 1:
        yield node
        return
    for part in _terms(inside[0]):
        yield node.map_children(lambda child, part=part: part if child is inside[0] else child)  # type: ignore[misc]


def tidy(expression: Expression) -> Expression:
    """Products flat, numbers and signs in front; sums and their order stay."""
    return transform_bottom_up(expression, _tidy)


def _tidy(node: Expression) -> Expression:
    sign = _sign_outside(node)
    if sign is not None:
        return sign
    if isinstance(node, Product):
        node = Product(tuple(part for factor in node.factors for part in _chained(factor)))
    if isinstance(node, (Product, Negate)) and len(node.shape) <= 2:
        return _negative_terms(as_product(monomial_of((node,), node.shape)))
    if isinstance(node, Add) and any(isinstance(term, Add) for term in node.terms):
        return Add(tuple(part for term in node.terms for part in _flat(term)))
    return node


def _sign_outside(node: Expression) -> Expression | None:
    """The node with the signs of its parts in front; None if no part has one."""
    if not isinstance(node, (Product, Hadamard, Trace, Transpose, InnerProduct, Kronecker, DiagonalMatrix)):
        return None
    parts = node.factors if isinstance(node, Product) else node.children()
    negative = sum(isinstance(part, Negate) for part in parts)
    if not negative:
        return None
    plain = _tidy(node.map_children(lambda part: part.operand if isinstance(part, Negate) else part))
    return _tidy(Negate(plain)) if negative % 2 else plain


def _negative_terms(node: Expression) -> Expression:
    """A negative sum of differentials as a sum of negative terms."""
    if isinstance(node, Negate) and isinstance(node.operand, Add) and has_tangent(node.operand):
        return Add(tuple(_tidy(Negate(term)) for term in node.operand.terms))
    return node


def _chained(factor: Expression) -> tuple[Expression, ...]:
    """The factors of a product inside a product of arrays, where no parentheses are needed."""
    return factor.factors if isinstance(factor, Product) and factor.shape else (factor,)


def _flat(term: Expression) -> tuple[Expression, ...]:
    return term.terms if isinstance(term, Add) else (term,)


def rules_to_move(term: Expression, moved: Expression) -> tuple[str, ...]:
    """The names of the identities by which the tangent of a term comes to stand last."""
    nodes = [node for node in walk(term) if has_tangent(node)]
    kinds = {type(node) for node in nodes}
    found = [name for name, wanted in _IDENTITIES if kinds & wanted]
    if Transpose in kinds:
        found.append("trace of the transpose" if Trace in kinds else "a scalar equals its transpose")
    if kinds & {Hadamard, ElementwiseQuotient, DiagonalMatrix, DiagonalOf}:
        found.append(_ENTRYWISE_SCALAR if not term.shape else "entrywise product as a diagonal matrix")
    if Trace in kinds and not _stands_last(nodes):
        found.append("cyclic property of the trace")
    traced = any(isinstance(node, Trace) for node in walk(moved))
    if traced and not kinds & {Trace, InnerProduct}:
        found.append("a scalar is its own trace")
    return tuple(found)


_IDENTITIES: tuple[tuple[str, set[type[Expression]]], ...] = (
    ("inner product as a trace", {InnerProduct}),
    ("sums as matrix products", {IndexSum}),
    ("entries by unit vectors", {Entry}),
    ("Kronecker product as a matrix product", {Kronecker}),
)

REORDER = "reorder the factors"

_ENTRYWISE_SCALAR = "entrywise products in a sum"


def _stands_last(nodes: list[Expression]) -> bool:
    products = [node for node in nodes if isinstance(node, Product)]
    return all(has_tangent(product.factors[-1]) for product in products)
