"""Products of derivatives in a chain whose factors are tensors: contractions over the intermediate's axes."""

from __future__ import annotations

from dataclasses import dataclass

from matderiv import algebra as a
from matderiv.algebra import Expression
from matderiv.meaning.elaboration.nodes.derivatives.differentiate import arranged, root_symbol
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.layouts import DENOMINATOR, SCALAR_BY_VECTOR
from matderiv.syntax.tree import Node


@dataclass(frozen=True, slots=True)
class Link:
    """The derivative of a value by a variable, with its axes in the order value, variable."""

    value: Expression
    variable: Expression
    axes: Expression


def link_of(factor: Expression) -> Link | None:
    """The link that a factor is; None for anything but a first derivative."""
    if isinstance(factor, a.Transpose):
        return link_of(factor.operand)
    if not isinstance(factor, a.Derivative) or len(factor.variables) != 1:
        return None
    variable = factor.variables[0]
    return Link(factor.body, variable, a.Derivative(factor.body, (variable,), "axes"))


def joins(outer: Link, inner: Link) -> bool:
    """Whether the outer link's variable is what the inner one differentiates."""
    if isinstance(outer.variable, a.Named):
        if outer.variable.definition == inner.value:
            return True
    elif not isinstance(outer.variable, a.Symbol):
        return outer.variable == inner.value
    root = root_symbol(inner.value) if isinstance(inner.value, (a.Symbol, a.Named)) else None
    own = root_symbol(outer.variable)
    return root is not None and own is not None and root.name == own.name


def contracted(e: Elaboration, node: Node, outer: Link, inner: Link) -> Link:
    """The chain of two links."""
    start, count = len(outer.value.shape), len(outer.variable.shape)
    pairs = tuple((start + axis, axis) for axis in range(count))
    axes = e.build(node, a.Contraction, outer.axes, inner.axes, pairs)
    return Link(outer.value, inner.variable, axes)


def contract_chains(e: Elaboration, node: Node, factors: list[Expression]) -> list[Expression]:
    """Replaces runs of derivatives in which a factor is a tensor by their contraction; leaves all else."""
    if not any(len(factor.shape) > 2 for factor in factors):
        return factors
    result: list[Expression] = []
    position = 0
    while position < len(factors):
        link, end = _run(e, node, factors, position)
        if link is None:
            result.append(factors[position])
        else:
            result.append(arranged(e, link.value, link.variable, link.axes))
        position = end
    return result


def _run(e: Elaboration, node: Node, factors: list[Expression], start: int) -> tuple[Link | None, int]:
    """The contraction of the longest run of joined links that begins here and holds a tensor."""
    links = [link_of(factor) for factor in factors[start:]]
    current = links[0]
    end = 1
    while current is not None and end < len(links):
        following = links[end]
        if following is None:
            break
        if joins(current, following):
            current = contracted(e, node, current, following)
        elif joins(following, current) and _column_order(e, factors[start + end]):
            current = contracted(e, node, following, current)
        else:
            break
        end += 1
    tensor = any(len(factor.shape) > 2 for factor in factors[start : start + end])
    return (current, start + end) if end > 1 and tensor else (None, start + 1)


def _column_order(e: Elaboration, gradient: Expression) -> bool:
    """Whether the factors may stand innermost first: with gradients as columns."""
    return len(gradient.shape) == 1 and e.layout[SCALAR_BY_VECTOR] == DENOMINATOR


def chain_product(e: Elaboration, node: Node, factors: list[Expression]) -> Expression | None:
    r"""`\operatorname{prod}(∂J/∂h, ∂h/∂z)`: the chain rule's product, in the layout of its result."""
    links = [link_of(e.resolve(factor)) for factor in factors]
    if len(links) != 2 or links[0] is None or links[1] is None:
        return None
    first, second = links[0], links[1]
    if joins(first, second):
        chain = contracted(e, node, first, second)
    elif joins(second, first):
        chain = contracted(e, node, second, first)
    else:
        return None
    return arranged(e, chain.value, chain.variable, chain.axes)
