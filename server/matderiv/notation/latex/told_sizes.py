"""Constant arrays whose size their surroundings tell: `A - I`, `Z^\\top \\mathbf{1}`, written without it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matderiv.algebra import (
    SCALAR,
    Add,
    Elementwise,
    ElementwisePower,
    ElementwiseQuotient,
    Expression,
    Hadamard,
    Identity,
    IndexSum,
    Negate,
    Ones,
    Product,
    Quotient,
    Transpose,
    Zeros,
    is_row,
    walk,
)


@dataclass(frozen=True, eq=False)
class BareIdentity(Identity):
    """The identity matrix, written without its size."""


@dataclass(frozen=True, eq=False)
class BareOnes(Ones):
    """The vector or row of ones, written without its length."""


def with_told_sizes(expression: Expression) -> Expression:
    """The expression with the sizes left out that a reader finds; the shape of the whole is known."""
    if not any(isinstance(node, Identity | Ones) for node in walk(expression)):
        return expression
    try:
        return _Told().written(expression, rows=True, columns=True)
    except RecursionError:
        return expression


class _Told:
    """Goes down an expression; `rows` and `columns` say whether these sizes of a node are known from outside."""

    def __init__(self) -> None:
        self._tells: dict[int, tuple[Expression, bool]] = {}
        self._written: dict[tuple[int, bool, bool], tuple[Expression, Expression]] = {}

    def written(self, node: Expression, *, rows: bool, columns: bool) -> Expression:
        key = id(node), rows, columns
        known = self._written.get(key)
        if known is None:
            known = self._written[key] = (node, self._write(node, rows, columns))
        return known[1]

    def _write(self, node: Expression, rows: bool, columns: bool) -> Expression:
        both = rows and columns
        match node:
            case Identity(size=size):
                return BareIdentity(size) if rows or columns else node
            case Ones(shape=shape) if len(shape) == 1 or is_row(shape):
                return BareOnes(shape) if (columns if is_row(shape) else rows) else node
            case Add(terms=terms):
                return self._beside_each_other(node, terms, rows, columns)
            case Hadamard(left=left, right=right) | ElementwiseQuotient(left=left, right=right):
                changed = self._each(node, (left, right), rows, columns)
                return replace(node, left=changed[0], right=changed[1])
            case Product() if node.shape != SCALAR or len(node.factors) > 1:
                return self._product(node, rows, columns)
            case Transpose(operand=operand) if len(operand.shape) == 2 and not is_row(operand.shape):
                return Transpose(self.written(operand, rows=columns, columns=rows))
            case Transpose(operand=operand):
                return Transpose(self.written(operand, rows=both, columns=both))
            case Quotient(numerator=numerator, denominator=denominator):
                below = self.written(denominator, rows=False, columns=False)
                return Quotient(self.written(numerator, rows=rows, columns=columns), below)
            case Negate(operand=inner) | Elementwise(argument=inner) | ElementwisePower(base=inner):
                return node.map_children(
                    lambda child: self.written(
                        child, rows=rows and child is inner, columns=columns and child is inner
                    )
                )
            case IndexSum(body=body):
                return replace(node, body=self.written(body, rows=rows, columns=columns))
        return node.map_children(lambda child: self.written(child, rows=False, columns=False))

    def _beside_each_other(
        self, node: Add, terms: Sequence[Expression], rows: bool, columns: bool
    ) -> Expression:
        return Add(self._each(node, terms, rows, columns))

    def _each(
        self, node: Expression, parts: Sequence[Expression], rows: bool, columns: bool
    ) -> tuple[Expression, ...]:
        """Parts of one shape: each is told its sizes by the others."""
        telling = [self.tells(part) for part in parts]
        found: list[Expression] = []
        for position, part in enumerate(parts):
            others = any(tells for other, tells in enumerate(telling) if other != position)
            found.append(self.written(part, rows=rows or others, columns=columns or others))
        return tuple(found)

    def _product(self, node: Product, rows: bool, columns: bool) -> Expression:
        """Neighbours tell each other the size between them."""
        arrays = [factor for factor in node.factors if factor.shape != SCALAR]
        changed: list[Expression] = []
        number = -1
        for factor in node.factors:
            if factor.shape == SCALAR:
                changed.append(self.written(factor, rows=False, columns=False))
                continue
            number += 1
            first, last = number == 0, number == len(arrays) - 1
            above = rows if first else self.tells(arrays[number - 1])
            beside = columns if last else self.tells(arrays[number + 1])
            if is_row(factor.shape) or len(factor.shape) == 1:
                above, beside = (above, above) if len(factor.shape) == 1 else (beside, beside)
            changed.append(self.written(factor, rows=above, columns=beside))
        return Product(tuple(changed))

    def tells(self, node: Expression) -> bool:
        """Whether the sizes of a node are known from what it is made of."""
        known = self._tells.get(id(node))
        if known is None:
            known = self._tells[id(node)] = (node, self._find(node))
        return known[1]

    def _find(self, node: Expression) -> bool:
        match node:
            case Identity() | Ones() | Zeros():
                return False
            case Add(terms=parts):
                return any(map(self.tells, parts))
            case Hadamard(left=left, right=right) | ElementwiseQuotient(left=left, right=right):
                return self.tells(left) or self.tells(right)
            case Product(factors=factors):
                arrays = [factor for factor in factors if factor.shape != SCALAR]
                return bool(arrays) and self.tells(arrays[0]) and self.tells(arrays[-1])
            case Quotient(numerator=numerator):
                return self.tells(numerator)
        return all(map(self.tells, node.children()))
