r"""Indicators: `\mathbb{1}(y_i = k)`, `\mathbb{1}[z > 0]`."""

from __future__ import annotations

from matderiv import algebra as a
from matderiv.algebra import SCALAR, Expression
from matderiv.meaning.elaboration.nodes.indices.indices import index_form
from matderiv.meaning.elaboration.nodes.sums import promoted
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.errors import ElaborationError
from matderiv.meaning.names import symbol_name
from matderiv.syntax import tree as t

SIGNS = {
    "=": "=",
    "==": "=",
    r"\neq": "≠",
    r"\ne": "≠",
    "<": "<",
    ">": ">",
    r"\le": "≤",
    r"\leq": "≤",
    r"\leqslant": "≤",
    r"\ge": "≥",
    r"\geq": "≥",
    r"\geqslant": "≥",
}


def is_indicator_sign(node: t.Node) -> bool:
    """Whether a factor may be the sign of an indicator: a styled 1, or an I."""
    match node:
        case t.Number(text="1"):
            return True
        case t.Identifier(name=name):
            return name in ("I", "1", r"\chi") or (node.style in ("mathbb", "mathbf") and name in ("I", "1"))
        case t.Styled(body=body):
            return is_indicator_sign(body)
    return False


def indicator(e: Elaboration, group: t.Node) -> Expression | None:
    """1 where the condition in a group holds, else 0; None if the group holds no condition."""
    condition = group.body if isinstance(group, t.Group) else group
    if not isinstance(condition, t.Relations) or len(condition.operands) != 2:
        return None
    relation = SIGNS.get(condition.operators[0].name)
    if relation is None:
        raise ElaborationError.at(group, "a condition that is no comparison")
    left, right = condition.operands
    if is_index(e, left) or is_index(e, right):
        return index_indicator(e, left, relation, right)
    if relation in ("=", "≠"):
        raise ElaborationError.at(group, "an indicator of equal values")
    return compared(e, group, left, relation, right)


def is_index(e: Elaboration, node: t.Node) -> bool:
    """Whether a side of a comparison is an index."""
    name = symbol_name(node)
    if name is None:
        return False
    if name in e.indices or name in e.free_indices:
        return True
    facts = e.scope.get(name)
    return facts is not None and facts.role == "index"


def index_indicator(e: Elaboration, left: t.Node, relation: str, right: t.Node) -> Expression:
    """The comparison of two index forms, which run over the same range."""
    forms = (index_form(e, left), index_form(e, right))
    if forms[0] is None or forms[1] is None:
        raise ElaborationError.at(left, "a slice in a condition")
    both = (forms[0].single, forms[1].single)
    if both[0] is not None and both[1] is not None:
        e.equal(both[0].size, both[1].size)
    return a.IndexIndicator(forms[0], relation, forms[1])


def compared(e: Elaboration, node: t.Node, left: t.Node, relation: str, right: t.Node) -> Expression:
    """The comparison of values, entry by entry."""
    values = [e.expression(left), e.expression(right)]
    array = next((value.shape for value in values if value.shape != SCALAR), SCALAR)
    first, second = (promoted(value, e.sizes.resolve_shape(array)) for value in values)
    return e.build(node, a.Indicator, first, relation, second)
