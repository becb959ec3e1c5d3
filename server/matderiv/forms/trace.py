"""The differential of a scalar as the trace of its gradient's transpose times the variable's differential."""

from __future__ import annotations

from itertools import takewhile

from matderiv.algebra import SCALAR, Expression, Identity, Negate, Product, Quotient, Tangent, Trace
from matderiv.forms.context import FormContext
from matderiv.forms.differential import left_side
from matderiv.forms.form import Form, missing
from matderiv.forms.matrix import NO_MATRIX_FORM


def trace(context: FormContext) -> Form:
    if context.value.shape != SCALAR:
        return missing("trace", "only a scalar has a trace form")
    if len(context.variables) != 1:
        return missing("trace", "the trace form is for a first derivative")
    expression = traced(context, Tangent(context.variables[0]))
    return context.printed("trace", expression, NO_MATRIX_FORM, left=left_side(context))


def traced(context: FormContext, direction: Expression) -> Expression | None:
    """tr(N dX) where N, the numerator layout, is the gradient's transpose; no trace where N dX is a scalar."""
    transposed_gradient = context.linear_map.to_matrix("numerator")
    return None if transposed_gradient is None else trace_of_product(transposed_gradient, direction)


def trace_of_product(left: Expression, direction: Expression) -> Expression:
    """The trace of `left` times the direction, with signs and scalar factors of `left` in front."""
    match left:
        case Negate(operand=operand):
            return Negate(trace_of_product(operand, direction))
        case Quotient(numerator=numerator, denominator=denominator):
            return Quotient(trace_of_product(numerator, direction), denominator)
        case Identity():
            return Trace(direction)
    factors = left.factors if isinstance(left, Product) else (left,)
    product = Product((*factors, direction))
    if product.shape == SCALAR:
        return product
    scalars = tuple(takewhile(lambda factor: factor.shape == SCALAR, factors))
    inner = tuple(factor for factor in factors[len(scalars) :] if not isinstance(factor, Identity))
    rest = (*inner, direction)
    trace_of_rest = Trace(Product(rest) if len(rest) > 1 else direction)
    return Product((*scalars, trace_of_rest)) if scalars else trace_of_rest
