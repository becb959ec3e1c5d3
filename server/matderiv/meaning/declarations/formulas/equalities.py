r"""Equalities that say what a matrix is: `A = A^\top`, `Q^\top Q = I`, `v^\top v = 1`, `Xv = \lambda v`."""

from __future__ import annotations

from collections.abc import Iterator

from matderiv.meaning.declarations.dimensions import dimension_of
from matderiv.meaning.declarations.fact import Fact, SymbolFact
from matderiv.meaning.declarations.subjects import Found, subject_of
from matderiv.meaning.formula import Formula
from matderiv.meaning.scopes.scope import Source, Strength, SymbolFacts
from matderiv.meaning.statements.clauses import Clause
from matderiv.syntax import tree as t


def read_equalities(clause: Clause, formula: Formula) -> Iterator[Fact]:
    r"""Also where the chain goes on: `P = P^\top \in \mathbb{R}^{n \times n}`, `Q = Q^\top \succ 0`."""
    if len(clause.operands) < 2:
        return
    source = Source(Strength.FORMULA, formula.tex(*clause.operands), *formula.place_of(*clause.operands))
    sides = zip(clause.operators, clause.operands, clause.operands[1:], strict=False)
    for left, right in ((left, right) for operator, left, right in sides if operator.name == "="):
        for found, update in _said(left, right):
            yield SymbolFact(found.subject, update, source)


def _said(left: t.Node, right: t.Node) -> Iterator[tuple[Found, SymbolFacts]]:
    yield from _transposes(left, right)
    yield from _normalised(left, right)
    yield from _eigenpair(left, right)
    yield from _identity(left, right)
    yield from _summing_to_one(left, right)


def _identity(left: t.Node, right: t.Node) -> Iterator[tuple[Found, SymbolFacts]]:
    """`I = I_n`."""
    found = subject_of(left)
    if found is None or _bare_letter(left) != "I" or not isinstance(right, t.Subscript):
        return
    size = dimension_of(right.script)
    if _bare_letter(right) == "I" and size is not None:
        yield found, SymbolFacts(found.subject.name, shape=(size, size), meaning="identity")


def _summing_to_one(left: t.Node, right: t.Node) -> Iterator[tuple[Found, SymbolFacts]]:
    r"""`\mathbf{1}^\top y = 1`."""
    if not (isinstance(right, t.Number) and right.text == "1" and isinstance(left, t.Juxtaposition)):
        return
    ones, *others = left.factors
    if len(others) != 1 or not (isinstance(ones, t.Transpose) and isinstance(ones.base, t.Number)):
        return
    found = subject_of(others[0])
    if ones.base.text == "1" and found is not None and not found.transposed:
        yield found, SymbolFacts(found.subject.name, properties=frozenset({"probability vector"}))


def _transposes(left: t.Node, right: t.Node) -> Iterator[tuple[Found, SymbolFacts]]:
    """`A = A^T` and `A^T = -A`."""
    negated = isinstance(left, t.Negate) != isinstance(right, t.Negate)
    sides = [subject_of(side.operand if isinstance(side, t.Negate) else side) for side in (left, right)]
    if sides[0] is None or sides[1] is None or sides[0].subject.name != sides[1].subject.name:
        return
    if sides[0].transposed != sides[1].transposed:
        properties = frozenset({"skew" if negated else "symmetric"})
        plain = sides[1] if sides[0].transposed else sides[0]
        yield plain, SymbolFacts(plain.subject.name, role="matrix", properties=properties)


def _normalised(left: t.Node, right: t.Node) -> Iterator[tuple[Found, SymbolFacts]]:
    identity = isinstance(right, (t.Identifier, t.Subscript)) and _bare_letter(right) == "I"
    one = isinstance(right, t.Number) and right.text == "1"
    if not (identity or one):
        return
    found = _norm_operand(left) if one else None
    found = found or _gram_operand(left)
    if found is not None:
        name = "orthogonal" if identity else "unit"
        yield found, SymbolFacts(found.subject.name, properties=frozenset({name}))


def _bare_letter(node: t.Node) -> str:
    while isinstance(node, t.Subscript):
        node = node.base
    return node.name if isinstance(node, t.Identifier) else ""


def _norm_operand(node: t.Node) -> Found | None:
    while isinstance(node, (t.Subscript, t.Power)):
        node = node.base
    return subject_of(node.body) if isinstance(node, t.Norm) else None


def _gram_operand(node: t.Node) -> Found | None:
    r"""The symbol in `Q^\top Q`."""
    if not isinstance(node, t.Juxtaposition) or len(node.factors) != 2:
        return None
    first, second = (subject_of(factor) for factor in node.factors)
    if first and second and first.transposed and not second.transposed:
        return second if first.subject.name == second.subject.name else None
    return None


def _eigenpair(left: t.Node, right: t.Node) -> Iterator[tuple[Found, SymbolFacts]]:
    r"""`Xv = \lambda v`."""
    if not (isinstance(left, t.Juxtaposition) and isinstance(right, t.Juxtaposition)):
        return
    if len(left.factors) != 2 or len(right.factors) != 2:
        return
    matrix, vector = (subject_of(factor) for factor in left.factors)
    value, same = (subject_of(factor) for factor in right.factors)
    if not (matrix and vector and value and same) or vector.subject.name != same.subject.name:
        return
    if not (value.subject.base.startswith("\\") and value.subject.base[1:].islower()):
        return
    arguments = (matrix.subject.name,)
    yield value, SymbolFacts(value.subject.name, shape=(), meaning="eigenvalue", arguments=arguments)
    yield (
        vector,
        SymbolFacts(
            vector.subject.name,
            role="vector",
            meaning="eigenvector",
            arguments=arguments,
            properties=frozenset({"unit"}),
        ),
    )
