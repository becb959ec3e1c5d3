"""Names with a definition: its value must have the declared shape, and a fault in it is told at the name."""

from __future__ import annotations

from dataclasses import replace

from matderiv.algebra import Expression, Named, Symbol
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.errors import (
    ElaborationError,
    NotCheckableError,
    ShapeFaultError,
    TooMuchEffortError,
)
from matderiv.meaning.scopes.scope import Strength, SymbolFacts
from matderiv.syntax.tree import Node


def is_final(error: ElaborationError) -> bool:
    """Whether an error ends the reading of the whole claim."""
    return isinstance(error, (NotCheckableError, TooMuchEffortError))


def named(e: Elaboration, facts: SymbolFacts, value: Expression, node: Node) -> Expression:
    """A symbol with its definition; the declared shape, if there is one, must agree."""
    if facts.shape is not None and not facts.families and not e.same_shape(facts.shape, value.shape):
        if not _is_declared_before(facts):
            raise ElaborationError.at(node, f"the definition of {facts.name} has another shape than declared")
        e.given_up.add(facts.name)
    value = e.resolve(value)
    return Named(Symbol(facts.name, value.shape, facts.properties), value)


def _is_declared_before(facts: SymbolFacts) -> bool:
    """Whether a definition is the last word on a symbol: a shape declared far above is that of another thing."""
    definition = facts.definition
    if definition is None or any(source.strength is Strength.EXPLICIT for source in facts.sources):
        return False
    return any(0 <= source.start < definition.start for source in facts.sources)


def in_definition(error: ShapeFaultError, facts: SymbolFacts, node: Node) -> ShapeFaultError:
    """A fault that stands in a definition, reported at the use of the name, with the pieces of the definition."""
    message, pieces = error.fault.message, error.fault.pieces
    if not error.in_definition:
        message = f"in the definition of {facts.name}: {message}"
        text = facts.definition.tex if facts.definition is not None else ""
        pieces = tuple(text[start:end] for start, end in error.fault.places)
    fault = replace(error.fault, places=((node.start, node.end),), message=message, pieces=pieces)
    return ShapeFaultError(fault, error.error, error.suspects)
