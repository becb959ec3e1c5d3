"""The differential of one node in differentials of its parts, by the calculus with the parts as variables."""

from __future__ import annotations

from collections.abc import Sequence

from matderiv.algebra import SCALAR, Add, Expression, Hadamard, Symbol, transform_bottom_up, walk
from matderiv.calculus import differentiate
from matderiv.calculus.arrays.structure import has_property, is_symmetric
from matderiv.forms.steps.errors import NoSteps
from matderiv.forms.steps.varying import Varying
from matderiv.forms.trace import trace_of_product

_PART, _CHANGE = r"\xi_{\ast}", r"\Delta_{\ast}"
_KEPT = ("positive definite", "orthogonal", "diagonal", "positive", "unit", "probability vector")


def along(node: Expression, parts: Sequence[Expression], varying: Varying) -> Expression:
    """The sum over parts of the node's derivative by each, applied to its differential. NoSteps, NotDifferentiable."""
    terms = [_along_one(node, part, varying) for part in parts]
    return Add(tuple(terms)) if len(terms) > 1 else terms[0]


def _along_one(node: Expression, part: Expression, varying: Varying) -> Expression:
    stand_in, change = Symbol(_PART, part.shape, _properties(part)), Symbol(_CHANGE, part.shape)
    linear = _applied(_with_part(node, part, stand_in), stand_in, change)
    linear = transform_bottom_up(linear, lambda found: _change_last(found, change))
    return _replaced(linear, {stand_in: part, change: varying.pending(part)})


def _with_part(node: Expression, part: Expression, stand_in: Symbol) -> Expression:
    """The node with a stand-in for a part directly below it; what stands deeper in other parts stays."""
    if part in node.children():
        return node.map_children(lambda child: stand_in if child == part else child)
    return _replaced(node, {part: stand_in})


def _applied(outer: Expression, variable: Symbol, change: Symbol) -> Expression:
    """The derivative applied to a change: tr(Gᵀ Δ) of a scalar, products of any other value."""
    tensor = differentiate(outer, (variable,))
    if outer.shape == SCALAR:
        gradient = tensor.to_matrix("numerator")
        if gradient is not None:
            return trace_of_product(gradient, change)
    linear = tensor.apply_to(change)
    if linear is None:
        raise NoSteps("a differential has no form in products; see the index form")
    return linear


def _change_last(node: Expression, change: Symbol) -> Expression:
    """`f'(u) ⊙ du`, as it is written."""
    if isinstance(node, Hadamard) and any(inner == change for inner in walk(node.left)):
        return Hadamard(node.right, node.left)
    return node


def _properties(part: Expression) -> frozenset[str]:
    kept = {name for name in _KEPT if has_property(part, name)}
    if len(part.shape) == 2 and is_symmetric(part):
        kept.add("symmetric")
    return frozenset(kept)


def _replaced(expression: Expression, values: dict[Expression, Expression]) -> Expression:
    return transform_bottom_up(expression, lambda node: values.get(node, node))
