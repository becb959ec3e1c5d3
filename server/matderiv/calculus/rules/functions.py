"""Abstract functions of the note, entries and arrays given by their entries, named quantities."""

from __future__ import annotations

from collections.abc import Iterable

from matderiv.algebra import (
    SCALAR,
    Apply,
    Entry,
    Expression,
    FromEntries,
    FunctionDerivative,
    Named,
    is_row,
)

from ..contraction.indices import replace_indices
from ..contraction.subscripts import Subscripts, fresh_axes
from ..contraction.taking_apart import entry_subscripts
from ..errors import NotDifferentiable
from .step import Context, Step, at


def apply(node: Expression, subscripts: Subscripts, context: Context) -> Iterable[Step]:
    """The chain rule: the contraction of the function's derivative with that of the argument."""
    assert isinstance(node, Apply)
    for slot, argument in enumerate(node.arguments):
        if context.varies(argument):
            axes = fresh_axes(argument.shape)
            derivative = FunctionDerivative(node.function, (slot,), node.arguments, "axes")
            yield Step(argument, axes, (at(derivative, *subscripts, *axes),), axes)


def derivative_of_function(node: Expression, subscripts: Subscripts, context: Context) -> Iterable[Step]:
    assert isinstance(node, FunctionDerivative)
    own = axes_of_layout(node, subscripts)
    for slot, argument in enumerate(node.arguments):
        if context.varies(argument):
            axes = fresh_axes(argument.shape)
            derivative = FunctionDerivative(node.function, (*node.slots, slot), node.arguments, "axes")
            yield Step(argument, axes, (at(derivative, *own, *axes),), axes)


def axes_of_layout(node: FunctionDerivative, subscripts: Subscripts) -> Subscripts:
    """The subscripts of a derivative in a layout, put in the order of the layout `axes`."""
    value = node.function.codomain
    variables = [node.function.domain[slot] for slot in node.slots]
    if node.layout == "axes":
        return subscripts
    if any(is_row(shape) for shape in (value, *variables)):
        raise NotDifferentiable("A second derivative of a function of rows is not known here.")
    varying = [shape for shape in variables if shape != SCALAR]
    turned = len(subscripts) == 2 and len(varying) == 1
    scalar_by_matrix = turned and value == SCALAR and node.layout == "numerator"
    vector_by_vector = turned and value != SCALAR and node.layout == "denominator"
    if node.layout == "numerator" and len(varying) == 1 and value == SCALAR and len(varying[0]) == 1:
        return subscripts[1:]
    return subscripts[::-1] if scalar_by_matrix or vector_by_vector else subscripts


def entry(node: Expression, subscripts: Subscripts, context: Context) -> Iterable[Step]:
    assert isinstance(node, Entry)
    return (Step(node.operand, entry_subscripts(node, subscripts)),)


def from_entries(node: Expression, subscripts: Subscripts, context: Context) -> Iterable[Step]:
    assert isinstance(node, FromEntries)
    values = dict(zip(node.indices, subscripts, strict=True))
    return (Step(replace_indices(node.body, values), ()),)


def named(node: Expression, subscripts: Subscripts, context: Context) -> Iterable[Step]:
    assert isinstance(node, Named)
    return (Step(node.definition, subscripts),)
