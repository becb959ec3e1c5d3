"""The shape of a symbol: declared, that of its role, or guessed by its letter."""

from __future__ import annotations

import re

from matderiv.algebra import SQUARE_BY_ITSELF, Dimension, Expression, Shape, Size, Symbol
from matderiv.meaning.elaboration.roles.role_shapes import role_shape
from matderiv.meaning.elaboration.roles.roles import role_costs
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.size_names import COUNTS
from matderiv.meaning.scopes.scope import SymbolFacts

BOLD_LETTER = re.compile(r"\\(?:mathbf|boldsymbol)\{([^{}]*)\}")


def shape_of(e: Elaboration, facts: SymbolFacts) -> Shape:
    """The declared shape; where only the role is known, one and the same shape wherever the symbol stands."""
    if facts.shape is not None:
        return facts.shape
    if facts.role is None:
        return ()
    if facts.name not in e.shapes_by_role:
        square = facts.role == "matrix" and not SQUARE_BY_ITSELF.isdisjoint(facts.properties)
        e.shapes_by_role[facts.name] = role_shape(e, "square" if square else facts.role)
    return e.shapes_by_role[facts.name]


def shape_of_value(e: Elaboration, facts: SymbolFacts) -> Shape:
    r"""The shape of a quantity of which only is known what it depends on: that of its letter where it is bold."""
    if facts.shape is not None or facts.role not in (None, "function") or not BOLD_LETTER.match(facts.name):
        return shape_of(e, facts)
    known = e.function_values.get(facts.name)
    if known is None:
        costs = role_costs(facts.name, e.conventions.letters)
        role = e.given_role(facts.name) or min(costs, key=lambda each: costs[each])
        e.chosen_roles[facts.name] = role
        known = e.function_values[facts.name] = role_shape(e, role)
    return e.sizes.resolve_shape(known)


def guessed_symbol(e: Elaboration, name: str, properties: frozenset[str] = frozenset()) -> Expression:
    known = e.undeclared.get(name)
    if known is not None:
        return known
    costs = role_costs(name, e.conventions.letters)
    role = e.given_role(name) or min(costs, key=lambda r: costs[r])
    e.chosen_roles[name] = role
    if role == "scalar" and name in COUNTS and name not in e.surroundings.gradient_variables:
        e.counts.add(name)
        return Size(Dimension.of(name))
    result = e.undeclared[name] = Symbol(name, role_shape(e, role), properties)
    return result
