r"""`H(x - c)` beside `H(x) = \nabla^2 f(x)`: the function at another point, or its value times a vector."""

from __future__ import annotations

from matderiv.meaning.elaboration.nodes.calls.product_calls import product_of_call
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.decisions import Alternative
from matderiv.meaning.scopes.scope import SymbolFacts
from matderiv.syntax import tree as t
from matderiv.syntax.parsing.heads import is_function_like


def is_meant_as_product(
    e: Elaboration, node: t.Call, facts: SymbolFacts, arguments: tuple[t.Node, ...]
) -> bool:
    """Whether a call of a defined function is a product; both are tried where both can be formed.

    A letter that names functions by convention takes what stands in the brackets.
    """
    definition = facts.definition
    if definition is None or not definition.parameters or node.certain or is_function_like(node.function):
        return False
    if len(arguments) != 1 or not isinstance(arguments[0], (t.Sum, t.Juxtaposition)):
        return False
    if e.conforming(lambda: product_of_call(e, node, arguments)) is None:
        return False
    shown = f"${facts.name}$ before brackets is a factor"
    return (
        e.decisions.choose(
            f"call of {facts.name}", Alternative("call"), Alternative("product", assumption=shown)
        )
        == "product"
    )
