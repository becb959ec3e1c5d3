"""What each form must equal, written with derivative nodes that only the oracle evaluates."""

from __future__ import annotations

from collections.abc import Callable

from ..algebra import (
    ONE,
    AxisPermutation,
    Contraction,
    Derivative,
    Differential,
    Dimension,
    DirectionalDerivative,
    Entry,
    Expression,
    Index,
    IndexForm,
    Inverse,
    Reshape,
    Shape,
    Symbol,
    Transpose,
    Vec,
    jacobian_axes,
    matrix_shape,
)
from ..forms import FormContext
from ..forms.letters import axis_letters, direction_name, upstream_name
from .question import Question


def in_layout(context: FormContext, question: Question) -> Expression:
    """The derivative arranged in the layout of the problem."""
    return Derivative(context.value, context.variables, question.layout)


def by_axes(context: FormContext, question: Question) -> Expression:
    """The value's axes, then those of each variable."""
    return Derivative(context.value, context.variables, "axes")


def entry(context: FormContext, question: Question) -> Expression:
    """The entry at the letters of the index form, all of which are free."""
    array = by_axes(context, question)
    letters = iter(free_letters(context))
    forms = tuple(
        IndexForm.of(1) if size == ONE else IndexForm.of(Index(next(letters), size)) for size in array.shape
    )
    return Entry(array, forms) if forms else array


def free_letters(context: FormContext) -> tuple[str, ...]:
    """The letters of the index form in the order of the axes that are longer than one."""
    value, variables = axis_letters(context.value.shape, context.variable_shapes, context.taken_names)
    return tuple(name for group in (value, *variables) for name in group)


def vectorised(context: FormContext, question: Question) -> Expression:
    """∂vec(value)/∂vec(variable)^⊤, or ∂²f/∂vec∂vec^⊤, with the axes of each array stacked in the order of vec."""
    return _stacked(context.value, context.variables, question.vec_order)


def second_derivative(context: FormContext, question: Question) -> Expression:
    """The Hessian by the first variable: a matrix for a vector, stacked for a matrix."""
    variables = (context.variables[0],) * 2
    if len(context.variables[0].shape) == 2:
        return _stacked(context.value, variables, question.vec_order)
    return Derivative(context.value, variables, question.layout)


def _stacked(value: Expression, variables: tuple[Expression, ...], order: str) -> Expression:
    array = Derivative(Vec(value, order), variables, "axes")
    shapes = [array.body.shape, *(variable.shape for variable in variables)]
    groups = _axis_groups(shapes)
    permutation = tuple(axis for group in groups for axis in (group if order == "row" else group[::-1]))
    rows, columns = [_product(shape) for shape in shapes][-2:]
    return Reshape(AxisPermutation(array, permutation), matrix_shape(rows, columns))


def _axis_groups(shapes: list[Shape]) -> list[tuple[int, ...]]:
    groups, start = [], 0
    for shape in shapes:
        groups.append(tuple(range(start, start + len(shape))))
        start += len(shape)
    return groups


def _product(shape: Shape) -> Dimension:
    total = ONE
    for size in shape:
        total = total * size
    return total


def differential(context: FormContext, question: Question) -> Expression:
    r"""`d\Sigma^{-1}` and `dx^\top` are read as differentials of functions of the symbol."""
    return Differential(context.value, tuple(map(_symbol_in, context.variables)))


def _symbol_in(variable: Expression) -> Expression:
    while isinstance(variable, (Transpose, Inverse)):
        variable = variable.operand
    return variable


def hessian_operator(context: FormContext, question: Question) -> Expression:
    """The gradient by the first variable along a direction of it."""
    variable = context.variables[0]
    direction = Symbol(direction_name(len(variable.shape), context.taken_names), variable.shape)
    gradient = Derivative(context.value, (variable,), "mixed")
    return DirectionalDerivative(gradient, variable, direction)


def pullback(context: FormContext, question: Question) -> Expression:
    """The upstream gradient contracted with the value's axes."""
    shape = context.value.shape
    upstream = Symbol(upstream_name(context.value_name, context.taken_names), shape)
    return Contraction(
        upstream, by_axes(context, question), tuple((axis, axis) for axis in range(len(shape)))
    )


REFERENCES: dict[str, Callable[[FormContext, Question], Expression]] = {
    "matrix": in_layout,
    "entries": in_layout,
    "index": entry,
    "vec": vectorised,
    "differential": differential,
    "trace": differential,
    "pullback": pullback,
    "hessian": second_derivative,
    "operator": hessian_operator,
    "numpy": by_axes,
    "jax": by_axes,
    "sympy": by_axes,
}


def layout_of(context: FormContext, question: Question) -> str:
    """The layout that the result has; `none` for order three and more."""
    variables = [shape for shape in context.variable_shapes if shape]
    axes = [size for shape in (context.value.shape, *variables) for size in jacobian_axes(shape)]
    return "none" if len(axes) > 2 else question.layout
