"""Expressions that are linear in tangents: their terms, each with one tangent, and the arrangement of a term."""

from __future__ import annotations

from collections.abc import Iterator

from matderiv.algebra import (
    Add,
    DiagonalMatrix,
    Differential,
    Expression,
    Hadamard,
    InnerProduct,
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
    if isinstance(node, (Product, Negate)) and len(node.shape) <= 2:
        return as_product(monomial_of((node,), node.shape))
    if isinstance(node, Trace) and isinstance(node.operand, Negate):
        return Negate(Trace(node.operand.operand))
    if isinstance(node, Add) and any(isinstance(term, Add) for term in node.terms):
        return Add(tuple(part for term in node.terms for part in _flat(term)))
    return node


def _flat(term: Expression) -> tuple[Expression, ...]:
    return term.terms if isinstance(term, Add) else (term,)


def rules_to_move(terms: tuple[Expression, ...]) -> tuple[str, ...]:
    """The names of the identities by which the tangents of terms come to stand last."""
    found: dict[str, None] = {}
    for term in terms:
        nodes = [node for node in walk(term) if has_tangent(node)]
        kinds = {type(node) for node in nodes}
        if Transpose in kinds:
            found[_TRANSPOSED_TRACE if Trace in kinds else _TRANSPOSED] = None
        if kinds & {Hadamard, DiagonalMatrix}:
            found["entrywise product as a diagonal matrix"] = None
        if InnerProduct in kinds:
            found["inner product as a trace"] = None
        if Trace in kinds and not _stands_last(nodes):
            found["cyclic property of the trace"] = None
    return tuple(found) or ("rearrange",)


_TRANSPOSED = "a scalar equals its transpose"
_TRANSPOSED_TRACE = "trace of the transpose"


def _stands_last(nodes: list[Expression]) -> bool:
    products = [node for node in nodes if isinstance(node, Product)]
    return all(has_tangent(product.factors[-1]) for product in products)
