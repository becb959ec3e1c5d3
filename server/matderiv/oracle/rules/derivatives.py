"""Derivatives, differentials, directional derivatives and substitutions.

A variable is bound to a dual in a frame of its own, inside which the body is evaluated. What is bound for a transposed,
picked, stacked or inverted variable is the symbol below it, expressed by the variable (`reparametrised`).
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from ...algebra import (
    OF_SQUARE_MATRICES,
    AxisPermutation,
    Derivative,
    Differential,
    DirectionalDerivative,
    Entry,
    Expression,
    Inverse,
    Member,
    Named,
    Pseudoinverse,
    Reshape,
    Shape,
    Substitution,
    Symbol,
    Tangent,
    Transpose,
    Vec,
    walk,
    with_implied,
)
from ..arithmetic.axes import permute, reshape
from ..arithmetic.duals import Array, Dual, add, linear, negate, reciprocal
from ..arithmetic.primitives import inverse, pseudoinverse
from ..conventions import by_convention
from ..evaluation import Evaluator, Rule
from ..sampling import SymbolKey, symbol_key
from .jacobians import arranged, identity_seed, jacobian_of
from .picking import Form, pick, place

Change = Callable[[Array], Array]
Bindings = tuple[dict[SymbolKey, Array], dict[Expression, Array]]


def reparametrised(variable: Expression, change: Change, at: Evaluator) -> Bindings:
    """What to bind so that the variable, whose value is x, becomes `change(x)`."""
    match variable:
        case Symbol():
            return {symbol_key(variable): change(at.value(variable))}, {}
        case Named():
            return {symbol_key(variable.symbol): change(at.value(variable))}, {}
        case Member(family, forms):
            return reparametrised(family, _on_entries(forms, family.shape, variable, change, at), at)
        case Entry(operand, entry_forms):
            on_entries = _on_entries(entry_forms, operand.shape, variable, change, at)
            return reparametrised(operand, on_entries, at)
        case Transpose() | Vec() | Inverse() | Pseudoinverse() | AxisPermutation() | Reshape():
            there, back = _isomorphism(variable, at)
            return reparametrised(variable.operand, lambda x: back(change(there(x))), at)
    return {}, {variable: change(at.value(variable))}


def _on_entries(
    forms: tuple[Form, ...], shape: Shape, variable: Expression, change: Change, at: Evaluator
) -> Change:
    """The whole array after a change of some of its entries: x plus what the change adds, placed among zeros."""

    def changed(x: Array) -> Array:
        picked = pick(x, shape, forms, at)
        rank = len(shape) - sum(form is not None for form in forms)
        part = change(_as_shape(picked, rank, variable, at))
        if isinstance(part, Dual):
            tangent = reshape(part.tangent, len(variable.shape), _kept(forms, shape, at))
            return Dual(part.level, x, place(tangent, shape, forms, at))
        difference = add(reshape(part, len(variable.shape), _kept(forms, shape, at)), negate(picked))
        return add(x, place(difference, shape, forms, at))

    return changed


def _kept(forms: tuple[Form, ...], shape: Shape, at: Evaluator) -> tuple[int, ...]:
    sizes = at.dimensions(shape)
    return tuple(size for axis, size in enumerate(sizes) if axis >= len(forms) or forms[axis] is None)


def _as_shape(x: Array, rank: int, variable: Expression, at: Evaluator) -> Array:
    return x if rank == len(variable.shape) else reshape(x, rank, at.dimensions(variable.shape))


def _isomorphism(
    variable: Transpose | Vec | Inverse | Pseudoinverse | AxisPermutation | Reshape, at: Evaluator
) -> tuple[Change, Change]:
    """The map from the operand to the variable, and its inverse."""
    inner, outer = at.dimensions(variable.operand.shape), at.dimensions(variable.shape)
    if isinstance(variable, Inverse):
        reciprocal_or_inverse = inverse if outer else reciprocal
        return reciprocal_or_inverse, reciprocal_or_inverse
    if isinstance(variable, Pseudoinverse):
        return pseudoinverse, pseudoinverse
    if isinstance(variable, AxisPermutation):
        forth = variable.permutation
        back = tuple(int(axis) for axis in np.argsort(forth))
        return (lambda x: permute(x, forth)), (lambda x: permute(x, back))
    if isinstance(variable, Reshape) or (isinstance(variable, Vec) and variable.order == "row"):
        return (lambda x: reshape(x, len(inner), outer)), (lambda x: reshape(x, len(outer), inner))
    # Transposing rows and columns, and stacking columns, both reverse the axes.
    matrix = len(inner) == 2
    turned = tuple(reversed(inner))

    def there(x: Array) -> Array:
        return reshape(permute(x, (1, 0)) if matrix else x, len(inner), outer)

    def home(x: Array) -> Array:
        result = reshape(x, len(outer), turned)
        return permute(result, (1, 0)) if matrix else result

    return there, home


def derivative(node: Derivative, at: Evaluator) -> Array:
    shapes = tuple(variable.shape for variable in node.variables)
    axes = _iterated(node.body, node.variables, at)
    return arranged(axes, node.body.shape, shapes, node.layout, at.dimensions(node.shape))


def _iterated(body: Expression, variables: tuple[Expression, ...], at: Evaluator) -> Array:
    """The derivative by the first variable, of that the derivative by the second, and so on; axes in this order."""
    if not variables:
        return at.value(body)
    *inner, variable = variables
    shape = at.dimensions(variable.shape)
    slot = at.frame.slots + (1 if shape else 0)
    level = at.frame.level + 1
    symbols, expressions = reparametrised(variable, lambda x: identity_seed(x, shape, slot, level, at), at)
    value = tuple(size for part in (body, *inner) for size in at.dimensions(part.shape))
    with at.inside(
        symbols, expressions, slots=slot - at.frame.slots, levels=1, factor=math.prod(shape)
    ) as frame:
        at.require_room(frame.entries)
        result = _iterated(body, tuple(inner), at)
    return _by_convention(jacobian_of(result, level, slot, value, shape), variable, at)


def _by_convention(x: Array, variable: Expression, at: Evaluator) -> Array:
    """For a structured variable, the derivative in the convention chosen."""
    change = by_convention(_structure(variable, at), at.symmetric)
    return x if change is None else linear(change, x)


def _structure(variable: Expression, at: Evaluator) -> frozenset[str]:
    """The properties of a matrix that is a variable, or of which a variable is the transpose or inverse."""
    if isinstance(variable, Transpose):
        return frozenset(_TRANSPOSED.get(name, name) for name in _structure(variable.operand, at))
    if isinstance(variable, Inverse):
        return _structure(variable.operand, at)
    symbol = variable.symbol if isinstance(variable, Named) else variable
    if isinstance(symbol, Member):
        symbol = symbol.family
    if not isinstance(symbol, Symbol) or len(variable.shape) != 2:
        return frozenset()
    rows, columns = at.dimensions(variable.shape)
    properties = with_implied(at.sample.properties_of(symbol))
    return properties if rows == columns else properties - OF_SQUARE_MATRICES


_TRANSPOSED = {"lower triangular": "upper triangular", "upper triangular": "lower triangular"}


def differential(node: Differential, at: Evaluator) -> Array:
    """The derivative along the tangents of all variables at once.

    A named quantity whose definition contains another of the variables varies through that one.
    """
    level = at.frame.level + 1
    symbols: dict[SymbolKey, Array] = {}
    expressions: dict[Expression, Array] = {}
    for variable in _independent(node.variables, at):
        direction = at.value(Tangent(variable))
        more = reparametrised(variable, lambda x, d=direction: Dual(level, x, d), at)  # type: ignore[misc]
        symbols.update(more[0])
        expressions.update(more[1])
    return _along(node.body, symbols, expressions, level, at)


def _independent(variables: tuple[Expression, ...], at: Evaluator) -> tuple[Expression, ...]:
    keys = {
        symbol_key(v.symbol if isinstance(v, Named) else v): v
        for v in variables
        if isinstance(v, Symbol | Named)
    }

    def depends(variable: Expression) -> bool:
        if not isinstance(variable, Symbol | Named):
            return False
        key = symbol_key(variable.symbol if isinstance(variable, Named) else variable)
        definition = variable.definition if isinstance(variable, Named) else at.definitions.get(key)
        return definition is not None and any(
            isinstance(node, Symbol) and symbol_key(node) != key and symbol_key(node) in keys
            for node in walk(definition)
        )

    return tuple(variable for variable in variables if not depends(variable))


def directional_derivative(node: DirectionalDerivative, at: Evaluator) -> Array:
    level = at.frame.level + 1
    direction = at.value(node.direction)
    symbols, expressions = reparametrised(node.variable, lambda x: Dual(level, x, direction), at)
    return _along(node.body, symbols, expressions, level, at)


def _along(
    body: Expression,
    symbols: dict[SymbolKey, Array],
    expressions: dict[Expression, Array],
    level: int,
    at: Evaluator,
) -> Array:
    with at.inside(symbols, expressions, levels=1):
        result = at.value(body)
    return jacobian_of(result, level, 0, at.dimensions(body.shape), ())


def substitution(node: Substitution, at: Evaluator) -> Array:
    value = at.value(node.value)
    symbols, expressions = reparametrised(node.variable, lambda _: value, at)
    with at.inside(symbols, expressions):
        return at.value(node.body)


RULES: dict[type[Expression], Rule] = {
    Derivative: derivative,
    Differential: differential,
    DirectionalDerivative: directional_derivative,
    Substitution: substitution,
}
