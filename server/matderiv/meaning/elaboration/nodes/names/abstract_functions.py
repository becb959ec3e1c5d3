"""Functions of which only the type or the arguments are known, and the points at which their bare names stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from matderiv.algebra import STRUCTURES, Apply, Entry, Expression, FunctionSymbol, Named, Shape, Symbol
from matderiv.meaning.elaboration.nodes.names.known_names import facts_of
from matderiv.meaning.elaboration.nodes.names.printed_names import symbol_by_name
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.errors import ElaborationError, ShapeFaultError
from matderiv.meaning.names import symbol_name
from matderiv.meaning.scopes.scope import SymbolFacts
from matderiv.syntax.tree import Call, Node, Sum, walk


def typed_function(facts: SymbolFacts) -> FunctionSymbol:
    """The function of a declared type, with what the note says of its values."""
    assert facts.function is not None
    is_matrix = len(facts.function.codomain) == 2
    return replace(facts.function, properties=facts.properties & STRUCTURES) if is_matrix else facts.function


def abstract_value(
    e: Elaboration, name: str, function: FunctionSymbol, arguments: tuple[Expression, ...]
) -> Expression:
    """An abstract function at its arguments, as a named quantity, so that derivatives by it cut there."""
    e.functions.add(function.name)
    value = Apply(function, arguments)
    return Named(Symbol(name, value.shape, function.properties), value)


def generic_arguments(e: Elaboration, facts: SymbolFacts, node: Node) -> tuple[Expression, ...]:
    """The point at which a bare function name stands: the arguments of the note, or the variable in play."""
    assert facts.function is not None
    if len(facts.arguments) == len(facts.function.domain):
        return tuple(symbol_by_name(e, name, node) for name in facts.arguments)
    chosen: list[Expression] = []
    e.resolving.append(facts.name)
    try:
        for position, shape in enumerate(facts.function.domain):
            chosen.append(_generic_point(e, facts.name, position, shape, chosen, node))
    finally:
        e.resolving.pop()
    return tuple(chosen)


def _generic_point(
    e: Elaboration, name: str, position: int, shape: Shape, used: list[Expression], node: Node
) -> Expression:
    for candidate in _candidates(e, name, position, node):
        if candidate not in used and e.same_shape(candidate.shape, shape):
            return e.resolve(candidate)
    letter = "X" if len(shape) == 2 else "x"
    return Symbol(letter if facts_of(e, letter) is None else f"{letter}'", shape)


def _candidates(e: Elaboration, name: str, position: int, node: Node) -> Iterator[Expression]:
    """What a bare function may be a function of: the variable of the derivative around it, what varies in the
    claim (the array, where that is an entry), what the claim or a definition calls it with."""
    yield from e.points
    names = (*sorted(e.surroundings.varying), *sorted(e.surroundings.gradient_variables))
    for each in names:
        if each != name and each not in e.resolving:
            value = quietly(e, lambda each=each: symbol_by_name(e, each, node))  # type: ignore[misc]
            if value is not None:
                yield value.operand if isinstance(value, Entry) else value
    for arguments in _calls_of(e, name):
        if position < len(arguments):
            argument = arguments[position]
            first = argument.terms[0] if isinstance(argument, Sum) else argument
            value = quietly(e, lambda first=first: e.expression(first))  # type: ignore[misc]
            if value is not None:
                yield value


def _calls_of(e: Elaboration, name: str) -> Iterator[tuple[Node, ...]]:
    """The arguments with which a function is called in the claim, then in the definitions of the note."""
    found = e.surroundings.calls.get(name)
    if found is not None:
        yield found
    for facts in e.scope.symbols.values():
        if facts.definition is None or facts.name in e.resolving:
            continue
        for part in walk(facts.definition.body):
            if isinstance(part, Call) and symbol_name(part.function) == name:
                yield part.arguments


def quietly(e: Elaboration, value: Callable[[], Expression]) -> Expression | None:
    """A value, or None if it cannot be formed here."""
    try:
        return value()
    except (ElaborationError, ShapeFaultError):
        return None


def function_of(
    e: Elaboration,
    name: str,
    names: tuple[str, ...],
    shape: Shape,
    node: Node,
    properties: frozenset[str] = frozenset(),
) -> Expression:
    """An unknown function of named quantities, such as a loss of which only its arguments are known."""
    if "orthogonal" in properties:
        raise ElaborationError.at(node, f"the function {name} with orthogonal values")
    e.resolving.append(name)
    try:
        arguments = tuple(e.resolve(symbol_by_name(e, each, node)) for each in names)
    finally:
        e.resolving.pop()
    function = FunctionSymbol(name, tuple(each.shape for each in arguments), shape, properties & STRUCTURES)
    return abstract_value(e, name, function, arguments)
