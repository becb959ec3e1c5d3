"""The product of factors: chains of derivatives are contracted, and what does not conform is grouped otherwise."""

from __future__ import annotations

from matderiv import algebra as a
from matderiv.algebra import Expression
from matderiv.meaning.elaboration.nodes.derivatives.chains import contract_chains
from matderiv.meaning.elaboration.nodes.products.grouping import regrouped
from matderiv.meaning.elaboration.nodes.products.kronecker_operators import acting_on_vec
from matderiv.meaning.elaboration.state.context import Elaboration
from matderiv.meaning.elaboration.state.errors import ShapeFaultError
from matderiv.syntax import tree as t


def multiply(e: Elaboration, node: t.Node, factors: list[Expression]) -> Expression:
    """The matrix product of factors, regrouped only where nothing else conforms."""
    if len(factors) == 1:
        return factors[0]
    factors = contract_chains(e, node, [e.resolve(factor) for factor in factors])
    if len(factors) == 1:
        return factors[0]
    state = e.sizes.snapshot()
    try:
        return e.build(node, _product, *factors)
    except ShapeFaultError as error:
        e.sizes.restore(state)
        grouped = regrouped(e, node, factors) or acting_on_vec(e, node, factors)
        if grouped is None:
            raise error
        return grouped


def _product(*factors: Expression) -> Expression:
    return a.Product(factors)
