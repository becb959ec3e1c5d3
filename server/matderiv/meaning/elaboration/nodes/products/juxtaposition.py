r"""Factors side by side: how far operators and product signs reach, `\nabla_x (a^\top x)(b^\top x)`, `A x \odot z`."""

from __future__ import annotations

from dataclasses import replace

from matderiv.algebra import SCALAR, Expression
from matderiv.meaning.elaboration.nodes.products.factors import factors_of
from matderiv.meaning.elaboration.nodes.products.multiplication import multiply
from matderiv.meaning.elaboration.nodes.summation import summed
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.decisions import Alternative
from matderiv.syntax import tree as t

_OF_ONE_FACTOR = Alternative("one factor", "the gradient is of the first factor only")


def juxtaposition(e: Elaboration, node: t.Juxtaposition) -> Expression:
    """Factors side by side, with summation over repeated indices where the claim says so."""
    return summed(e, node, lambda: _reached(e, node))


def _reached(e: Elaboration, node: t.Juxtaposition) -> Expression:
    r"""The product; `A x \odot z` may be read as `A (x \odot z)` and as `(A x) \odot z`, and so may `A X \otimes B`."""
    loose = _with_loose_factor(node)
    if loose is None:
        return _under_nabla(e, node) or multiply(e, node, factors_of(e, node, node.factors))
    tight = e.conforming(lambda: multiply(e, node, factors_of(e, node, node.factors)))
    if tight is None:
        return e.expression(loose)
    if e.conforming(lambda: e.expression(loose)) is None:
        return tight
    choice = e.decisions.choose("reach of a product sign", Alternative("tight"), Alternative("loose"))
    return tight if choice == "tight" else e.expression(loose)


def _under_nabla(e: Elaboration, node: t.Juxtaposition) -> Expression | None:
    r"""`\nabla_x (a^\top x)(b^\top x)` as the gradient of the whole product; None if that is not meant."""
    first, rest = node.factors[0], node.factors[1:]
    if not isinstance(first, t.Gradient) or first.variable is None:
        return None
    kinds = (t.Group, t.Norm, t.Call, t.Bars)
    varied = t.structure(first.variable)
    if not all(
        isinstance(factor, kinds) and any(t.structure(part) == varied for part in t.walk(factor))
        for factor in (first.operand, *rest)
    ):
        return None
    product = t.Juxtaposition(first.operand.start, node.end, (first.operand, *rest))
    if not _is_scalar(e, product):
        return None
    choice = e.decisions.choose("reach of a nabla", Alternative("all factors"), _OF_ONE_FACTOR)
    return e.expression(replace(first, end=node.end, operand=product)) if choice == "all factors" else None


def _is_scalar(e: Elaboration, node: t.Node) -> bool:
    value = e.conforming(lambda: e.expression(node))
    return value is not None and value.shape == SCALAR


def _with_loose_factor(node: t.Juxtaposition) -> t.Node | None:
    """The factors with their one elementwise or Kronecker product outermost; None if there is none."""
    kinds = (t.HadamardProduct, t.Circ, t.KroneckerProduct)
    places = [number for number, factor in enumerate(node.factors) if isinstance(factor, kinds)]
    if len(places) != 1:
        return None
    inner = node.factors[places[0]]
    assert isinstance(inner, kinds)
    first = _side(node.factors[: places[0]] + inner.operands[:1])
    last = _side(inner.operands[-1:] + node.factors[places[0] + 1 :])
    return replace(inner, start=node.start, end=node.end, operands=(first, *inner.operands[1:-1], last))


def _side(factors: tuple[t.Node, ...]) -> t.Node:
    return factors[0] if len(factors) == 1 else t.Juxtaposition(factors[0].start, factors[-1].end, factors)
