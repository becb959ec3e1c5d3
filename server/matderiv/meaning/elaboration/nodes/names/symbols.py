"""The expression that a name stands for: a declared symbol, a definition, an abstract function, or a guess."""

from __future__ import annotations

import re
from dataclasses import replace

from matderiv.algebra import (
    SCALAR,
    Dimension,
    Expression,
    Identity,
    IndexForm,
    IndexValue,
    MathematicalConstant,
    Ones,
    Size,
    Symbol,
    Zeros,
)
from matderiv.meaning.elaboration.nodes.indices.families import (
    defined_array,
    family_symbol,
    is_argument_of_a_loss,
    member_shape,
)
from matderiv.meaning.elaboration.nodes.indices.indices import free_index
from matderiv.meaning.elaboration.nodes.names.abstract_functions import (
    abstract_value,
    function_of,
    generic_arguments,
    typed_function,
)
from matderiv.meaning.elaboration.nodes.names.definitions import in_definition, is_final, named
from matderiv.meaning.elaboration.nodes.names.extremal_values import eigen_quantity
from matderiv.meaning.elaboration.nodes.names.known_names import facts_of, is_argument, mentions_itself
from matderiv.meaning.elaboration.nodes.names.symbol_shapes import (
    BOLD_LETTER,
    guessed_symbol,
    shape_of,
    shape_of_value,
)
from matderiv.meaning.elaboration.nodes.names.undeclared import undeclared
from matderiv.meaning.elaboration.roles.function_letters import is_function_letter
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.errors import ElaborationError, ShapeFaultError
from matderiv.meaning.names import symbol_name
from matderiv.meaning.scopes.scope import Strength, SymbolFacts
from matderiv.syntax.tree import Call, Node


def symbol(e: Elaboration, name: str, node: Node) -> Expression:
    """The expression for a name. Raises ElaborationError where it has no value."""
    bound = e.bound.get(name)
    if bound is not None:
        return bound
    if name in e.indices:
        return IndexValue(e.indices[name])
    cached = e.symbols.get(name)
    if cached is None:
        facts = facts_of(e, name)
        cached = undeclared(e, name, node) if facts is None else _declared(e, facts, node)
        generic = facts is not None and facts.function is not None and not facts.arguments
        # Each I of a formula may have another size.
        if name not in e.resolving and not generic and not isinstance(cached, Identity):
            e.symbols[name] = cached
    return cached


def _declared(e: Elaboration, facts: SymbolFacts, node: Node) -> Expression:
    if facts.name in e.resolving:
        if facts.name == r"\pi" and facts.definition is not None:
            return MathematicalConstant("pi")
        return _plain(e, facts, node)
    if facts.name in e.surroundings.observed:
        return _plain(e, replace(facts, definition=None), node)
    if facts.meaning is not None:
        return _with_meaning(e, facts, node)
    if facts.definition is not None and not mentions_itself(facts):
        return _defined(e, facts, node)
    if facts.through:
        return function_of(e, facts.name, facts.through, facts.shape or (), node, facts.properties)
    if facts.function is not None:
        return abstract_value(e, facts.name, typed_function(facts), generic_arguments(e, facts, node))
    dependencies = facts.arguments or e.surroundings.dependencies.get(facts.name, ())
    if dependencies:
        return function_of(e, facts.name, dependencies, shape_of_value(e, facts), node, facts.properties)
    collected = _collected_entries(e, facts)
    if collected is not None:
        return named(e, facts, symbol(e, collected, node), node)
    return _plain(e, facts, node)


def _collected_entries(e: Elaboration, facts: SymbolFacts) -> str | None:
    r"""The plain letter whose entries a definition gives: `\hat y` of `\hat{\boldsymbol{y}}`."""
    plain = BOLD_LETTER.sub(r"\1", facts.name)
    if plain == facts.name or facts.shape is None or len(facts.shape) != 1:
        return None
    plain = re.sub(r"^(\\[a-z]+)\{(\w)\}$", r"\1 \2", plain)
    other = e.scope.get(plain)
    is_array = other is not None and other.definition is not None and len(other.definition.indices) == 1
    return plain if is_array and plain not in e.resolving else None


def _plain(e: Elaboration, facts: SymbolFacts, node: Node) -> Expression:
    if facts.families and facts.name == r"\pi":
        return MathematicalConstant("pi")
    if facts.families and (is_argument_of_a_loss(e, facts) or is_argument(e, facts.name)):
        return family_symbol(e, facts)
    if facts.families:
        return _any_member(e, facts, node)
    if facts.role == "index" and facts.index_size is not None:
        return IndexValue(IndexForm.of(free_index(e, facts.name)))
    if facts.role in ("function", "set"):
        raise ElaborationError.at(node, f"{facts.name} is a {facts.role} and has no value here")
    if facts.shape is None and facts.role is None and facts.name in e.size_names:
        return Size(Dimension.of(facts.name))
    if facts.name in e.surroundings.limits and shape_of(e, facts) == SCALAR:
        return Size(Dimension.of(facts.name))
    if facts.shape is None and facts.role is None:
        return guessed_symbol(e, facts.name, facts.properties)
    return Symbol(facts.name, shape_of(e, facts), facts.properties)


def _any_member(e: Elaboration, facts: SymbolFacts, node: Node) -> Symbol:
    """A family's name without an index, where no member of it is mentioned: one of its members."""
    if facts.name in e.families or facts.definition is not None:
        raise ElaborationError.at(node, f"{facts.name} is a family; an index is missing")
    e.bare_members.add(facts.name)
    return Symbol(
        facts.name, facts.shape if facts.shape is not None else member_shape(e, facts), facts.properties
    )


def _with_meaning(e: Elaboration, facts: SymbolFacts, node: Node) -> Expression:
    match facts.meaning:
        case "identity":
            return Identity(facts.shape[0] if facts.shape else e.sizes.fresh())
        case "ones":
            return Ones(facts.shape if facts.shape is not None else (e.sizes.fresh(),))
        case "zeros":
            return Zeros(facts.shape if facts.shape is not None else (e.sizes.fresh(),))
        case "eigenvalue" | "eigenvector" if facts.arguments:
            return eigen_quantity(e, node, facts, symbol(e, facts.arguments[0], node))
    # Words as "the softmax $a$" are said of a value too, where a formula defines it.
    if facts.definition is not None and not facts.definition.parameters and not mentions_itself(facts):
        return _defined(e, facts, node)
    raise ElaborationError.at(node, f"{facts.name} stands for the {facts.meaning} and needs an argument")


def _defined(e: Elaboration, facts: SymbolFacts, node: Node) -> Expression:
    definition = facts.definition
    assert definition is not None
    for source in facts.sources:
        if source.strength == Strength.INFERRED and source.text.startswith(f"{facts.name} ="):
            e.assume(f"${source.text}$")
    _expect_values(e, facts)
    e.resolving.append(facts.name)
    try:
        if definition.indices:
            return defined_array(e, facts, definition, node)
        return named(e, facts, e.expression(definition.body), node)
    except ShapeFaultError as error:
        raise in_definition(error, facts, node) from error
    except ElaborationError as error:
        if is_final(error) or facts.families or definition.parameters or facts.shape is None:
            raise
        e.given_up.add(facts.name)
    finally:
        e.resolving.pop()
    return _plain(e, facts, node)


def _expect_values(e: Elaboration, facts: SymbolFacts) -> None:
    r"""An unknown f in `U = f(X)` has values of the shape that the note gives to U."""
    body = facts.definition.body if facts.definition else None
    name = symbol_name(body.function) if isinstance(body, Call) else None
    if facts.shape and name is not None and facts_of(e, name) is None and is_function_letter(name):
        e.function_values[name] = facts.shape
