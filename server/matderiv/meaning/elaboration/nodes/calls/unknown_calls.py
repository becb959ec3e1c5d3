"""Calls of names of which nothing is known: functions by their letters, else factors."""

from __future__ import annotations

from matderiv import algebra as a
from matderiv.algebra import SCALAR, Expression
from matderiv.meaning.elaboration.nodes.calls.heads import Head
from matderiv.meaning.elaboration.nodes.calls.product_calls import product_of_call
from matderiv.meaning.elaboration.nodes.calls.sigmoids import SIGMOID_NAMES, sigmoid
from matderiv.meaning.elaboration.roles.function_letters import (
    CERTAIN_LOSSES,
    is_function_letter,
    is_vector_function,
)
from matderiv.meaning.elaboration.roles.roles import said_role
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.decisions import Alternative
from matderiv.meaning.elaboration.state.errors import ElaborationError
from matderiv.syntax import tree as t

ACTIVATIONS = frozenset({r"\phi", r"\varphi", r"\psi", r"\rho"})


def of_unknown(e: Elaboration, node: t.Call, head: Head, arguments: tuple[t.Node, ...]) -> Expression:
    """A head of which nothing is known: a function of the usual letters, else a factor."""
    assert head.name is not None
    e.functions.add(head.name)
    is_entrywise = head.name in e.surroundings.entrywise and len(arguments) == 1
    if head.name in SIGMOID_NAMES and len(arguments) == 1:
        if not is_entrywise:
            e.guessed_functions.add(head.name)
        return sigmoid(e, head.name, head.primes, e.expression(arguments[0]), is_declared=False)
    if is_entrywise:
        e.assume(f"${head.name}$ acts entry by entry")
        return a.Elementwise(a.FunctionSymbol(head.name, ((),), ()), e.expression(arguments[0]), head.primes)
    role = e.given_role(head.name)
    is_differentiated = head.primes > 0 or head.name in e.surroundings.differentiated
    is_derivative = is_differentiated and e.conventions.prime != "transpose"
    has_letter = is_function_letter(head.name) or head.name in CERTAIN_LOSSES
    looks_like_function = is_derivative or has_letter or node.certain or len(arguments) > 1
    if not looks_like_function and role != "function":
        if not isinstance(e.expression(node.function), a.IndexIndicator):
            e.guessed_functions.add(head.name)
        return product_of_call(e, node, arguments)
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
