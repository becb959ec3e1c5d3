"""The expression that a name stands for: a declared symbol, a definition, an abstract function, or a guess."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from matderiv.algebra import (
    SCALAR,
    SQUARE_BY_ITSELF,
    STRUCTURES,
    Apply,
    Dimension,
    Entry,
    Expression,
    FunctionSymbol,
    Identity,
    IndexForm,
    IndexValue,
    MathematicalConstant,
    Named,
    Ones,
    Shape,
    Size,
    Symbol,
    Vec,
    Zeros,
)
from matderiv.meaning.elaboration.nodes.extremal_values import eigen_quantity
from matderiv.meaning.elaboration.nodes.families import (
    column_of_members,
    defined_array,
    family_symbol,
    is_argument_of_a_loss,
    member_shape,
)
from matderiv.meaning.elaboration.nodes.indices import free_index
from matderiv.meaning.elaboration.nodes.known_names import (
    IDENTITY_NAMES,
    IMAGINARY_UNIT,
    SIGNS,
    facts_of,
    is_argument,
    mentions_itself,
)
from matderiv.meaning.elaboration.nodes.unit_vectors import unit_vector
from matderiv.meaning.elaboration.roles.function_letters import is_function_letter
from matderiv.meaning.elaboration.roles.role_shapes import role_shape
from matderiv.meaning.elaboration.roles.roles import role_costs
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.decisions import Alternative
from matderiv.meaning.elaboration.state.errors import (
    ElaborationError,
    NotCheckableError,
    ShapeFaultError,
    TooMuchEffortError,
)
from matderiv.meaning.elaboration.state.size_names import COUNTS
from matderiv.meaning.names import symbol_name
from matderiv.meaning.scopes.bold_symbols import plain_name
from matderiv.meaning.scopes.scope import Strength, SymbolFacts
from matderiv.meaning.upper_labels import name_with_labels
from matderiv.syntax import parse
from matderiv.syntax.tree import Call, Node, Sum, walk

_BOLD_LETTER = re.compile(r"\\(?:mathbf|boldsymbol)\{([^{}]*)\}")


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
        cached = _undeclared(e, name, node) if facts is None else _declared(e, facts, node)
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
        return _function_of(e, facts.name, facts.through, facts.shape or (), node, facts.properties)
    if facts.function is not None:
        return abstract_value(e, facts.name, typed_function(facts), generic_arguments(e, facts, node))
    dependencies = facts.arguments or e.surroundings.dependencies.get(facts.name, ())
    if dependencies:
        return _function_of(e, facts.name, dependencies, _shape_of_value(e, facts), node, facts.properties)
    collected = _collected_entries(e, facts)
    if collected is not None:
        return named(e, facts, symbol(e, collected, node), node)
    return _plain(e, facts, node)


def _collected_entries(e: Elaboration, facts: SymbolFacts) -> str | None:
    r"""The plain letter whose entries a definition gives: `\hat y` of `\hat{\boldsymbol{y}}`."""
    plain = _BOLD_LETTER.sub(r"\1", facts.name)
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
    if facts.name in e.surroundings.limits and _shape_of(e, facts) == SCALAR:
        return Size(Dimension.of(facts.name))
    if facts.shape is None and facts.role is None:
        return _guessed(e, facts.name, facts.properties)
    return Symbol(facts.name, _shape_of(e, facts), facts.properties)


def _any_member(e: Elaboration, facts: SymbolFacts, node: Node) -> Symbol:
    """A family's name without an index, where no member of it is mentioned: one of its members."""
    if facts.name in e.families or facts.definition is not None:
        raise ElaborationError.at(node, f"{facts.name} is a family; an index is missing")
    e.bare_members.add(facts.name)
    return Symbol(
        facts.name, facts.shape if facts.shape is not None else member_shape(e, facts), facts.properties
    )


def _shape_of(e: Elaboration, facts: SymbolFacts) -> Shape:
    """The declared shape; where only the role is known, one and the same shape wherever the symbol stands."""
    if facts.shape is not None:
        return facts.shape
    if facts.role is None:
        return ()
    if facts.name not in e.shapes_by_role:
        square = facts.role == "matrix" and not SQUARE_BY_ITSELF.isdisjoint(facts.properties)
        e.shapes_by_role[facts.name] = role_shape(e, "square" if square else facts.role)
    return e.shapes_by_role[facts.name]


def _shape_of_value(e: Elaboration, facts: SymbolFacts) -> Shape:
    r"""The shape of a quantity of which only is known what it depends on: that of its letter where it is bold."""
    if facts.shape is not None or facts.role not in (None, "function") or not _BOLD_LETTER.match(facts.name):
        return _shape_of(e, facts)
    known = e.function_values.get(facts.name)
    if known is None:
        costs = role_costs(facts.name, e.conventions.letters)
        role = e.given_role(facts.name) or min(costs, key=lambda each: costs[each])
        e.chosen_roles[facts.name] = role
        known = e.function_values[facts.name] = role_shape(e, role)
    return e.sizes.resolve_shape(known)


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
            value = _quietly(e, lambda each=each: symbol_by_name(e, each, node))  # type: ignore[misc]
            if value is not None:
                yield value.operand if isinstance(value, Entry) else value
    for arguments in _calls_of(e, name):
        if position < len(arguments):
            argument = arguments[position]
            first = argument.terms[0] if isinstance(argument, Sum) else argument
            value = _quietly(e, lambda first=first: e.expression(first))  # type: ignore[misc]
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


def _quietly(e: Elaboration, value: Callable[[], Expression]) -> Expression | None:
    """A value, or None if it cannot be formed here."""
    try:
        return value()
    except (ElaborationError, ShapeFaultError):
        return None


def _function_of(
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


def symbol_by_name(e: Elaboration, name: str, node: Node) -> Expression:
    """The expression of a printed name, which may carry an index (`z_i`, `h_{t+1}`)."""
    if "_" not in name and "^" not in name:
        return symbol(e, name, node)
    tree = e.surroundings.trees.get(name) or name_with_labels(parse(name).tree)
    return e.expression(tree)


def _size_of_identity(e: Elaboration) -> Dimension:
    """A size of its own for each identity matrix, unless the claim conforms only with one size for all of them."""
    common = Alternative("common", only_on_fault=True)
    if e.decisions.choose("sizes of identities", Alternative("own"), common) == "own":
        return e.sizes.fresh()
    return e.shapes_by_role.setdefault("identity", (e.sizes.fresh(),))[0]


def _undeclared(e: Elaboration, name: str, node: Node) -> Expression:
    if name in IDENTITY_NAMES:
        return Identity(_size_of_identity(e))
    if name == r"\pi":
        return MathematicalConstant("pi")
    unit = unit_vector(e, name, node)
    if unit is not None:
        return unit
    if name in e.surroundings.dependencies and name not in e.resolving:
        shape = () if name in e.surroundings.losses else _guessed(e, name).shape
        return _function_of(e, name, e.surroundings.dependencies[name], shape, node)
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
    return _guessed(e, name)


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
        value = _quietly(e, lambda: symbol(e, plain, node))
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
    matrix = symbol(e, upper_case(name), node)
    e.assume(f"${name}$ is $\\operatorname{{vec}}({upper_case(name)})$")
    value = e.build(node, Vec, matrix)
    return Named(Symbol(name, value.shape), value)


def upper_case(name: str) -> str:
    """The name with its letter in upper case."""
    head, _, letter = name.rpartition("{")
    return f"{head}{{{letter.upper()}" if head else name.upper()


def _guessed(e: Elaboration, name: str, properties: frozenset[str] = frozenset()) -> Expression:
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
