"""What a derivative is taken by: a symbol, a named quantity, a member of a family, or a part or inverse of these."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from matderiv.algebra import Entry, Expression, Inverse, Member, Named, Shape, Symbol, Transpose

from ..contraction.axes import transposed_subscripts
from ..contraction.subscripts import Subscripts
from ..contraction.taking_apart import entry_subscripts
from ..contraction.terms import Piece, Relation
from ..errors import NotDifferentiable
from ..rules.step import at


@dataclass(frozen=True, slots=True)
class Occurrence:
    """The tangent of the variable in a place where it occurs: pieces, and where its own axes stand."""

    subscripts: Subscripts
    pieces: tuple[Piece, ...] = ()
    bound: Subscripts = ()
    coefficient: Fraction = Fraction(1)


class Variable:
    """Finds the occurrences of the variable. `expression` is as the author wrote it; `shape` is that of its tangent."""

    def __init__(self, expression: Expression) -> None:
        self.expression = expression
        self.shape: Shape = expression.shape
        self._base = _base_of(expression)

    def occurs_as(self, node: Expression) -> bool:
        """Whether a node is the variable, or an array of which the variable is a part."""
        if isinstance(self.expression, Inverse) and node == self.expression:
            return True
        base = self._base
        if isinstance(base, Member):
            family = node.family if isinstance(node, Member) else node
            return isinstance(family, Symbol) and _same(family, base.family)
        if isinstance(node, Named):
            node = node.symbol
        if isinstance(node, Member):
            node = node.family
        return isinstance(node, Symbol) and _same(node, base)

    def occurrence(self, node: Expression, subscripts: Subscripts, axes: Subscripts) -> Occurrence:
        """Where the tangent, with its own axes at `axes`, stands in d(node) at `subscripts`."""
        return _occurrence(self.expression, node, subscripts, axes)


def _base_of(expression: Expression) -> Symbol | Member:
    match expression:
        case Symbol() | Member():
            return expression
        case Named(symbol=symbol):
            return symbol
        case Entry(operand=operand) | Transpose(operand=operand) | Inverse(operand=operand):
            return _base_of(operand)
    raise NotDifferentiable(
        "A derivative can be taken by a symbol, its entries, its transpose or its inverse only."
    )


def _same(left: Symbol, right: Symbol) -> bool:
    """Whether two symbols are one. Raises NotDifferentiable where one name stands for arrays of two shapes."""
    if left.name != right.name:
        return False
    if left.shape != right.shape and not left.family_axes and not right.family_axes:
        raise NotDifferentiable(f"The symbol {left.name} stands here for arrays of two different shapes.")
    return left.shape == right.shape


def _occurrence(
    variable: Expression, node: Expression, subscripts: Subscripts, axes: Subscripts
) -> Occurrence:
    match variable:
        case Entry():
            return _occurrence(variable.operand, node, subscripts, entry_subscripts(variable, axes))
        case Transpose(operand=operand):
            return _occurrence(operand, node, subscripts, transposed_subscripts(operand.shape, axes))
        case Inverse(operand=operand) if node != variable:
            return _of_inverse(operand, node, subscripts, axes)
        case Member() if isinstance(node, Member):
            pairs = zip(node.indices, variable.indices, strict=True)
            relations = tuple(Relation(a.single or a, "=", b.single or b) for a, b in pairs)
            return Occurrence((*subscripts,), (*relations, *_equal(subscripts, axes)))
        case Member(indices=forms):
            outer = tuple(form.single or form for form in forms)
            return Occurrence(subscripts, _equal(subscripts, (*outer, *axes)))
    if isinstance(node, Member):
        subscripts = (*(form.single or form for form in node.indices), *subscripts)
    return Occurrence(subscripts, _equal(subscripts, axes))


def _equal(left: Subscripts, right: Subscripts) -> tuple[Piece, ...]:
    return tuple(Relation(a, "=", b) for a, b in zip(left, right, strict=True))


def _of_inverse(
    operand: Expression, node: Expression, subscripts: Subscripts, axes: Subscripts
) -> Occurrence:
    """dX = -X d(X^{-1}) X."""
    if not operand.shape:
        return Occurrence((), (at(operand, exponent=Fraction(2)),), (), Fraction(-1))
    row, column = subscripts
    pieces = (at(node, row, axes[0]), at(node, axes[1], column))
    return Occurrence(subscripts, pieces, (), Fraction(-1))
