r"""Differentials outside of fractions: `dX`, `d(X^2)`, `df`; and values at a point, `\left. … \right|_{x=x_0}`."""

from __future__ import annotations

from matderiv import algebra as a
from matderiv.algebra import Expression
from matderiv.meaning.elaboration.nodes.derivatives.derivative_fractions import read_derivative
from matderiv.meaning.elaboration.nodes.derivatives.differentiate import is_constant, root_symbol
from matderiv.meaning.elaboration.nodes.names.known_names import is_known
from matderiv.meaning.elaboration.nodes.names.symbols import symbol
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.decisions import Alternative
from matderiv.meaning.elaboration.state.errors import ElaborationError
from matderiv.meaning.names import symbol_name
from matderiv.syntax import tree as t


def differential(e: Elaboration, node: t.Differential) -> Expression:
    """`dX` of a variable is its increment; of anything else the derivative along the increments of the claim."""
    if node.operand is None:
        return symbol(e, node.symbol, node)
    if (
        node.symbol == "d"
        and not node.upright
        and is_known(e, "d")
        and isinstance(node.operand, (t.Identifier, t.Subscript))
    ):
        raise ElaborationError.at(node, "d is a symbol of the note and the sign of a differential")
    if node.order is not None:
        return _second(e, node)
    return differential_of(e, node, e.expression(node.operand))


def differential_of(e: Elaboration, node: t.Node, body: Expression) -> Expression:
    """The differential of an expression."""
    match body:
        case a.Symbol() if is_constant(body):
            return a.Zeros(body.shape)
        case a.Symbol() | a.Member():
            return a.Tangent(body)
        case a.Named() if not varying(e, body.definition) and not _through_its_definition(e, body):
            return a.Tangent(body)
        case a.Entry(operand=operand) if isinstance(operand, (a.Symbol, a.Member)):
            return e.build(node, a.Entry, a.Tangent(operand), body.indices)
        case a.Transpose(operand=operand) if isinstance(operand, (a.Symbol, a.Member)):
            return a.Transpose(a.Tangent(operand))
    variables = varying(e, body) or all_variables(body)
    if not variables:
        raise ElaborationError.at(node, "a differential of a constant")
    return a.Differential(body, variables)


_INCREMENTS = "increments of defined names"


def _through_its_definition(e: Elaboration, body: a.Named) -> bool:
    r"""Whether `df` of a defined f is the differential of its definition, and no increment that may be any.

    `df = d \\operatorname{tr}(B^{-1})` speaks of the variable below both f and B, which it does not write.
    """
    if not all_variables(body):
        return False
    choice = e.decisions.choose(_INCREMENTS, Alternative("free"), Alternative("of the definition"))
    return choice == "of the definition"


def varying(e: Elaboration, body: Expression) -> tuple[Expression, ...]:
    """The quantities below an expression of which the claim writes the increments, the innermost of them."""
    found: dict[str, Expression] = {}
    _collect(body, e.surroundings.varying, found, {})
    if e.decisions.given(_INCREMENTS):
        found = {name: each for name, each in found.items() if not isinstance(each, a.Named)}
    return tuple(found[name] for name in sorted(found))


def _collect(
    node: Expression, names: frozenset[str], found: dict[str, Expression], seen: dict[int, bool]
) -> bool:
    """Adds the varying quantities below a node; whether there are any."""
    known = seen.get(id(node))
    if known is not None:
        return known
    if isinstance(node, a.Named):
        any_below = _collect(node.definition, names, found, seen)
        if not any_below and node.symbol.name in names:
            found[node.symbol.name] = node
            any_below = True
    elif isinstance(node, a.Symbol):
        any_below = node.name in names
        if any_below:
            found[node.name] = node
    else:
        below = [_collect(child, names, found, seen) for child in node.children()]
        any_below = True in below
    seen[id(node)] = any_below
    return any_below


def all_variables(body: Expression) -> tuple[Expression, ...]:
    """The symbols below an expression that are not declared constant, with names written out."""
    found: dict[str, Expression] = {}
    waiting, seen = [body], set[int]()
    while waiting:
        part = waiting.pop()
        if id(part) in seen:
            continue
        seen.add(id(part))
        if isinstance(part, a.Named):
            waiting.append(part.definition)
            continue
        if isinstance(part, a.Symbol) and "constant" not in part.properties and not part.family_axes:
            found[part.name] = part
        waiting.extend(part.children())
    return tuple(found[name] for name in sorted(found))


def _second(e: Elaboration, node: t.Differential) -> Expression:
    """`d^2 f`: the differential of the differential, the increments held fixed."""
    if not (isinstance(node.order, t.Number) and node.order.text == "2" and node.operand is not None):
        raise ElaborationError.at(node, "a differential of an order other than 1 or 2")
    first = differential_of(e, node, e.expression(node.operand))
    if not isinstance(first, a.Differential):
        raise ElaborationError.at(node, "the second differential of a variable")
    return a.Differential(first, first.variables)


def evaluated(e: Elaboration, node: t.Evaluated) -> Expression:
    r"""A value at a point: `|_{x = x_0}`, or `|_{x_0}` where there is one variable."""
    if node.upper is not None:
        raise ElaborationError.at(node, "a difference of values at two points")
    condition = node.condition
    conditions = condition.items if isinstance(condition, t.Sequence) else (condition,)
    result = e.expression(node.body)
    for each in conditions:
        result = _evaluated_at(e, node, result, each)
    return result


def _evaluated_at(e: Elaboration, node: t.Node, body: Expression, condition: t.Node) -> Expression:
    if isinstance(condition, t.Relations) and len(condition.operands) == 2:
        variable = e.expression(condition.operands[0])
        point = e.expression(condition.operands[1])
    else:
        point = e.expression(condition)
        variable = _variable_for(e, node, body, point)
    if root_symbol(variable) is None:
        raise ElaborationError.at(condition, "a value at something that is no variable")
    return e.build(node, a.Substitution, e.resolve(body), variable, point)


def _variable_for(e: Elaboration, node: t.Node, body: Expression, point: Expression) -> Expression:
    for part in a.walk(body):
        if isinstance(part, a.Derivative) and e.same_shape(part.variables[0].shape, point.shape):
            return part.variables[0]
    raise ElaborationError.at(node, "a value at a point of which the variable is not known")


def tangent_names(trees: tuple[t.Node, ...]) -> frozenset[str]:
    """The names that stand bare under a d outside of derivatives: `X` for `dX`."""
    names: set[str] = set()
    for tree in trees:
        for part in outside_fractions(tree):
            if isinstance(part, t.Differential) and part.operand is not None:
                name = symbol_name(_bare(part.operand))
                if name is not None:
                    names.add(name)
    return frozenset(names)


def names_in_all_differentials(trees: tuple[t.Node, ...]) -> frozenset[str]:
    """The names that stand below every d of something composed, where there are several and they differ."""
    below = [
        frozenset(name for inner in t.walk(part.operand) if (name := symbol_name(inner)) is not None)
        for tree in trees
        for part in outside_fractions(tree)
        if isinstance(part, t.Differential) and part.operand is not None
    ]
    common = frozenset.intersection(*below) if len(below) > 1 else frozenset()
    return common if any(common != names for names in below) else frozenset()


def _bare(node: t.Node) -> t.Node:
    """The symbol below delimiters, a transpose, or a function of one argument (`d\\operatorname{vec}(X)`)."""
    while True:
        match node:
            case t.Group(body=inner) | t.Styled(body=inner) | t.Transpose(base=inner):
                node = inner
            case t.Call(arguments=(inner,)):
                node = inner
            case _:
                return node


def outside_fractions(tree: t.Node) -> list[t.Node]:
    """Every node that is not inside a derivative's fraction."""
    found: list[t.Node] = []
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        found.append(node)
        if read_derivative(node) is None:
            waiting.extend(reversed(node.children()))
    return found
