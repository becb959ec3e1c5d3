r"""Definitions by cases, `\begin{cases} \frac12 r^2 & |r| \le \delta \\ … & \text{otherwise} \end{cases}`.

They are sums of values times indicators, which is right wherever no condition is just met with equality. Equations
between values of a continuum (`x = 0`) therefore never hold.
"""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise

from matderiv import algebra as a
from matderiv.algebra import SCALAR, Expression
from matderiv.meaning.elaboration.nodes.functions.indicators import SIGNS, compared, index_indicator, is_index
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.errors import ElaborationError
from matderiv.syntax import tree as t

_REST = re.compile(r"\W*(?:otherwise|else|elsewhere|sonst|in all other cases|other)\W*", re.IGNORECASE)
_LEADING = re.compile(r"\W*(?:if|when|for|where|falls|provided)?\W*", re.IGNORECASE)


def cases(e: Elaboration, node: t.Cases) -> Expression:
    """The value by cases; what no condition covers is 0."""
    rows = [_parts(e, row) for row in node.rows if any(not isinstance(cell, t.Empty) for cell in row.cells)]
    values = [e.expression(value) for value, _ in rows]
    shape = next((value.shape for value in values if value.shape != SCALAR), SCALAR)
    indicators = [None if condition is None else _holds(e, condition) for _, condition in rows]
    if indicators.count(None) > 1 or None in indicators[:-1]:
        raise ElaborationError.at(node, "cases of which more than the last have no condition")
    known = [indicator for indicator in indicators if indicator is not None]
    terms = [
        _times(e, node, indicator or _remainder(e, node, known), _fitting(e, value, shape))
        for indicator, value in zip(indicators, values, strict=True)
    ]
    return e.build(node, a.Add, tuple(terms)) if len(terms) > 1 else terms[0]


def _fitting(e: Elaboration, value: Expression, shape: a.Shape) -> Expression:
    """A 0 among arrays is an array of zeros."""
    if shape != SCALAR and isinstance(value, a.Number) and value.value == 0:
        return a.Zeros(e.sizes.resolve_shape(shape))
    return value


def _parts(e: Elaboration, row: t.Row) -> tuple[t.Node, t.Node | None]:
    """The value of a row and its condition; None for all other cases."""
    if len(row.cells) != 2:
        raise ElaborationError.at(row, "a case without a condition")
    value, condition = row.cells
    if isinstance(value, t.Sequence) and len(value.items) == 1:
        value = value.items[0]
    return value, _condition(condition)


def _condition(cell: t.Node) -> t.Node | None:
    match cell:
        case t.Text(text=text) if _REST.fullmatch(text):
            return None
        case t.Identifier(name=name) if _REST.fullmatch(name):
            return None
        case t.Sequence(items=(t.Text(text=text), *rest)) if _LEADING.fullmatch(text) and rest:
            return _condition(rest[0]) if len(rest) == 1 else cell
        case t.Sequence(items=(first, t.Text(text=text))) if not text.strip(" .,;"):
            return first
        case t.Sequence(items=(first,)):
            return first
    return cell


def _holds(e: Elaboration, condition: t.Node) -> Expression:
    """1 where a comparison, or a chain of comparisons, holds."""
    if not isinstance(condition, t.Relations):
        raise ElaborationError.at(condition, "a case of which the condition is no comparison")
    result: Expression | None = None
    for (left, right), operator in zip(pairwise(condition.operands), condition.operators, strict=True):
        relation = SIGNS.get(operator.name)
        if relation is None:
            raise ElaborationError.at(condition, "a case of which the condition is no comparison")
        found = _compared(e, condition, left, relation, right)
        result = found if result is None else _times(e, condition, result, found)
    assert result is not None
    return result


def _compared(e: Elaboration, condition: t.Node, left: t.Node, relation: str, right: t.Node) -> Expression:
    if is_index(e, left) or is_index(e, right):
        return index_indicator(e, left, relation, right)
    if relation in ("=", "≠"):
        return a.Number(Fraction(0 if relation == "=" else 1))
    return compared(e, condition, left, relation, right)


def _remainder(e: Elaboration, node: t.Node, known: list[Expression]) -> Expression:
    """1 where none of the conditions holds, as they exclude each other."""
    if not known:
        return a.Number(Fraction(1))
    shape = next((each.shape for each in known if each.shape != SCALAR), SCALAR)
    one = a.Number(Fraction(1)) if shape == SCALAR else a.Ones(e.sizes.resolve_shape(shape))
    return e.build(node, a.Add, (one, *(a.Negate(each) for each in known)))


def _times(e: Elaboration, node: t.Node, indicator: Expression, value: Expression) -> Expression:
    if indicator.shape != SCALAR and value.shape != SCALAR:
        return e.build(node, a.Hadamard, indicator, value)
    return e.build(node, a.Product, (indicator, value))
