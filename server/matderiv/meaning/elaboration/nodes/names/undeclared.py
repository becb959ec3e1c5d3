"""Names of which the note says nothing: constants of the field, stacks of what it knows, guesses by the letter."""

from __future__ import annotations

from matderiv.algebra import (
    SCALAR,
    Dimension,
    Expression,
    Identity,
    MathematicalConstant,
    Named,
    Size,
    Symbol,
    Vec,
)
from matderiv.meaning.elaboration.nodes.indices.families import column_of_members
from matderiv.meaning.elaboration.nodes.names.abstract_functions import function_of, quietly
from matderiv.meaning.elaboration.nodes.names.known_names import IDENTITY_NAMES, IMAGINARY_UNIT, SIGNS
from matderiv.meaning.elaboration.nodes.names.symbol_shapes import guessed_symbol
from matderiv.meaning.elaboration.nodes.names.unit_vectors import unit_vector
from matderiv.meaning.elaboration.roles.function_letters import is_function_letter
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.decisions import Alternative
from matderiv.meaning.elaboration.state.errors import ElaborationError
from matderiv.meaning.scopes.bold_symbols import plain_name
from matderiv.syntax.tree import Call, Node


def _size_of_identity(e: Elaboration) -> Dimension:
    """A size of its own for each identity matrix, unless the claim conforms only with one size for all of them."""
    common = Alternative("common", only_on_fault=True)
    if e.decisions.choose("sizes of identities", Alternative("own"), common) == "own":
        return e.sizes.fresh()
    return e.shapes_by_role.setdefault("identity", (e.sizes.fresh(),))[0]


def undeclared(e: Elaboration, name: str, node: Node) -> Expression:
    if name in IDENTITY_NAMES:
        return Identity(_size_of_identity(e))
    if name == r"\pi":
        return MathematicalConstant("pi")
    unit = unit_vector(e, name, node)
    if unit is not None:
        return unit
    if name in e.surroundings.dependencies and name not in e.resolving:
        shape = () if name in e.surroundings.losses else guessed_symbol(e, name).shape
        return function_of(e, name, e.surroundings.dependencies[name], shape, node)
    if name in IMAGINARY_UNIT and name not in e.free_indices.keys() | e.surroundings.shared_indices:
        raise ElaborationError.at(
            node, f"${name}$ may be the imaginary unit, and only real formulas are checked"
        )
    if name in SIGNS:
        raise ElaborationError.at(node, "the sign of a differential without what it stands before")
    if name in e.surroundings.stacked:
        return _stacked(e, name, node)
    numbers = _stack_of_numbers(e, name, node)
    if numbers is not None:
        return numbers
    if name in e.size_names:
        return Size(Dimension.of(name))
    if name in e.surroundings.calls and is_function_letter(name) and name not in e.resolving:
        return _value_of_call(e, name, node)
    return guessed_symbol(e, name)


def _value_of_call(e: Elaboration, name: str, node: Node) -> Expression:
    r"""The g in `\frac{\partial f(g)}{\partial g}` beside a `g(u)`: the value of the function that the claim calls."""
    arguments = e.surroundings.calls[name]
    e.resolving.append(name)
    try:
        value = e.resolve(e.expression(Call(node.start, node.end, node, arguments, "()", True)))
    finally:
        e.resolving.pop()
    return Named(Symbol(name, value.shape), value)


def _stack_of_numbers(e: Elaboration, name: str, node: Node) -> Expression | None:
    r"""The undeclared `\mathbf{y}` beside numbers `y_i`: the column of them."""
    plain = plain_name(name)
    facts = e.scope.get(plain) if plain != name and plain not in e.resolving else None
    if facts is None or len(facts.families) != 1:
        return None
    if facts.definition is not None:
        value = quietly(e, lambda: e.symbol(plain, node))
    elif facts.shape == SCALAR:
        value = column_of_members(e, facts)
    else:
        return None
    if value is None or len(value.shape) != 1:
        return None
    e.assume(f"${name}$ is the column of the ${plain}_i$")
    return Named(Symbol(name, value.shape), value)


def _stacked(e: Elaboration, name: str, node: Node) -> Expression:
    r"""`w` beside `\operatorname{vec}(W)`: the same entries as a vector."""
    matrix = e.symbol(upper_case(name), node)
    e.assume(f"${name}$ is $\\operatorname{{vec}}({upper_case(name)})$")
    value = e.build(node, Vec, matrix)
    return Named(Symbol(name, value.shape), value)


def upper_case(name: str) -> str:
    """The name with its letter in upper case."""
    head, _, letter = name.rpartition("{")
    return f"{head}{{{letter.upper()}" if head else name.upper()
