"""The table of elaboration: one function a node kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from matderiv.meaning.elaboration.nodes import atoms, big, cases, sums
from matderiv.meaning.elaboration.nodes.arrays import lists, literals
from matderiv.meaning.elaboration.nodes.calls import calls
from matderiv.meaning.elaboration.nodes.derivatives import (
    derivative_fractions,
    differentials,
    gradients,
    partials,
)
from matderiv.meaning.elaboration.nodes.functions import norms
from matderiv.meaning.elaboration.nodes.names.symbols import symbol
from matderiv.meaning.elaboration.nodes.products import juxtaposition, kronecker, products, reaching_sums
from matderiv.meaning.elaboration.nodes.scripts import scripted, scripts_on
from matderiv.meaning.elaboration.nodes.scripts.scripted_products import on_last_factor
from matderiv.meaning.elaboration.state.context import Handler, Handlers
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
    t.Factorial: atoms.factorial,
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
    t.Sum: reaching_sums.add_terms,
    t.Negate: sums.negate,
    t.Fraction: sums.fraction,
    t.Division: sums.fraction,
    t.ElementwiseDivision: sums.elementwise_division,
    t.Juxtaposition: juxtaposition.juxtaposition,
    t.Dot: products.dot,
    t.Times: products.times,
    t.MatMul: products.times,
    t.Star: products.star,
    t.HadamardProduct: products.hadamard,
    t.Circ: products.circ,
    t.KroneckerProduct: kronecker.kronecker,
    t.OtherInfix: kronecker.kronecker_sum,
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
    t.Gradient: gradients.gradient,
    t.Partial: partials.partial,
}

HANDLERS = Handlers(cast(Mapping[type[t.Node], Handler], _TABLE), symbol)
