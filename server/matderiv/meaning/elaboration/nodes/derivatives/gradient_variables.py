"""The variable of a gradient that names none."""

from __future__ import annotations

from matderiv import algebra as a
from matderiv.algebra import SCALAR, Expression
from matderiv.meaning.elaboration.nodes.derivatives.differentiate import depends_on
from matderiv.meaning.elaboration.nodes.names.known_names import facts_of
from matderiv.meaning.elaboration.nodes.names.printed_names import symbol_by_name
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.errors import ElaborationError
from matderiv.meaning.names import symbol_name
from matderiv.syntax import tree as t

USUAL_VARIABLES = frozenset(
    {"x", "w", "X", "W", r"\theta", r"\beta", r"\mathbf{x}", r"\mathbf{w}", r"\mathbf{X}", r"\mathbf{W}"}
    | {r"\boldsymbol{x}", r"\boldsymbol{w}", r"\boldsymbol{\theta}", r"\boldsymbol{\beta}"}
)


def variable_of(e: Elaboration, node: t.Node, body: Expression) -> Expression:
    """The variable of a bare nabla: the parameter of the definition, else the only symbol that can vary."""
    head = node.function if isinstance(node, t.Call) else node
    name = symbol_name(head)
    facts = facts_of(e, name) if name else None
    if facts is not None:
        parameters = facts.arguments or (facts.definition.parameters if facts.definition else ())
        if len(parameters) == 1:
            return symbol_by_name(e, parameters[0], node)
    if isinstance(body, a.Named) and isinstance(body.definition, a.Apply):
        arguments = body.definition.arguments
        if len(arguments) == 1:
            return arguments[0]
    return _in_subscript(e, head, body) or _only_variable(e, node, body)


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
