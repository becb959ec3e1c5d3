r"""Calls: `f(x)`, `\operatorname{tr}(AX)`, `J(w)`, `p(x \mid \mu, \Sigma)`, `\phi'(z)`, and products that look so."""

from __future__ import annotations

from matderiv import algebra as a
from matderiv.algebra import Expression
from matderiv.algebra.function_table import MATRIX_FUNCTIONS
from matderiv.meaning.call_arguments import flat_arguments
from matderiv.meaning.elaboration.nodes.calls.family_calls import family_call, unknown_member_call
from matderiv.meaning.elaboration.nodes.calls.field_calls import of_the_field
from matderiv.meaning.elaboration.nodes.calls.heads import Head, head_of
from matderiv.meaning.elaboration.nodes.calls.known_calls import of_known
from matderiv.meaning.elaboration.nodes.calls.product_calls import (
    has_shape,
    indicator_or_product,
    product_of_call,
)
from matderiv.meaning.elaboration.nodes.calls.unknown_calls import of_unknown
from matderiv.meaning.elaboration.nodes.calls.written_arguments import argument_name
from matderiv.meaning.elaboration.nodes.derivatives.derivative_letters import of_subscript
from matderiv.meaning.elaboration.nodes.derivatives.functions_of_time import rate_of_function
from matderiv.meaning.elaboration.nodes.derivatives.rates import rate_of_defined
from matderiv.meaning.elaboration.nodes.functions.component_functions import component_call
from matderiv.meaning.elaboration.nodes.functions.composite_functions import logarithm_to_a_base
from matderiv.meaning.elaboration.nodes.functions.densities import normal_density
from matderiv.meaning.elaboration.nodes.functions.functions import is_known_function
from matderiv.meaning.elaboration.nodes.names.extremal_values import extremal_value, is_extremal
from matderiv.meaning.elaboration.nodes.names.known_names import facts_of
from matderiv.meaning.elaboration.nodes.names.symbols import symbol
from matderiv.meaning.elaboration.nodes.scripts.scripts_on import literal, powered
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.errors import ElaborationError
from matderiv.meaning.names import symbol_name
from matderiv.syntax import tree as t


def call(e: Elaboration, node: t.Call) -> Expression:
    """The value of a call, or the product that it turns out to be."""
    by_letter = of_subscript(e, node, node.function, flat_arguments(node)) or rate_of_defined(e, node)
    if by_letter is not None:
        return by_letter
    if _is_at_its_arguments(e, node):
        return symbol(e, symbol_name(node.function) or "", node)
    head = head_of(node.function)
    value = _value(e, node, head)
    if head.exponent is None:
        return value
    exponent = literal(e.expression(head.exponent))
    return powered(e, node, value, exponent, elementwise=True)


def _frechet_derivative(e: Elaboration, node: t.Call, arguments: tuple[t.Node, ...]) -> Expression | None:
    r"""`L_{\exp}(X, E)`, the derivative of a matrix function in a direction; None for any other call."""
    match node.function:
        case t.Subscript(base=t.Identifier(name="L"), script=t.FunctionName(name=name)) if (
            len(arguments) == 2
        ):
            function = {"ln": "log"}.get(name, name)
            if function in MATRIX_FUNCTIONS:
                values = [e.expression(argument) for argument in arguments]
                return e.build(node, a.FrechetDerivative, function, *values)
    return None


def _value(e: Elaboration, node: t.Call, head: Head) -> Expression:
    arguments = flat_arguments(node)
    special = _frechet_derivative(e, node, arguments) or logarithm_to_a_base(e, node)
    if special is not None:
        return special
    density = normal_density(e, node)
    if density is not None:
        return density
    if isinstance(head.node, t.Number):
        return indicator_or_product(e, node, arguments)
    if head.name is None:
        return product_of_call(e, node, arguments)
    changing = rate_of_function(e, head.name, head.node) if not head.primes else None
    if changing is not None:
        return changing
    facts = facts_of(e, head.name) or facts_of(e, "\\" + head.name)
    if is_extremal(head.name) and len(arguments) == 1 and (facts is None or facts.meaning is None):
        return extremal_value(e, node, head.name, e.expression(arguments[0]))
    if not head.primes and e.surroundings.dependencies.get(head.name) == tuple(map(symbol_name, arguments)):
        return symbol(e, head.name, node)
    if facts is not None and head.name not in e.bound:
        return of_known(e, node, head, facts, arguments)
    if head.name in e.bound or head.name in e.indices or head.name in e.undeclared or has_shape(e, head.node):
        return product_of_call(e, node, arguments)
    if isinstance(head.node, t.FunctionName) or is_known_function(head.name):
        return of_the_field(e, node, head, arguments)
    component = _one_of_several(e, node, head, arguments)
    if component is not None:
        return component
    return of_unknown(e, node, head, arguments)


def _one_of_several(
    e: Elaboration, node: t.Call, head: Head, arguments: tuple[t.Node, ...]
) -> Expression | None:
    if head.primes:
        return None
    known = component_call(e, node, head.node, arguments) or family_call(e, node, head.node, arguments)
    return known or unknown_member_call(e, node, head.node, arguments)


def _is_at_its_arguments(e: Elaboration, node: t.Call) -> bool:
    r"""Whether a quantity is called with what it depends on, as in `z(\mathbf{y}(\mathbf{x}))`: that is its value."""
    name = symbol_name(node.function) or ""
    facts = facts_of(e, name)
    if name in e.bound or (facts is not None and (facts.definition or facts.function or facts.meaning)):
        return False
    if is_extremal(name):
        return False
    known = (
        facts.arguments if facts is not None and facts.arguments else e.surroundings.dependencies.get(name)
    )
    if known != tuple(map(argument_name, node.arguments)):
        return False
    inner = [argument for argument in node.arguments if isinstance(argument, t.Call)]
    return all(_is_at_its_arguments(e, argument) for argument in inner)


def function_name(e: Elaboration, node: t.FunctionName) -> Expression:
    """A function name by itself has a value only where the note gives it one."""
    facts = facts_of(e, "\\" + node.name) or facts_of(e, node.name)
    if facts is None:
        raise ElaborationError.at(node, f"the function {node.name} without an argument")
    return symbol(e, facts.name, node)
