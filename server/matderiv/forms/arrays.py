"""The derivative as one array, for generated code: the axes of the value, then those of each variable."""

from __future__ import annotations

from matderiv.algebra import (
    Expression,
    FromEntries,
    FunctionDerivative,
    Index,
    Reshape,
    Symbol,
    transform_bottom_up,
    walk,
)
from matderiv.forms.context import FormContext
from matderiv.forms.letters import index_letters
from matderiv.notation import to_latex


def as_array(context: FormContext) -> Expression | None:
    """The derivative with all axes: from its matrix form where that has the same axes, else from its entries."""
    matrix = context.derivative.to_matrix("axes")
    if matrix is not None and matrix.shape == context.axes:
        return matrix
    sizes = context.derivative.index_sizes
    names = index_letters(len(sizes), context.taken_names)
    entries = context.derivative.to_indices(names)
    if entries is None or not context.axes:
        return entries
    indices = tuple(Index(name, size) for name, size in zip(names, sizes, strict=True))
    array = FromEntries(indices, entries) if indices else entries
    return array if array.shape == context.axes else Reshape(array, context.axes)


def with_upstream_arrays(context: FormContext, expression: Expression) -> Expression:
    """Derivatives of functions that the note writes without arguments are arrays that the caller knows."""

    def as_symbol(node: Expression) -> Expression:
        if (
            isinstance(node, FunctionDerivative)
            and node.function.name in context.printing_style.bare_functions
        ):
            return Symbol(to_latex(node, context.printing_style), node.shape)
        return node

    return transform_bottom_up(expression, as_symbol)


def symbols_of(context: FormContext) -> list[Symbol]:
    """The symbols of the problem, which tell sizes."""
    expressions = (context.value, *context.variables)
    found = {node: None for whole in expressions for node in walk(whole) if isinstance(node, Symbol)}
    return list(found)
