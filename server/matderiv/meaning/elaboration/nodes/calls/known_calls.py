r"""Calls of names that the note explains: `J(w)` of a definition, `f(x)` of a type, `\phi(z)` entry by entry."""

from __future__ import annotations

from matderiv import algebra as a
from matderiv.algebra import SCALAR, Expression
from matderiv.meaning.elaboration.nodes.calls.calls_or_products import is_meant_as_product
from matderiv.meaning.elaboration.nodes.calls.field_calls import chain_of_arguments, of_the_field
from matderiv.meaning.elaboration.nodes.calls.heads import Head
from matderiv.meaning.elaboration.nodes.calls.parameters import bound_value, entrywise_value
from matderiv.meaning.elaboration.nodes.calls.product_calls import indicator_or_product, product_of_call
from matderiv.meaning.elaboration.nodes.calls.sigmoids import SIGMOID_NAMES, sigmoid
from matderiv.meaning.elaboration.nodes.calls.unknown_calls import of_unknown
from matderiv.meaning.elaboration.nodes.derivatives.differentiate import HIGHEST_ORDER, differentiate
from matderiv.meaning.elaboration.nodes.functions.functions import apply_known, is_known_function
from matderiv.meaning.elaboration.nodes.names.abstract_functions import typed_function
from matderiv.meaning.elaboration.nodes.names.extremal_values import eigen_quantity
from matderiv.meaning.elaboration.nodes.names.symbols import symbol
from matderiv.meaning.elaboration.roles.function_letters import FUNCTION_LETTERS, LOSS_LETTERS
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.errors import ElaborationError
from matderiv.meaning.names import symbol_name
from matderiv.meaning.scopes.scope import SymbolFacts
from matderiv.syntax import tree as t


def of_known(
    e: Elaboration, node: t.Call, head: Head, facts: SymbolFacts, arguments: tuple[t.Node, ...]
) -> Expression:
    """A call of a name of the note."""
    if facts.meaning is not None:
        return _with_meaning(e, node, head, facts, arguments)
    if facts.elementwise:
        return _elementwise(e, node, head, facts, arguments)
    if (
        facts.matrix_function
        and facts.shape is None
        and facts.function is None
        and len(arguments) == 1
        and not is_known_function((head.name or "").lstrip("\\"))
    ):
        return _power_series(e, node, head, arguments[0])
    if facts.definition is not None and len(facts.definition.parameters) == len(arguments):
        return _of_defined(e, node, head, facts, arguments)
    if facts.function is not None:
        return _abstract(e, node, head, typed_function(facts), arguments)
    if facts.arguments and len(facts.arguments) == len(arguments):
        return _dependent(e, node, facts, arguments)
    if facts.matrix_function or (facts.shape is None and facts.role is None and facts.definition is None):
        if is_known_function(facts.name.lstrip("\\")) or is_known_function(head.name or ""):
            return of_the_field(e, node, head, arguments)
        if facts.role is None and not facts.families and facts.name not in e.undeclared:
            return of_unknown(e, node, head, arguments)
    if facts.role == "function" or (facts.shape == () and _is_scalar_function(head.name, arguments)):
        return of_unknown(e, node, head, arguments)
    if facts.definition is not None and all(symbol_name(argument) is not None for argument in arguments):
        return symbol(e, facts.name, node)
    return product_of_call(e, node, arguments)


def _of_defined(
    e: Elaboration, node: t.Call, head: Head, facts: SymbolFacts, arguments: tuple[t.Node, ...]
) -> Expression:
    if not head.primes and is_meant_as_product(e, node, facts, arguments):
        return product_of_call(e, node, arguments)
    return _primed(e, node, head, bound_value(e, node, facts, arguments), facts, arguments)


def _is_scalar_function(name: str | None, arguments: tuple[t.Node, ...]) -> bool:
    r"""Whether a name with scalar values is called: `f(x)`; in `\rho(Ax - b)` a number of Greek name is a factor."""
    if name in LOSS_LETTERS or name not in FUNCTION_LETTERS:
        return name in LOSS_LETTERS
    return name == r"\ell" or not name.startswith("\\") or not isinstance(arguments[0], t.Sum)


def _with_meaning(
    e: Elaboration, node: t.Call, head: Head, facts: SymbolFacts, arguments: tuple[t.Node, ...]
) -> Expression:
    if facts.meaning == "chain-rule product":
        return chain_of_arguments(e, node, arguments)
    if facts.meaning == "indicator":
        return indicator_or_product(e, node, arguments)
    if facts.meaning in ("eigenvalue", "eigenvector") and len(arguments) == 1:
        return eigen_quantity(e, node, facts, e.expression(arguments[0]))
    if facts.meaning in ("identity", "ones", "zeros"):
        return product_of_call(e, node, arguments)
    if facts.meaning == "softmax" and facts.over is not None and len(arguments) == 1:
        argument = e.expression(arguments[0])
        return a.Softmax(argument, "all" if a.is_vector_like(argument.shape) else facts.over)
    if len(arguments) == 1 and is_known_function(facts.meaning or ""):
        argument = e.expression(arguments[0])
        return apply_known(e, node, facts.meaning or "", argument, entrywise=True, order=head.primes)
    raise ElaborationError.at(node, f"a call of the {facts.meaning}")


def _elementwise(
    e: Elaboration, node: t.Call, head: Head, facts: SymbolFacts, arguments: tuple[t.Node, ...]
) -> Expression:
    if len(arguments) != 1:
        raise ElaborationError.at(node, "an elementwise function of several arguments")
    e.functions.add(facts.name)
    argument = e.expression(arguments[0])
    name = (head.name or facts.name).lstrip("\\")
    if is_known_function(name):
        return apply_known(e, node, name, argument, entrywise=True, order=head.primes)
    if facts.definition is not None and len(facts.definition.parameters) == 1:
        if argument.shape == SCALAR:
            return _primed(e, node, head, bound_value(e, node, facts, arguments), facts, arguments)
        if not head.primes:
            return entrywise_value(e, node, facts, argument)
    if facts.name in SIGMOID_NAMES:
        return sigmoid(e, facts.name, head.primes, argument, is_declared=True)
    return a.Elementwise(a.FunctionSymbol(facts.name, ((),), ()), argument, head.primes)


def _power_series(e: Elaboration, node: t.Call, head: Head, argument: t.Node) -> Expression:
    r"""`g(X)`, `g'(X)` of a function of the note that the note calls a matrix function."""
    assert head.name is not None
    e.functions.add(head.name)
    function = a.FunctionSymbol(head.name, ((),), ())
    return e.build(node, lambda value: a.PowerSeries(function, value, head.primes), e.expression(argument))


def _primed(
    e: Elaboration,
    node: t.Call,
    head: Head,
    value: Expression,
    facts: SymbolFacts,
    arguments: tuple[t.Node, ...],
) -> Expression:
    """A defined function, or its derivative by its only argument."""
    if not head.primes:
        return value
    if len(arguments) != 1 or facts.definition is None or head.primes > HIGHEST_ORDER:
        raise ElaborationError.at(node, "a prime on a function of several arguments")
    parameter = symbol(e, facts.definition.parameters[0], node)
    general = differentiate(e, node, symbol(e, facts.name, node), (parameter,) * head.primes, "numerator")
    argument = e.expression(arguments[0])
    if argument == parameter:
        return general
    return e.build(node, a.Substitution, general, parameter, argument)


def _abstract(
    e: Elaboration, node: t.Call, head: Head, function: a.FunctionSymbol, nodes: tuple[t.Node, ...]
) -> Expression:
    if len(nodes) != len(function.domain):
        raise ElaborationError.at(node, f"{function.name} at {len(nodes)} arguments")
    arguments = tuple(e.expression(argument) for argument in nodes)
    scalar = function.domain == ((),) and function.codomain == ()
    if scalar and arguments[0].shape != SCALAR:
        return a.Elementwise(function, arguments[0], head.primes)
    e.functions.add(function.name)
    if not head.primes:
        return e.build(node, a.Apply, function, arguments)
    if len(arguments) != 1 or head.primes > 2:
        raise ElaborationError.at(node, "a prime on a function of several arguments")
    layout = "mixed" if scalar or head.primes == 2 else "numerator"
    return e.build(node, a.FunctionDerivative, function, (0,) * head.primes, arguments, layout)


def _dependent(e: Elaboration, node: t.Call, facts: SymbolFacts, arguments: tuple[t.Node, ...]) -> Expression:
    r"""`K(\theta)` of a quantity that is known to depend on its arguments; elsewhere `K(\theta_0)`."""
    names = tuple(symbol_name(argument) for argument in arguments)
    value = symbol(e, facts.name, node)
    if names == facts.arguments:
        return value
    for name, argument in zip(facts.arguments, arguments, strict=True):
        value = e.build(node, a.Substitution, value, symbol(e, name, node), e.expression(argument))
    return value
