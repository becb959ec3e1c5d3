r"""Layouts stated entry by entry: `(\partial u/\partial z)_{ij} = \partial u_j/\partial z_i`, and by a set:
`\frac{\partial f}{\partial x} \in \mathbb{R}^{1 \times n}`."""

from __future__ import annotations

from collections.abc import Iterator

from matderiv.meaning.declarations.fact import ConventionFact, Fact, LayoutFact
from matderiv.meaning.declarations.sets import membership_of
from matderiv.meaning.formula import Formula
from matderiv.meaning.names import SymbolParts, symbol_parts
from matderiv.meaning.scopes.scope import SCALAR_BY_MATRIX, VECTOR_BY_VECTOR, Conventions, Source, Strength
from matderiv.meaning.statements.clauses import Clause
from matderiv.meaning.statements.derivative_trees import body_and_variable, is_derivative
from matderiv.syntax import tree as t


def read_arrangements(clause: Clause, formula: Formula) -> Iterator[Fact]:
    for number, operator in enumerate(clause.operators):
        left, right = clause.operands[number], clause.operands[number + 1]
        source = Source(Strength.FORMULA, formula.tex(left, right), *formula.place_of(left, right))
        if operator.name == "=":
            stated = _entrywise(left, right)
            if stated is not None:
                yield ConventionFact(Conventions(layouts=(stated,)).said_in(source), source)
        elif operator.name == "\\in":
            for member in _equal_members(clause, number):
                whole = Source(Strength.FORMULA, formula.tex(member, right), *formula.place_of(member, right))
                yield from _shaped(member, right, whole)


def _equal_members(clause: Clause, number: int) -> Iterator[t.Node]:
    r"""The operand of a number, and what stands before it in its chain of equalities: `a = b \in S` says `a \in S`."""
    yield clause.operands[number]
    for earlier in range(number - 1, -1, -1):
        if clause.operators[earlier].name != "=":
            return
        yield clause.operands[earlier]


def _entrywise(left: t.Node, right: t.Node) -> tuple[str, str] | None:
    """The kind of derivative and its layout, where one entry of a derivative is said to be a partial derivative."""
    if not isinstance(left, t.Subscript) or not _is_whole_derivative(left.base):
        return None
    parts = body_and_variable(right)
    indices = _texts(left.script)
    if parts is None or len(indices) != 2:
        return None
    above, below = symbol_parts(parts[0]), symbol_parts(parts[1])
    upper, lower = _scripts(above), _scripts(below)
    if len(upper) == 1 and len(lower) == 1:
        return _layout(VECTOR_BY_VECTOR, indices, (*upper, *lower), "numerator", "denominator")
    if not upper and len(lower) == 2:
        return _layout(SCALAR_BY_MATRIX, indices, lower, "denominator", "numerator")
    return None


def _layout(
    kind: str, indices: tuple[str, ...], found: tuple[str, ...], same: str, turned: str
) -> tuple[str, str] | None:
    if indices == found:
        return kind, same
    return (kind, turned) if indices == found[::-1] else None


def _is_whole_derivative(node: t.Node) -> bool:
    while isinstance(node, (t.Group, t.Styled)):
        node = node.body
    return is_derivative(node)


def _texts(script: t.Node) -> tuple[str, ...]:
    parts = symbol_parts(t.Subscript(script.start, script.end, t.Identifier(0, 0, "x"), script))
    return _scripts(parts)


def _scripts(parts: SymbolParts | None) -> tuple[str, ...]:
    return () if parts is None else tuple(text for script in parts.scripts for text in script.texts)


def _shaped(left: t.Node, right: t.Node, source: Source) -> Iterator[Fact]:
    members = membership_of(right)
    parts = body_and_variable(left)
    if members is None or members.shape is None or parts is None:
        return
    value, variable = symbol_parts(parts[0]), symbol_parts(parts[1])
    if variable is not None:
        name = value.base if value is not None else ""
        yield LayoutFact(name, variable.base, members.shape, source)
