"""Products with a sign: dots, crosses, stars, Hadamard and inner products."""

from __future__ import annotations

from matderiv import algebra as a
from matderiv.algebra import SCALAR, Expression
from matderiv.meaning.elaboration.nodes.products.multiplication import multiply
from matderiv.meaning.elaboration.nodes.summation import summed
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.errors import ElaborationError
from matderiv.meaning.names import symbol_name
from matderiv.meaning.scopes.scope import SymbolFacts
from matderiv.syntax import tree as t


def dot(e: Elaboration, node: t.Dot) -> Expression:
    r"""`a \cdot b`: an inner product of two equal vectors, else the product."""

    def value() -> Expression:
        operands = [e.expression(operand) for operand in node.operands]
        while len(operands) > 1 and _is_inner(e, operands[-2], operands[-1]):
            operands[-2:] = [e.build(node, a.InnerProduct, operands[-2], operands[-1])]
        return multiply(e, node, operands)

    return summed(e, node, value)


def _is_inner(e: Elaboration, left: Expression, right: Expression) -> bool:
    both = (e.shape(left), e.shape(right))
    return all(map(a.is_vector_like, both)) and a.is_row(both[0]) == a.is_row(both[1])


def times(e: Elaboration, node: t.Times | t.MatMul) -> Expression:
    operands = [e.expression(operand) for operand in node.operands]
    if isinstance(node, t.Times) and len(operands) == 2 and all(len(o.shape) == 1 for o in operands):
        raise ElaborationError.at(node, "a cross product of vectors")
    return multiply(e, node, operands)


def star(e: Elaboration, node: t.Star) -> Expression:
    """`a * b`: the matrix product where it conforms, else entry by entry."""
    operands = [e.expression(operand) for operand in node.operands]
    product = e.conforming(lambda: multiply(e, node, operands))
    if product is not None:
        return product
    e.assume("`*` is the elementwise product")
    return _hadamard_of(e, node, operands)


def hadamard(e: Elaboration, node: t.Infix) -> Expression:
    return _hadamard_of(e, node, [e.expression(operand) for operand in node.operands])


def _hadamard_of(e: Elaboration, node: t.Node, operands: list[Expression]) -> Expression:
    total = operands[0]
    for operand in operands[1:]:
        if SCALAR in (total.shape, operand.shape):
            total = a.Product((total, operand))
        else:
            total = e.build(node, a.Hadamard, _beside(total, operand), _beside(operand, total))
    return total


def _beside(operand: Expression, other: Expression) -> Expression:
    r"""A row that was taken out of a matrix lies as the vector does beside which it stands: `P_{i,:} \odot x`."""
    is_slice = isinstance(operand, a.Entry) and a.is_row(operand.shape) and len(other.shape) == 1
    return a.Transpose(operand) if is_slice else operand


def circ(e: Elaboration, node: t.Circ) -> Expression:
    r"""`A \circ B`: entry by entry; a composition of functions has no value of its own."""
    for operand in node.operands:
        facts = e.scope.get(symbol_name(operand) or "")
        if facts is not None and (facts.function is not None or _is_plain_function(facts)):
            raise ElaborationError.at(node, "a composition of functions without an argument")
    return hadamard(e, node)


def _is_plain_function(facts: SymbolFacts) -> bool:
    r"""Whether a name is called a function and is no array that depends on something, such as `\mathbf{U}(x)`."""
    return facts.role == "function" and not (
        facts.arguments and facts.name.startswith(("\\mathbf", "\\boldsymbol"))
    )


def inner(e: Elaboration, node: t.Inner) -> Expression:
    """`⟨A, B⟩`; a row and a column are compared by their entries."""
    if len(node.arguments) != 2:
        raise ElaborationError.at(node, "an inner product takes two arguments")
    left, right = (e.expression(argument) for argument in node.arguments)
    if left.shape == SCALAR and right.shape == SCALAR:
        return a.Product((left, right))
    return e.build(node, a.InnerProduct, left, right)


def double_dot(e: Elaboration, node: t.DoubleDot) -> Expression:
    left, right = (e.expression(operand) for operand in node.operands[:2])
    if len(node.operands) > 2:
        raise ElaborationError.at(node, "more than two factors of a Frobenius product")
    return e.build(node, a.InnerProduct, left, right)
