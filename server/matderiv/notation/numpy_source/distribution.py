"""Sums of matrices times a matrix or a vector: distributed where that is cheaper, as A x + Aᵀ x."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from matderiv.algebra import Add, Expression, Identity, Product, rows_and_columns
from matderiv.notation.numpy_source.code import Code, added, negated, times
from matderiv.notation.numpy_source.costs import chain_cost, materialized, sizes_around, typical_size
from matderiv.notation.numpy_source.factors import flattened, scalars_and_chain, without_numbers
from matderiv.notation.numpy_source.generator import Generator
from matderiv.notation.numpy_source.links import Link, link_of

Multiply = Callable[[Generator, list[Link], Mapping[str, int]], Link]


@dataclass(frozen=True, slots=True)
class _Term:
    """A number times a chain of matrices; an empty chain is the identity matrix."""

    number: Fraction
    scalars: tuple[Expression, ...]
    chain: tuple[Expression, ...]


def distributed(generator: Generator, left: Link, right: Link, multiply: Multiply) -> Link | None:
    """The product with a sum of matrices term by term; None where the sum is formed first."""
    total, other = (left, right) if left.kind == "sum" else (right, left)
    if (
        total.node is None
        or other.kind not in ("array", "diagonal")
        or total.has_indices
        or other.has_indices
    ):
        return None
    terms = [_term(generator, term) for term in total.node.terms]
    if any(term is None for term in terms) or not _is_cheaper(
        total.node, [t for t in terms if t], left, right
    ):
        return None
    other, sizes = _reusable(generator, other), sizes_around(total.node)
    pieces = []
    for term in terms:
        assert term is not None
        links = [link_of(generator, factor) for factor in term.chain]
        ordered = [*links, other] if left is total else [other, *links]
        pieces.append(_scaled(generator, term, multiply(generator, ordered, sizes).code))
    return Link(left.rows, right.columns, added(pieces))


def _term(generator: Generator, node: Expression) -> _Term | None:
    if generator.is_shared(node):
        return _Term(Fraction(1), (), (node,))
    factors = list(flattened(generator, node)) if isinstance(node, Product) else [node]
    number, factors = without_numbers(factors)
    if len(factors) == 1 and isinstance(factors[0], Product):
        inner, factors = without_numbers(flattened(generator, factors[0]))
        number *= inner
    scalars, chain = scalars_and_chain(factors)
    if any(len(scalar) > 1 for scalar in scalars) or any(isinstance(factor, Add) for factor in chain):
        return None
    kept = tuple(factor for factor in chain if not isinstance(factor, Identity))
    return _Term(number, tuple(scalar[0] for scalar in scalars), kept) if chain else None


def _is_cheaper(node: Add, terms: list[_Term], left: Link, right: Link) -> bool:
    from_left = left.kind == "sum"
    sizes = sizes_around(node)
    other = (right.rows, right.columns) if from_left else (left.rows, left.columns)
    own = rows_and_columns(node.shape)
    together = materialized(node, sizes) + chain_cost([own, other] if from_left else [other, own], sizes)
    apart = 0.0
    for term in terms:
        shapes = [rows_and_columns(factor.shape) for factor in term.chain]
        apart += chain_cost([*shapes, other] if from_left else [other, *shapes], sizes)
        apart += sum(materialized(factor, sizes) for factor in term.chain)
    entries = typical_size(left.rows, sizes) * typical_size(right.columns, sizes)
    return apart + (len(terms) - 1) * entries < together


def _reusable(generator: Generator, link: Link) -> Link:
    """The link with a source that may stand in several places."""
    text = link.code.text
    if link.kind == "array" and not text.removesuffix(".T").isidentifier():
        return Link(link.rows, link.columns, generator.local(link.code))
    return link


def _scaled(generator: Generator, term: _Term, product: Code) -> Code:
    scalars = [generator.code(scalar) for scalar in term.scalars]
    if abs(term.number) != 1:
        scalars.insert(0, generator.number(abs(term.number)))
    scaled = times(*scalars, product) if scalars else product
    return negated(scaled) if term.number < 0 else scaled
