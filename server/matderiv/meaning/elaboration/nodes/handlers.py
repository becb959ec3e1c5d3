"""The table of elaboration: one function a node kind."""

from __future__ import annotations

from typing import Any, cast

from matderiv.meaning.elaboration.nodes import (
    atoms,
    big,
    calls,
    cases,
    derivative_fractions,
    differentials,
    lists,
    literals,
    norms,
    operators,
    products,
    scripted,
    scripts_on,
    sums,
)
from matderiv.meaning.elaboration.nodes.scripted_products import on_last_factor
from matderiv.meaning.elaboration.state.context import Handlers
from matderiv.syntax import tree as t

_TABLE: dict[type[t.Node], Any] = {
    t.Identifier: atoms.identifier,
    t.OpaqueMacro: atoms.opaque_macro,
    t.Number: atoms.number,
    t.FunctionName: calls.function_name,
    t.Styled: atoms.transparent,
    t.Group: lists.group,
    t.Positive: atoms.transparent,
    t.Underbrace: atoms.underbrace,
    t.Decorated: atoms.no_value,
    t.NablaSymbol: atoms.no_value,
    t.Ellipsis: atoms.no_value,
    t.Placeholder: atoms.no_value,
    t.Text: atoms.no_value,
    t.Empty: atoms.no_value,
    t.Error: atoms.no_value,
    t.PlusMinus: atoms.no_value,
    t.Factorial: atoms.no_value,
    t.Cases: cases.cases,
    t.Subscript: scripted.subscript,
    t.Superscript: scripted.subscript,
    t.Transpose: on_last_factor(scripts_on.transpose),
    t.Inverse: on_last_factor(scripts_on.inverse),
    t.InverseTranspose: on_last_factor(scripts_on.inverse_transpose),
    t.Starred: scripts_on.starred,
    t.Prime: on_last_factor(scripts_on.prime),
    t.Power: on_last_factor(scripts_on.power),
    t.Root: scripts_on.root,
    t.Sum: sums.add,
    t.Negate: sums.negate,
    t.Fraction: sums.fraction,
    t.Division: sums.fraction,
    t.ElementwiseDivision: sums.elementwise_division,
    t.Juxtaposition: products.juxtaposition,
    t.Dot: products.dot,
    t.Times: products.times,
    t.MatMul: products.times,
    t.Star: products.star,
    t.HadamardProduct: products.hadamard,
    t.Circ: products.circ,
    t.KroneckerProduct: products.kronecker,
    t.OtherInfix: products.kronecker_sum,
    t.DoubleDot: products.double_dot,
    t.Inner: products.inner,
    t.Norm: norms.norm,
    t.Bars: norms.bars,
    t.Call: calls.call,
    t.Big: big.big,
    t.Matrix: literals.matrix,
    t.Differential: differentials.differential,
    t.Evaluated: differentials.evaluated,
    t.DerivativeOperator: derivative_fractions.derivative_operator,
    t.Gradient: operators.gradient,
    t.Partial: operators.partial,
}

HANDLERS = cast(Handlers, _TABLE)
