"""Products of all kinds: side by side, dots, Hadamard, Kronecker, inner."""

from __future__ import annotations

from dataclasses import replace

from matderiv import algebra as a
from matderiv.algebra import SCALAR, Expression
from matderiv.meaning.elaboration.nodes.derivatives.chains import contract_chains
from matderiv.meaning.elaboration.nodes.derivatives.derivative_letters import (
    along,
    apply_letter,
    directions_in,
    is_function,
    operator_letter,
)
from matderiv.meaning.elaboration.nodes.derivatives.directions import along_prime, upright_differential
from matderiv.meaning.elaboration.nodes.derivatives.operators import apply_operator, is_operator
from matderiv.meaning.elaboration.nodes.derivatives.points import value_at_point
from matderiv.meaning.elaboration.nodes.derivatives.second_directions import along_gradient
from matderiv.meaning.elaboration.nodes.functions.indicators import indicator, is_indicator_sign
from matderiv.meaning.elaboration.nodes.names.extremal_values import is_extremal
from matderiv.meaning.elaboration.nodes.names.known_names import facts_of
from matderiv.meaning.elaboration.nodes.products.declared_calls import declared_call
from matderiv.meaning.elaboration.nodes.products.grouping import regrouped
from matderiv.meaning.elaboration.nodes.products.kronecker_operators import acting_on_vec
from matderiv.meaning.elaboration.nodes.summation import summed
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.decisions import Alternative
from matderiv.meaning.elaboration.state.errors import ElaborationError, NotationError, ShapeFaultError
from matderiv.meaning.names import symbol_name
from matderiv.meaning.scopes.scope import SymbolFacts
from matderiv.syntax import tree as t

_OF_ONE_FACTOR = Alternative("one factor", "the gradient is of the first factor only")


def juxtaposition(e: Elaboration, node: t.Juxtaposition) -> Expression:
    """Factors side by side, with summation over repeated indices where the claim says so."""
    return summed(e, node, lambda: _reached(e, node))


def _reached(e: Elaboration, node: t.Juxtaposition) -> Expression:
    r"""The product; `A x \odot z` may be read as `A (x \odot z)` and as `(A x) \odot z`, and so may `A X \otimes B`."""
    loose = _with_loose_factor(node)
    if loose is None:
        return _under_nabla(e, node) or multiply(e, node, _factors(e, node, node.factors))
    tight = e.conforming(lambda: multiply(e, node, _factors(e, node, node.factors)))
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


def _factors(e: Elaboration, node: t.Node, nodes: tuple[t.Node, ...]) -> list[Expression]:
    """The factors as expressions; operators take what stands after them."""
    if _spelled(nodes) in ("LHS", "RHS"):
        raise ElaborationError.at(node, "a name for one side of an equation")
    factors: list[Expression] = []
    position = 0
    while position < len(nodes):
        current, rest = nodes[position], nodes[position + 1 :]
        if rest and is_operator(current):
            reach = _reach(rest)
            operand = rest[0] if reach == 1 else _rest(node, rest[:reach])
            factors.append(apply_operator(e, current, operand))
            position += 1 + reach
            continue
        following = nodes[position:]
        taken = (
            _eigenpair(e, following)
            or _letters(e, node, following)
            or _along(e, node, following)
            or along_prime(e, node, following)
            or along_gradient(e, node, following)
            or declared_call(e, following)
            or upright_differential(e, following)
            or value_at_point(e, node, following)
        )
        if taken is not None:
            factors.append(taken[0])
            position += taken[1]
            continue
        if rest and is_indicator_sign(current) and isinstance(rest[0], t.Group):
            found = indicator(e, rest[0])
            if found is not None:
                factors.append(found)
                position += 2
                continue
        factors.append(e.expression(current))
        position += 1
    return factors


def _eigenpair(e: Elaboration, nodes: tuple[t.Node, ...]) -> tuple[Expression, int] | None:
    r"""`v_{\max}(X^\top X)^\top`: an eigenvalue or eigenvector, by its meaning or its name, of a whole expression."""
    name = symbol_name(nodes[0]) if len(nodes) > 1 else None
    if name is None:
        return None
    transposed = isinstance(nodes[1], t.Transpose)
    group = nodes[1].base if isinstance(nodes[1], t.Transpose) else nodes[1]
    if not isinstance(group, t.Group) or group.opening != "(":
        return None
    facts = facts_of(e, name)
    if (facts is None or facts.meaning not in ("eigenvalue", "eigenvector")) and not is_extremal(name):
        return None
    value = e.expression(t.Call(nodes[0].start, group.end, nodes[0], (group.body,), "()", True))
    return (a.Transpose(value) if transposed else value), 2


def _spelled(nodes: tuple[t.Node, ...]) -> str:
    """The word that plain letters side by side spell."""
    return "".join(node.name for node in nodes if isinstance(node, t.Identifier) and node.style is None)


def _letters(e: Elaboration, node: t.Node, nodes: tuple[t.Node, ...]) -> tuple[Expression, int] | None:
    """`Dv(x)`, `D^2 f`, `Df(x)[h]`: an operator letter with what it takes, and how many factors that are."""
    letter = operator_letter(e, nodes[0]) if len(nodes) > 1 else None
    if letter is None:
        return None
    operand = nodes[1].base if isinstance(nodes[1], t.Transpose) else nodes[1]
    if not is_function(e, operand):
        return None
    if len(nodes) > 2 and isinstance(nodes[2], t.Group) and nodes[2].opening == "[":
        directions = directions_in(nodes[2])
        if len(directions) == letter.order:
            return along(e, node, nodes[1], *directions), 3
    return apply_letter(e, node, letter, nodes[1]), 2


def _along(e: Elaboration, node: t.Node, nodes: tuple[t.Node, ...]) -> tuple[Expression, int] | None:
    """`dF(W)[H]`: the differential of a function along a direction in square brackets."""
    if len(nodes) < 2 or not isinstance(nodes[0], t.Differential) or nodes[0].order is not None:
        return None
    operand, direction = nodes[0].operand, nodes[1]
    if not isinstance(operand, t.Call) or not isinstance(direction, t.Group) or direction.opening != "[":
        return None
    return (along(e, node, operand, direction), 2) if is_function(e, operand) else None


def _reach(nodes: tuple[t.Node, ...]) -> int:
    """How many factors an operator takes: all that follow, up to an increment `dx`."""
    for position, node in enumerate(nodes):
        body = node.body if isinstance(node, t.Underbrace) else node
        if position > 0 and isinstance(body, t.Differential):
            return position
    return len(nodes)


def _rest(node: t.Node, nodes: tuple[t.Node, ...]) -> t.Node:
    return t.Juxtaposition(nodes[0].start, min(node.end, nodes[-1].end), nodes)


def multiply(e: Elaboration, node: t.Node, factors: list[Expression]) -> Expression:
    """The matrix product of factors, regrouped only where nothing else conforms."""
    if len(factors) == 1:
        return factors[0]
    factors = contract_chains(e, node, [e.resolve(factor) for factor in factors])
    if len(factors) == 1:
        return factors[0]
    state = e.sizes.snapshot()
    try:
        return e.build(node, _product, *factors)
    except ShapeFaultError as error:
        e.sizes.restore(state)
        grouped = regrouped(e, node, factors) or acting_on_vec(e, node, factors)
        if grouped is None:
            raise error
        return grouped


def _product(*factors: Expression) -> Expression:
    return a.Product(factors)


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
            total = e.build(node, a.Hadamard, total, operand)
    return total


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
