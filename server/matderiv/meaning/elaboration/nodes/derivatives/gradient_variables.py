"""The variable of a gradient that names none."""

from __future__ import annotations

from matderiv import algebra as a
from matderiv.algebra import SCALAR, Expression
from matderiv.meaning.elaboration.nodes.derivatives.differentiate import depends_on
from matderiv.meaning.elaboration.nodes.names.known_names import facts_of
from matderiv.meaning.elaboration.nodes.names.printed_names import symbol_by_name
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.errors import ElaborationError
from matderiv.meaning.names import symbol_name, symbol_parts
from matderiv.meaning.scopes.scope import SymbolFacts
from matderiv.syntax import tree as t

USUAL_VARIABLES = frozenset(
    {"x", "w", "X", "W", r"\theta", r"\beta", r"\mathbf{x}", r"\mathbf{w}", r"\mathbf{X}", r"\mathbf{W}"}
    | {r"\boldsymbol{x}", r"\boldsymbol{w}", r"\boldsymbol{\theta}", r"\boldsymbol{\beta}"}
)


def variable_of(e: Elaboration, node: t.Node, body: Expression) -> Expression:
    """The variable of a bare nabla: the parameter of the definition, else the only symbol that can vary."""
    head = node.function if isinstance(node, t.Call) else node
    facts = _facts_of_head(e, head)
    if facts is not None:
        parameters = facts.arguments or (facts.definition.parameters if facts.definition else ())
        if len(parameters) == 1:
            return symbol_by_name(e, parameters[0], node)
    if isinstance(body, a.Named) and isinstance(body.definition, a.Apply):
        arguments = body.definition.arguments
        if len(arguments) == 1:
            return arguments[0]
    return _in_subscript(e, head, body) or _of_calls(e, node, body) or _only_variable(e, node, body)


def _facts_of_head(e: Elaboration, head: t.Node) -> SymbolFacts | None:
    r"""What is known of a function; of `q_i` what is known of all q, where a definition has an index."""
    name, parts = symbol_name(head), symbol_parts(head)
    facts = facts_of(e, name) if name else None
    if facts is not None or parts is None or not parts.scripts:
        return facts
    whole = facts_of(e, parts.base)
    return whole if whole is not None and whole.definition is not None and whole.definition.indices else None


def _of_calls(e: Elaboration, node: t.Node, body: Expression) -> Expression | None:
    r"""The only parameter of the defined functions that an expression calls with it: z of `\sum_i q_i(z)^2`."""
    found: set[str] = set()
    for call in (part for part in t.walk(node) if isinstance(part, t.Call)):
        facts = _facts_of_head(e, call.function)
        parameters = facts.definition.parameters if facts is not None and facts.definition else ()
        if parameters and tuple(symbol_name(argument) for argument in call.arguments) == parameters:
            found.update(parameters)
    by = symbol_by_name(e, found.pop(), node) if len(found) == 1 else None
    return by if by is not None and depends_on(body, by) else None


def _in_subscript(e: Elaboration, head: t.Node, body: Expression) -> Expression | None:
    r"""The parameter of `E_{\hat w}`."""
    if not isinstance(head, t.Subscript) or not isinstance(head.script, (t.Identifier, t.Subscript)):
        return None
    name = symbol_name(head.script)
    if name is None or facts_of(e, name) is None:
        return None
    value = e.expression(head.script)
    return value if depends_on(body, value) else None


def _only_variable(e: Elaboration, node: t.Node, body: Expression) -> Expression:
    found: dict[str, Expression] = {}
    for part in a.walk(body):
        if isinstance(part, a.Symbol) and not part.family_axes and "constant" not in part.properties:
            found[part.name] = part
    named = {n for n in found if n in e.surroundings.gradient_variables}
    candidates = named or set(found)
    if len(candidates) == 1:
        return found[candidates.pop()]
    usual = sorted(name for name in candidates if name in USUAL_VARIABLES)
    if len(usual) == 1 and not _is_a_coordinate(usual[0], found):
        e.assume(f"the gradient is by ${usual[0]}$")
        return found[usual[0]]
    raise ElaborationError.at(node, "a gradient of which the variable is not known")


def _is_a_coordinate(name: str, found: dict[str, Expression]) -> bool:
    """Whether a number x stands beside a number y: nobody takes the gradient by one coordinate."""
    return name == "x" and "y" in found and found["x"].shape == found["y"].shape == SCALAR
