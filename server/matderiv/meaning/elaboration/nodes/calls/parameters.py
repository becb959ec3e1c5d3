r"""Defined functions at their arguments: `J(w_0)`, `p(x_j \mid \mu_i, \Sigma_i)`, `P(w_j \mid w_c)`."""

from __future__ import annotations

from matderiv.algebra import Expression, IndexForm, Symbol
from matderiv.meaning.declarations.subjects import power_name
from matderiv.meaning.elaboration.nodes.functions.entrywise import entrywise
from matderiv.meaning.elaboration.nodes.indices.indices import index_form
from matderiv.meaning.elaboration.nodes.names.definitions import in_definition, named
from matderiv.meaning.elaboration.nodes.names.symbols import symbol
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.errors import ElaborationError, ShapeFaultError
from matderiv.meaning.names import symbol_name, symbol_parts
from matderiv.meaning.scopes.scope import Definition, SymbolFacts
from matderiv.syntax import parse
from matderiv.syntax import tree as t


def bound_value(
    e: Elaboration, node: t.Node, facts: SymbolFacts, arguments: tuple[t.Node, ...]
) -> Expression:
    """The body of a definition with its parameters replaced by arguments; the named value where they agree."""
    definition = facts.definition
    assert definition is not None
    names = tuple(symbol_name(argument) or power_name(argument) for argument in arguments)
    if names == definition.parameters and not any(name in e.bound for name in definition.parameters):
        return symbol(e, facts.name, node)
    if any(_is_power(each) and each not in names for each in definition.parameters):
        raise ElaborationError.at(node, f"{facts.name} is defined with a power as its argument")
    symbols, indices = bindings(e, definition, arguments)
    return body_with(e, node, facts, symbols, indices)


def bindings(
    e: Elaboration, definition: Definition, arguments: tuple[t.Node, ...]
) -> tuple[dict[str, Expression], dict[str, IndexForm]]:
    """What stands for the parameters of a definition, and for the indices of parameters."""
    symbols: dict[str, Expression] = {}
    indices: dict[str, IndexForm] = {}
    for parameter, argument in zip(definition.parameters, arguments, strict=True):
        if (symbol_name(argument) == parameter and parameter not in e.bound) or _is_set(e, argument):
            continue
        if not _bind_indices(e, parameter, argument, indices):
            symbols[parameter] = e.expression(argument)
    return symbols, indices


def _is_power(parameter: str) -> bool:
    return power_name(parse(parameter).tree) is not None


def entrywise_value(e: Elaboration, node: t.Node, facts: SymbolFacts, argument: Expression) -> Expression:
    """The body of the definition of a function of a number, with an array in the place of its parameter."""
    definition = facts.definition
    assert definition is not None
    parameter = Symbol(definition.parameters[0], ())
    body = body_with(e, node, facts, {definition.parameters[0]: parameter}, {})
    return entrywise(body, parameter, argument)


def _is_set(e: Elaboration, argument: t.Node) -> bool:
    facts = e.scope.get(symbol_name(argument) or "")
    return facts is not None and facts.role == "set"


def _bind_indices(e: Elaboration, parameter: str, argument: t.Node, indices: dict[str, IndexForm]) -> bool:
    r"""`\mu_l` at `\mu_i`: the index l of the definition is i here."""
    if "_" not in parameter and "^" not in parameter:
        return False
    own, given = symbol_parts(parse(parameter).tree), symbol_parts(argument)
    if own is None or given is None or own.base != given.base or len(own.scripts) != len(given.scripts):
        return False
    for mine, theirs in zip(own.scripts, given.scripts, strict=True):
        if len(mine.texts) != 1 or len(theirs.texts) != 1:
            return False
        form = index_form(e, theirs.node.body if isinstance(theirs.node, t.Group) else theirs.node)
        if form is not None:
            indices[mine.texts[0]] = form
    return True


def body_with(
    e: Elaboration,
    node: t.Node,
    facts: SymbolFacts,
    symbols: dict[str, Expression],
    indices: dict[str, IndexForm],
) -> Expression:
    definition = facts.definition
    assert definition is not None
    if e.resolving.count(facts.name) > 2:
        raise ElaborationError.at(node, f"{facts.name} is defined by itself")
    e.resolving.append(facts.name)
    try:
        with e.binding(symbols, indices):
            value = e.resolve(e.expression(definition.body))
    except ShapeFaultError as error:
        raise in_definition(error, facts, node) from error
    finally:
        e.resolving.pop()
    return value if symbols else named(e, facts, value, node)
