"""What varies with the variables, and the differential of what is linear in something that varies."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from matderiv.algebra import (
    SCALAR,
    Add,
    AxisPermutation,
    Contraction,
    DiagonalMatrix,
    DiagonalOf,
    Differential,
    Entry,
    EntrySum,
    Expression,
    Hadamard,
    IndexSum,
    InnerProduct,
    Kronecker,
    MatrixFunction,
    MatrixLiteral,
    Member,
    Negate,
    Number,
    Power,
    Product,
    Quotient,
    Reshape,
    Symbol,
    Tangent,
    Trace,
    Transpose,
    Vec,
    Zeros,
)

_LINEAR = (
    AxisPermutation,
    DiagonalMatrix,
    DiagonalOf,
    Entry,
    EntrySum,
    IndexSum,
    Negate,
    Reshape,
    Trace,
    Transpose,
    Vec,
)
_BILINEAR = (Contraction, Hadamard, InnerProduct, Kronecker, Product)


class Varying:
    """The variables of a derivation, all of which change at once."""

    def __init__(self, variables: Sequence[Expression]) -> None:
        self.variables = tuple(variables)
        self._known: dict[Expression, bool] = dict.fromkeys(variables, True)

    def varies(self, expression: Expression) -> bool:
        """Whether an expression depends on a variable."""
        known = self._known.get(expression)
        if known is None:
            families = [variable for variable in self.variables if isinstance(variable, Symbol)]
            known = isinstance(expression, Member) and expression.family in families
            known = known or any(self.varies(child) for child in expression.children())
            self._known[expression] = known
        return known

    def varying_children(self, expression: Expression) -> tuple[Expression, ...]:
        return tuple(dict.fromkeys(child for child in expression.children() if self.varies(child)))

    def is_variable(self, expression: Expression) -> bool:
        return expression in self.variables

    def differential(self, expression: Expression) -> Expression:
        """d of an expression that varies, taken into all that is linear: `d(AX + B)` is `A dX`."""
        if self.is_variable(expression):
            return Tangent(expression)
        if self.is_linear(expression):
            return self._inside(expression)
        return Differential(expression, self.variables)

    def pending(self, expression: Expression) -> Expression:
        """d of an expression that varies, written as it stands where more than signs would have to be worked out."""
        return self.differential(expression) if self.is_plain(expression) else self._unexpanded(expression)

    def _unexpanded(self, expression: Expression) -> Expression:
        if isinstance(expression, Transpose):
            return Transpose(self._unexpanded(expression.operand))
        return Differential(expression, self.variables)

    def is_plain(self, expression: Expression) -> bool:
        """Whether d of the expression is at most a sum of differentials of variables and their transposes."""
        if not self.varies(expression) or self.is_variable(expression):
            return True
        if isinstance(expression, (Negate, Transpose)):
            return self.is_plain(expression.operand)
        return isinstance(expression, Add) and all(map(self.is_plain, expression.terms))

    def is_linear(self, expression: Expression) -> bool:
        """Whether d goes inside: sums, multiples by what does not vary, traces, transposes."""
        if _has_a_rule_of_its_own(expression):
            return False
        if isinstance(expression, (*_LINEAR, Add, MatrixLiteral)):
            return True
        if isinstance(expression, Quotient):
            return not self.varies(expression.denominator)
        if isinstance(expression, _BILINEAR):
            operands = expression.factors if isinstance(expression, Product) else expression.children()
            return sum(map(self.varies, operands)) == 1
        return False

    def _inside(self, node: Expression) -> Expression:
        match node:
            case Add(terms=terms):
                parts = tuple(self.differential(term) for term in terms if self.varies(term))
                return Add(parts) if len(parts) > 1 else parts[0]
            case MatrixLiteral(rows=rows):
                return MatrixLiteral(tuple(tuple(self._block(block) for block in row) for row in rows))
            case Product(factors=factors):
                return Product(tuple(self.differential(f) if self.varies(f) else f for f in factors))
        return node.map_children(lambda child: self.differential(child) if self.varies(child) else child)

    def _block(self, block: Expression) -> Expression:
        if self.varies(block):
            return self.differential(block)
        return Zeros(block.shape) if block.shape != SCALAR else Number(Fraction(0))


def _has_a_rule_of_its_own(expression: Expression) -> bool:
    """Whether the field knows the trace as a whole: that of a power or of a matrix function."""
    return isinstance(expression, Trace) and isinstance(expression.operand, (Power, MatrixFunction))
