r"""A function of a number, applied entry by entry: `\phi(z) = z e^z` at a vector."""

from __future__ import annotations

from functools import reduce

from matderiv import algebra as a
from matderiv.algebra import SCALAR, Expression, walk
from matderiv.meaning.elaboration.nodes.sums import promoted
from matderiv.meaning.elaboration.state.errors import ElaborationError


def entrywise(body: Expression, parameter: Expression, argument: Expression) -> Expression:
    """The body with an array in the place of its parameter. ElaborationError for what has no entrywise form."""
    if body.shape != SCALAR or parameter.shape != SCALAR:
        raise ElaborationError("a function of an array, where one of a number is needed")
    return _Lifting(parameter, argument).array(body)


class _Lifting:
    """Numbers that depend on the parameter become arrays of the argument's shape."""

    def __init__(self, parameter: Expression, argument: Expression) -> None:
        self._parameter = parameter
        self._argument = argument

    def _varies(self, node: Expression) -> bool:
        return any(part == self._parameter for part in walk(node))

    def array(self, node: Expression) -> Expression:
        """The array of the values of a number, one for each entry of the argument."""
        if node == self._parameter:
            return self._argument
        if not self._varies(node):
            return self._filled(node)
        match node:
            case a.Named(definition=definition):
                return self.array(definition)
            case a.Add(terms=terms):
                return a.Add(tuple(map(self.array, terms)))
            case a.Negate(operand=operand):
                return a.Negate(self.array(operand))
            case a.Elementwise(function=function, argument=inner, order=order):
                return a.Elementwise(function, self.array(inner), order)
            case a.Maximum(left=left, right=right):
                return a.Maximum(self.array(left), self.array(right))
        return self._product_or_power(node)

    def _product_or_power(self, node: Expression) -> Expression:
        match node:
            case a.Product(factors=factors):
                return self._product(factors)
            case a.Quotient(numerator=top, denominator=bottom) if self._varies(bottom):
                return a.ElementwiseQuotient(self.array(top), self.array(bottom))
            case a.Quotient(numerator=top, denominator=bottom):
                return a.Quotient(self.array(top), bottom)
            case a.Power(base=base, exponent=exponent) if not self._varies(exponent):
                return a.ElementwisePower(self.array(base), exponent)
        raise ElaborationError("a function of a number that has no form for arrays")

    def _product(self, factors: tuple[Expression, ...]) -> Expression:
        fixed = tuple(factor for factor in factors if not self._varies(factor))
        varying = [self.array(factor) for factor in factors if self._varies(factor)]
        array = reduce(a.Hadamard, varying)
        return a.Product((*fixed, array)) if fixed else array

    def _filled(self, node: Expression) -> Expression:
        array = promoted(node, self._argument.shape)
        return array if array.shape else a.Product((array, a.Ones(self._argument.shape)))
