"""Products that look like calls, and indicators, which look like products."""

from __future__ import annotations

from matderiv import algebra as a
from matderiv.algebra import SCALAR, Expression
from matderiv.meaning.elaboration.nodes.functions.indicators import indicator
from matderiv.meaning.elaboration.nodes.names.known_names import facts_of
from matderiv.meaning.elaboration.nodes.products.multiplication import multiply
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.errors import ElaborationError
from matderiv.meaning.names import symbol_name, symbol_parts
from matderiv.syntax import tree as t


def indicator_or_product(e: Elaboration, node: t.Call, arguments: tuple[t.Node, ...]) -> Expression:
    if len(arguments) == 1 and (found := indicator(e, arguments[0])) is not None:
        return found
    return product_of_call(e, node, arguments)


def product_of_call(e: Elaboration, node: t.Call, arguments: tuple[t.Node, ...]) -> Expression:
    if len(arguments) != 1:
        raise ElaborationError.at(node, "a call of something that is no function")
    e.products[id(node)] = node
    name = symbol_name(node.function)
    factor = e.expression(node.function)
    argument = e.expression(arguments[0])
    is_delta = isinstance(factor, a.IndexIndicator)
    if (
        name is not None
        and symbol_name(arguments[0]) is not None
        and not is_delta
        and not has_shape(e, node.function)
    ):
        e.guessed_functions.add(name)
        if argument.shape != SCALAR:
            raise ElaborationError.at(node, f"nothing says what ${name}$ is; it seems to be a function")
    return multiply(e, node, [factor, argument])


def has_shape(e: Elaboration, node: t.Node) -> bool:
    """Whether the note says that a symbol or its family are arrays or numbers: then `H(x)` may well be a product."""
    name, parts = symbol_name(node), symbol_parts(node)
    facts = facts_of(e, name) if name is not None else None
    if facts is None and parts is not None and parts.scripts:
        facts = facts_of(e, parts.base)
        facts = facts if facts is not None and facts.families else None
    return name in e.bound or (facts is not None and facts.shape is not None)
