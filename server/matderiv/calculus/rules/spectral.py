"""Functions of matrices and eigenvalues."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from matderiv.algebra import (
    Add,
    Eigenvalue,
    Eigenvector,
    Expression,
    FrechetTensor,
    Identity,
    Inverse,
    MatrixFunction,
    Negate,
    PowerSeries,
    Product,
    Pseudoinverse,
)

from ..arrays.chains import product_of, split_chain
from ..contraction.subscripts import Subscripts, fresh
from ..errors import NotDifferentiable
from .step import Context, Step, at

DERIVATIVES: dict[str, tuple[Fraction, str]] = {
    "exp": (Fraction(1), "exp"),
    "sin": (Fraction(1), "cos"),
    "cos": (Fraction(-1), "sin"),
    "sinh": (Fraction(1), "cosh"),
    "cosh": (Fraction(1), "sinh"),
}


OFF_THE_NEGATIVE_AXIS = "no eigenvalue lies on the closed negative real axis"


def function_derivative(
    node: MatrixFunction | PowerSeries, context: Context
) -> tuple[tuple[Fraction, Expression], ...]:
    """f'(X) for a function of a square matrix, with a coefficient."""
    argument = node.argument
    if isinstance(node, PowerSeries):
        return ((Fraction(1), PowerSeries(node.function, argument, node.order + 1)),)
    if node.function in DERIVATIVES:
        sign, name = DERIVATIVES[node.function]
        return ((sign, MatrixFunction(name, argument)),)
    context.remark(OFF_THE_NEGATIVE_AXIS)
    if node.function == "log":
        return ((Fraction(1), Inverse(argument)),)
    if node.function == "sqrt":
        return ((Fraction(1, 2), Inverse(node)),)
    raise NotDifferentiable(f"The derivative of the matrix function {node.function} is not known.")


def matrix_function(node: Expression, subscripts: Subscripts, context: Context) -> Iterable[Step]:
    """f(tA) by a scalar t with A constant is A f'(tA); else df(X) = L_f(X, dX), which no finite product gives."""
    assert isinstance(node, MatrixFunction | PowerSeries)
    argument = node.argument
    if not argument.shape:
        raise NotDifferentiable("A function of a 1 × 1 matrix is an ordinary function.")
    factors = argument.factors if isinstance(argument, Product) else (argument,)
    chain = split_chain(factors)
    matrices = tuple(factors[i] for i in chain.rest)
    if any(context.varies(matrix) for matrix in matrices):
        return (_in_any_direction(node, subscripts, context),)
    scalar = product_of(tuple(factors[i] for group in chain.groups for i in group))
    middle, (row, column) = fresh(node.shape[0]), subscripts
    return tuple(
        Step(
            scalar,
            (),
            (at(product_of(matrices), row, middle), at(derivative, middle, column)),
            (middle,),
            sign,
        )
        for sign, derivative in function_derivative(node, context)
    )


def _in_any_direction(node: MatrixFunction | PowerSeries, subscripts: Subscripts, context: Context) -> Step:
    if isinstance(node, PowerSeries):
        raise NotDifferentiable(
            "The derivative of a power series of a matrix has no closed form outside of a trace."
        )
    if node.function not in DERIVATIVES:
        context.remark(OFF_THE_NEGATIVE_AXIS)
    size = node.shape[0]
    inner = fresh(size), fresh(size)
    tensor = FrechetTensor(node.function, node.argument)
    return Step(node.argument, inner, (at(tensor, *subscripts, *inner),), inner)


def eigenvalue(node: Expression, subscripts: Subscripts, context: Context) -> Iterable[Step]:
    """dλ = v^T dA v for a simple eigenvalue of a symmetric matrix (The Matrix Cookbook 67)."""
    assert isinstance(node, Eigenvalue)
    context.require(node, "simple eigenvalue")
    context.require(node.operand, "symmetric")
    vector = Eigenvector(node.operand, node.position)
    row, column = fresh(vector.shape[0]), fresh(vector.shape[0])
    return (Step(node.operand, (row, column), (at(vector, row), at(vector, column)), (row, column)),)


def eigenvector(node: Expression, subscripts: Subscripts, context: Context) -> Iterable[Step]:
    """dv = (λI - A)^+ (dA + dA^T)/2 v for a simple eigenvalue of a symmetric matrix (The Matrix Cookbook 68)."""
    assert isinstance(node, Eigenvector)
    value = Eigenvalue(node.operand, node.position)
    context.require(value, "simple eigenvalue")
    context.require(node.operand, "symmetric")
    size = node.shape[0]
    shifted = Add((Product((value, Identity(size))), Negate(node.operand)))
    row, column = fresh(size), fresh(size)
    pieces = (at(Pseudoinverse(shifted), subscripts[0], row), at(node, column))
    return tuple(
        Step(node.operand, place, pieces, (row, column), Fraction(1, 2))
        for place in ((row, column), (column, row))
    )
