"""Right sides that apply the chain rule: products of derivatives, and upstream gradients."""

from __future__ import annotations

from collections.abc import Sequence

from matderiv.meaning.names import symbol_name
from matderiv.meaning.statements.derivative_trees import body_and_variable, derivatives_in
from matderiv.syntax import tree as t


def is_upstream(lead: t.Node, factors: Sequence[t.Node]) -> bool:
    r"""Whether a factor differentiates the same as the left side by another variable: `\partial L/\partial z`."""
    pair = body_and_variable(lead)
    if pair is None:
        return False
    body, variable = (symbol_name(node) for node in pair)
    others = [body_and_variable(factor) for factor in factors]
    return body is not None and any(
        other is not None and symbol_name(other[0]) == body and symbol_name(other[1]) not in (variable, None)
        for other in others
    )


def has_product_of_derivatives(tree: t.Node) -> bool:
    """Whether two derivatives are factors of one product."""
    for node in t.walk(tree):
        factors: tuple[t.Node, ...] = ()
        match node:
            case t.Juxtaposition(factors=factors):
                pass
            case t.Dot(operands=factors) | t.Times(operands=factors) | t.Star(operands=factors):
                pass
            case t.HadamardProduct(operands=factors) | t.Call(arguments=factors):
                pass
        if sum(any(True for _ in derivatives_in(factor)) for factor in factors) >= 2:
            return True
    return False
