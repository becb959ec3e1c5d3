"""Reverse accumulation over the shared nodes of an expression: from the value down to the places of the variable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from matderiv.algebra import (
    Add,
    Condition,
    Expression,
    Named,
    Negate,
    Product,
    Quotient,
    Tangent,
    Transpose,
)

from ..contraction.assembly import multiplied, passed_to
from ..contraction.indices import free_indices
from ..contraction.subscripts import Subscripts
from ..contraction.terms import ArrayFactor, Contribution, Piece, Term, add_exponents, as_expression
from ..errors import NotDifferentiable
from ..presentation.collecting import collected
from ..rules import RULES
from ..variables.variable import Variable

LARGEST_NUMBER_OF_TERMS = 4096
LARGEST_EFFORT = 100_000
"""Factors of all terms on the way, and of the products among them; about a second's work."""

MOST_SEPARATE_LINEAR = 3
LINEAR = (Add, Named, Negate, Product, Quotient, Transpose)


class Differentiation:
    """One derivative by one variable, whose own axes stand at `axes` in every term of the result.

    `outer` are the other free indices: the axes of the value, and of variables before.
    """

    def __init__(self, variable: Variable, axes: Subscripts, outer: Subscripts) -> None:
        self.variable = variable
        self.outer = outer
        self.axes = axes
        self.conditions: dict[Condition | str, None] = {}
        self._varies: dict[Expression, bool] = {}
        self._effort = 0

    def varies(self, expression: Expression) -> bool:
        known = self._varies.get(expression)
        if known is None:
            known = self._varies[expression] = self._find_variation(expression)
        return known

    def _find_variation(self, expression: Expression) -> bool:
        if isinstance(expression, Tangent):
            return False
        if self.variable.occurs_as(expression):
            return True
        if isinstance(expression, Named):
            return self.varies(expression.definition)
        return any(self.varies(child) for child in expression.children())

    def require(self, expression: Expression, condition: str) -> None:
        self.conditions[Condition(expression, condition)] = None

    def remark(self, condition: str) -> None:
        self.conditions[condition] = None

    def of_terms(self, terms: Iterable[Term]) -> list[Term]:
        """The derivative of a sum of terms, by the product rule; their free indices stay."""
        roots: dict[Expression, list[Contribution]] = {}
        for term in terms:
            for position, factor in enumerate(term.factors):
                if self.varies(factor.expression):
                    rest = self._rest(term, position)
                    if rest is not None:
                        roots.setdefault(factor.expression, []).append(rest)
        return self.accumulate(roots)

    def _rest(self, term: Term, position: int) -> Contribution | None:
        factor = term.factors[position]
        others = term.factors[:position] + term.factors[position + 1 :]
        bare = Term(term.coefficient, others, term.relations, term.splits, term.bound)
        exponent = factor.exponent
        if not isinstance(exponent, Fraction) and self.varies(exponent):
            raise NotDifferentiable("A derivative by a variable in an exponent is not known here.")
        lowered = add_exponents(exponent, Fraction(-1))
        pieces = (
            ArrayFactor(as_expression(exponent), ()),
            ArrayFactor(factor.expression, factor.subscripts, lowered),
        )
        return multiplied(Contribution(bare, factor.subscripts), pieces, factor.subscripts)

    def accumulate(self, roots: Mapping[Expression, list[Contribution]]) -> list[Term]:
        """The terms of Σ (contribution of a root) · d(root)."""
        waiting = {root: list(given) for root, given in roots.items() if self.varies(root)}
        order = self._parents_first(waiting)
        known = set(order)
        result: list[Term] = []
        for node in order:
            contributions = waiting.pop(node, [])
            if len(contributions) > LARGEST_NUMBER_OF_TERMS:
                raise NotDifferentiable("The derivative has too many terms.")
            if self.variable.occurs_as(node):
                result.extend(self._arrived(node, contributions))
                continue
            if _is_to_be_collected(node, len(contributions)):
                contributions = collected(contributions, node.shape, self.outer)
            for child, contribution in self._passed_on(node, contributions):
                if child in known:
                    waiting.setdefault(child, []).append(contribution)
                else:
                    result.extend(self.accumulate({child: [contribution]}))
        return result

    def _passed_on(
        self, node: Expression, contributions: Iterable[Contribution]
    ) -> Iterable[tuple[Expression, Contribution]]:
        rule = RULES.get(type(node))
        if rule is None:
            raise NotDifferentiable(
                f"The derivative of this expression is not known ({type(node).__name__})."
            )
        for contribution in contributions:
            for step in rule(node, contribution.subscripts, self):
                if not self.varies(step.child):
                    continue
                passed = passed_to(
                    step.child, contribution, step.pieces, step.subscripts, step.bound, step.coefficient
                )
                if passed is not None:
                    self._spend(len(passed[1].term.factors) + sum(map(_size_of, step.pieces)))
                    yield passed

    def _spend(self, effort: int) -> None:
        self._effort += effort
        if self._effort > LARGEST_EFFORT:
            raise NotDifferentiable("The derivative is too large: its terms have too many factors.")

    def _arrived(self, node: Expression, contributions: Iterable[Contribution]) -> Iterable[Term]:
        for contribution in contributions:
            occurrence = self.variable.occurrence(node, contribution.subscripts, self.axes)
            arrived = multiplied(
                contribution, occurrence.pieces, (), occurrence.bound, occurrence.coefficient
            )
            if arrived is not None:
                yield arrived.term

    def _parents_first(self, roots: Iterable[Expression]) -> list[Expression]:
        """The nodes on the ways from the roots to the variable, every node before its children."""
        finished: dict[Expression, None] = {}
        stack = [(root, False) for root in roots]
        while stack:
            node, expanded = stack.pop()
            if node in finished:
                continue
            if expanded or self.variable.occurs_as(node):
                finished[node] = None
                continue
            stack.append((node, True))
            below = (node.definition,) if isinstance(node, Named) else node.children()
            stack.extend((child, False) for child in below if self.varies(child))
        return list(reversed(finished))


def _size_of(piece: Piece) -> int:
    return len(piece.expression.children()) if isinstance(piece, ArrayFactor) else 1


def _is_to_be_collected(node: Expression, contributions: int) -> bool:
    """Whether contributions are added up here: not where common factors can be taken out of the result as well."""
    few = MOST_SEPARATE_LINEAR if isinstance(node, LINEAR) else 1
    return contributions > few and not free_indices(node)
