r"""Calls: `f(x)`, `\operatorname{tr}(AX)`, `J(w)`, `p(x \mid \mu, \Sigma)`, `\phi'(z)`, and products that look so."""

from __future__ import annotations

from dataclasses import dataclass

from matderiv import algebra as a
from matderiv.algebra import SCALAR, Expression
from matderiv.algebra.function_table import MATRIX_FUNCTIONS
from matderiv.meaning.call_arguments import flat_arguments
from matderiv.meaning.elaboration.nodes.chains import chain_product
from matderiv.meaning.elaboration.nodes.component_functions import component_call
from matderiv.meaning.elaboration.nodes.composite_functions import logarithm_to_a_base
from matderiv.meaning.elaboration.nodes.densities import normal_density
from matderiv.meaning.elaboration.nodes.derivative_letters import of_subscript
from matderiv.meaning.elaboration.nodes.differentiate import HIGHEST_ORDER, differentiate
from matderiv.meaning.elaboration.nodes.extremal_values import eigen_quantity, extremal_value, is_extremal
from matderiv.meaning.elaboration.nodes.functions import apply_known, is_known_function
from matderiv.meaning.elaboration.nodes.functions_of_time import rate_of_function
from matderiv.meaning.elaboration.nodes.indicators import indicator
from matderiv.meaning.elaboration.nodes.known_names import facts_of
from matderiv.meaning.elaboration.nodes.maxima import maximum_of
from matderiv.meaning.elaboration.nodes.parameters import bound_value, entrywise_value
from matderiv.meaning.elaboration.nodes.products import multiply
from matderiv.meaning.elaboration.nodes.rates import rate_of_defined
from matderiv.meaning.elaboration.nodes.scripts_on import literal, powered
from matderiv.meaning.elaboration.nodes.symbols import symbol, typed_function
from matderiv.meaning.elaboration.nodes.written_arguments import argument_name
from matderiv.meaning.elaboration.roles.function_letters import (
    FUNCTION_LETTERS,
    is_function_letter,
    is_vector_function,
)
from matderiv.meaning.elaboration.roles.roles import said_role
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.decisions import Alternative
from matderiv.meaning.elaboration.state.errors import ElaborationError
from matderiv.meaning.names import symbol_name
from matderiv.meaning.scopes.scope import SymbolFacts
from matderiv.syntax import tree as t

DIAGONAL_FUNCTIONS = frozenset({"diag", "Diag"})
ACTIVATIONS = frozenset({r"\phi", r"\varphi", r"\psi", r"\rho"})
LOSS_NAMES = frozenset({"L", "J", "E", "l", r"\mathcal{L}", r"\mathcal{J}", r"\mathcal{E}"})
SIGMOID_NAMES = frozenset({r"\sigma", r"\mathbf{\sigma}", r"\boldsymbol{\sigma}"})


@dataclass(frozen=True, slots=True)
class Head:
    """What is called: a name, how often it is differentiated, and to which power its value is taken."""

    node: t.Node
    name: str | None
    primes: int = 0
    exponent: t.Node | None = None


def head_of(function: t.Node) -> Head:
    r"""`\sin^2`, `\phi'`, `f` taken apart."""
    primes, exponent = 0, None
    while isinstance(function, (t.Prime, t.Power, t.Styled)):
        if isinstance(function, t.Prime):
            primes, function = primes + function.count, function.base
        elif isinstance(function, t.Power):
            exponent, function = function.exponent, function.base
        else:
            function = function.body
    name = function.name if isinstance(function, t.FunctionName) else symbol_name(function)
    return Head(function, name, primes, exponent)


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
        return _indicator_or_product(e, node, arguments)
    if head.name is None:
        return _product(e, node, arguments)
    changing = rate_of_function(e, head.name, head.node) if not head.primes else None
    if changing is not None:
        return changing
    facts = facts_of(e, head.name) or facts_of(e, "\\" + head.name)
    if is_extremal(head.name) and len(arguments) == 1 and (facts is None or facts.meaning is None):
        return extremal_value(e, node, head.name, e.expression(arguments[0]))
    if not head.primes and e.surroundings.dependencies.get(head.name) == tuple(map(symbol_name, arguments)):
        return symbol(e, head.name, node)
    if facts is not None and head.name not in e.bound:
        return _of_known(e, node, head, facts, arguments)
    if head.name in e.bound or head.name in e.indices or head.name in e.undeclared:
        return _product(e, node, arguments)
    if isinstance(head.node, t.FunctionName) or is_known_function(head.name):
        return _of_the_field(e, node, head, arguments)
    component = component_call(e, node, head.node, arguments) if not head.primes else None
    if component is not None:
        return component
    return _of_unknown(e, node, head, arguments)


def _indicator_or_product(e: Elaboration, node: t.Call, arguments: tuple[t.Node, ...]) -> Expression:
    if len(arguments) == 1 and (found := indicator(e, arguments[0])) is not None:
        return found
    return _product(e, node, arguments)


def _product(e: Elaboration, node: t.Call, arguments: tuple[t.Node, ...]) -> Expression:
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
        and not _has_shape(e, name)
    ):
        e.guessed_functions.add(name)
        if argument.shape != SCALAR:
            raise ElaborationError.at(node, f"nothing says what ${name}$ is; it seems to be a function")
    return multiply(e, node, [factor, argument])


def _has_shape(e: Elaboration, name: str) -> bool:
    """Whether the note says that a name is an array or a number: then `H(x)` may well be a product."""
    facts = facts_of(e, name)
    return name in e.bound or (facts is not None and facts.shape is not None)


def _of_the_field(e: Elaboration, node: t.Call, head: Head, arguments: tuple[t.Node, ...]) -> Expression:
    assert head.name is not None
    name = head.name.lstrip("\\")
    if name in ("max", "min"):
        return maximum_of(e, node, name, arguments)
    if name == "prod":
        return _chain_product(e, node, arguments)
    if len(arguments) > 1 and name in DIAGONAL_FUNCTIONS and not all(map(_is_name_or_dots, arguments)):
        listed = t.Sequence(arguments[0].start, arguments[-1].end, arguments, ",")
        arguments = (t.Group(listed.start, listed.end, "(", ")", listed),)
    if len(arguments) != 1:
        raise ElaborationError.at(node, f"the function {name} of {len(arguments)} arguments")
    argument = e.expression(arguments[0])
    return apply_known(e, node, name, argument, entrywise=node.broadcast, order=head.primes)


def _is_name_or_dots(node: t.Node) -> bool:
    r"""Whether an argument says no more than that something is diagonal: `\operatorname{diag}(w_1, \dots, w_n)`."""
    return isinstance(node, t.Ellipsis) or symbol_name(node) is not None


def _chain_product(e: Elaboration, node: t.Node, arguments: tuple[t.Node, ...]) -> Expression:
    found = chain_product(e, node, [e.expression(argument) for argument in arguments])
    if found is None:
        raise ElaborationError.at(node, "prod of factors that are no chain of derivatives")
    return found


def _of_known(
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
        return _primed(e, node, head, bound_value(e, node, facts, arguments), facts, arguments)
    if facts.function is not None:
        return _abstract(e, node, head, typed_function(facts), arguments)
    if facts.arguments and len(facts.arguments) == len(arguments):
        return _dependent(e, node, facts, arguments)
    if facts.matrix_function or (facts.shape is None and facts.role is None and facts.definition is None):
        if is_known_function(facts.name.lstrip("\\")) or is_known_function(head.name or ""):
            return _of_the_field(e, node, head, arguments)
        if facts.role is None and not facts.families and facts.name not in e.undeclared:
            return _of_unknown(e, node, head, arguments)
    if facts.role == "function" or (facts.shape == () and _is_scalar_function(head.name, arguments)):
        return _of_unknown(e, node, head, arguments)
    if facts.definition is not None and all(symbol_name(argument) is not None for argument in arguments):
        return symbol(e, facts.name, node)
    return _product(e, node, arguments)


def _is_scalar_function(name: str | None, arguments: tuple[t.Node, ...]) -> bool:
    r"""Whether a name with scalar values is called: `f(x)`; in `\rho(Ax - b)` a number of Greek name is a factor."""
    if name in LOSS_NAMES or name not in FUNCTION_LETTERS:
        return name in LOSS_NAMES
    return name == r"\ell" or not name.startswith("\\") or not isinstance(arguments[0], t.Sum)


def _with_meaning(
    e: Elaboration, node: t.Call, head: Head, facts: SymbolFacts, arguments: tuple[t.Node, ...]
) -> Expression:
    if facts.meaning == "chain-rule product":
        return _chain_product(e, node, arguments)
    if facts.meaning == "indicator":
        return _indicator_or_product(e, node, arguments)
    if facts.meaning in ("eigenvalue", "eigenvector") and len(arguments) == 1:
        return eigen_quantity(e, node, facts, e.expression(arguments[0]))
    if facts.meaning in ("identity", "ones", "zeros"):
        return _product(e, node, arguments)
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
        return _sigmoid(e, head, facts.name, argument)
    return a.Elementwise(a.FunctionSymbol(facts.name, ((),), ()), argument, head.primes)


def _power_series(e: Elaboration, node: t.Call, head: Head, argument: t.Node) -> Expression:
    r"""`g(X)`, `g'(X)` of a function of the note that the note calls a matrix function."""
    assert head.name is not None
    e.functions.add(head.name)
    function = a.FunctionSymbol(head.name, ((),), ())
    return e.build(node, lambda value: a.PowerSeries(function, value, head.primes), e.expression(argument))


def _sigmoid(e: Elaboration, head: Head, name: str, argument: Expression) -> Expression:
    r"""`\sigma`: any elementwise function where nothing says that it is the sigmoid."""
    sigmoid = Alternative("sigmoid", assumption=rf"${name}$ is the sigmoid")
    choice = e.decisions.choose(rf"function {name}", Alternative("any"), sigmoid)
    function = "sigmoid" if choice == "sigmoid" else a.FunctionSymbol(name, ((),), ())
    return a.Elementwise(function, argument, head.primes)


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


def _of_unknown(e: Elaboration, node: t.Call, head: Head, arguments: tuple[t.Node, ...]) -> Expression:
    """A head of which nothing is known: a function of the usual letters, else a factor."""
    assert head.name is not None
    e.functions.add(head.name)
    is_entrywise = head.name in e.surroundings.entrywise and len(arguments) == 1
    if head.name in SIGMOID_NAMES and len(arguments) == 1:
        if not is_entrywise:
            e.guessed_functions.add(head.name)
        return _undeclared_sigmoid(e, head, e.expression(arguments[0]))
    if is_entrywise:
        e.assume(f"${head.name}$ acts entry by entry")
        return a.Elementwise(a.FunctionSymbol(head.name, ((),), ()), e.expression(arguments[0]), head.primes)
    role = e.given_role(head.name)
    is_derivative = head.primes > 0 and e.conventions.prime != "transpose"
    looks_like_function = is_derivative or is_function_letter(head.name) or node.certain or len(arguments) > 1
    if not looks_like_function and role != "function":
        if not isinstance(e.expression(node.function), a.IndexIndicator):
            e.guessed_functions.add(head.name)
        return _product(e, node, arguments)
    values = tuple(e.expression(argument) for argument in arguments)
    said = said_role(head.name, e.conventions.letters) if is_function_letter(head.name) else None
    if said is None or (said == "scalar" and any(len(value.shape) == 2 for value in values)):
        # In a note in which f is a number, f(X) may be a matrix function all the same.
        e.guessed_functions.add(head.name)
    kind = _kind_of_values(e, head, values, said)
    if kind == "entrywise":
        return a.Elementwise(a.FunctionSymbol(head.name, ((),), ()), values[0], head.primes)
    codomain = e.function_values.setdefault(head.name, (e.sizes.fresh(),)) if kind != "scalar" else SCALAR
    function = a.FunctionSymbol(head.name, tuple(e.shape(value) for value in values), codomain)
    e.assume(f"${head.name}$ is a {kind} function")
    if not head.primes:
        return e.build(node, a.Apply, function, values)
    if len(values) != 1 or head.primes > 2:
        raise ElaborationError.at(node, "a prime on a function of several arguments")
    layout = "numerator" if head.primes == 1 and values[0].shape != SCALAR else "mixed"
    return e.build(node, a.FunctionDerivative, function, (0,) * head.primes, values, layout)


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


def _kind_of_values(e: Elaboration, head: Head, values: tuple[Expression, ...], said: str | None) -> str:
    """Whether an unknown function is scalar, gives vectors or other arrays, or acts on entries, as activations do.

    `said` is what letters of this style are in the note; a function may be something else, so the rest is tried too.
    """
    assert head.name is not None
    if said == "matrix":
        e.function_values.setdefault(head.name, (e.sizes.fresh(), e.sizes.fresh()))
    if len(e.function_values.get(head.name, ())) > 1:
        return "matrix"
    entrywise = Alternative("entrywise", assumption=f"${head.name}$ acts entry by entry")
    scalar = Alternative("scalar", assumption=f"${head.name}$ is scalar")
    vector = Alternative("vector", assumption=f"the values of ${head.name}$ are vectors")
    kinds = [vector, scalar] if is_vector_function(head.name) else [scalar]
    if said is not None:
        kinds = [vector, scalar] if said == "vector" else [scalar, vector]
    if len(values) == 1 and values[0].shape != SCALAR:
        kinds.insert(0 if head.name in ACTIVATIONS else len(kinds), entrywise)
    return e.decisions.choose(f"values of {head.name}", *kinds) if len(kinds) > 1 else "scalar"


def _undeclared_sigmoid(e: Elaboration, head: Head, argument: Expression) -> Expression:
    assert head.name is not None
    sigmoid = Alternative("sigmoid", assumption=rf"${head.name}$ is the sigmoid")
    any_function = Alternative("any", assumption=rf"${head.name}$ is some elementwise function")
    choice = e.decisions.choose(rf"function {head.name}", sigmoid, any_function)
    function = "sigmoid" if choice == "sigmoid" else a.FunctionSymbol(head.name, ((),), ())
    return a.Elementwise(function, argument, head.primes)


def function_name(e: Elaboration, node: t.FunctionName) -> Expression:
    """A function name by itself has a value only where the note gives it one."""
    facts = facts_of(e, "\\" + node.name) or facts_of(e, node.name)
    if facts is None:
        raise ElaborationError.at(node, f"the function {node.name} without an argument")
    return symbol(e, facts.name, node)
