r"""Kronecker products and sums: `A \otimes B`, `A \oplus B`."""

from __future__ import annotations

from matderiv import algebra as a
from matderiv.algebra import Expression
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.decisions import Alternative
from matderiv.meaning.elaboration.state.errors import ElaborationError, NotationError
from matderiv.syntax import tree as t


def kronecker(e: Elaboration, node: t.KroneckerProduct) -> Expression:
    r"""`A \otimes B`; of two vectors it may be meant as the outer product."""
    total = e.expression(node.operands[0])
    for operand in node.operands[1:]:
        total = _kronecker_pair(e, node, total, e.expression(operand))
    return total


def _kronecker_pair(e: Elaboration, node: t.Node, left: Expression, right: Expression) -> Expression:
    if len(left.shape) == 1 and len(right.shape) == 1:
        outer = Alternative("outer", r"$\otimes$ of two vectors is their outer product")
        if e.decisions.choose("Kronecker product of vectors", Alternative("Kronecker"), outer) == "outer":
            return a.Product((left, a.Transpose(right)))
    return e.build(node, a.Kronecker, left, right)


def kronecker_sum(e: Elaboration, node: t.OtherInfix) -> Expression:
    r"""`A \oplus B`, the Kronecker sum `A \otimes I + I \otimes B` of square matrices.

    Source: Horn and Johnson, Topics in Matrix Analysis, section 4.4.
    """
    if node.operator != r"\oplus":
        raise NotationError.at(node, f"the operator {node.operator}")
    total = e.expression(node.operands[0])
    for operand in node.operands[1:]:
        other = e.expression(operand)
        for each in (total, other):
            if len(each.shape) != 2:
                raise ElaborationError.at(node, "a sum by \\oplus of what are no matrices")
            e.equal(*each.shape)
        left, right = (e.resolve(each) for each in (total, other))
        one, two = a.Identity(left.shape[0]), a.Identity(right.shape[0])
        terms = (e.build(node, a.Kronecker, left, two), e.build(node, a.Kronecker, one, right))
        total = e.build(node, a.Add, terms)
    return total
