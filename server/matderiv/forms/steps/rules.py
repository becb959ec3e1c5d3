"""One rule of differentiation a node kind, with its name: d of the node in differentials of its parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from matderiv.algebra import (
    SCALAR,
    Add,
    Apply,
    Contraction,
    Determinant,
    Eigenvalue,
    Eigenvector,
    Elementwise,
    ElementwisePower,
    ElementwiseQuotient,
    Expression,
    FromEntries,
    Hadamard,
    IndexProduct,
    IndexSum,
    InnerProduct,
    Inverse,
    Kronecker,
    LogSumExp,
    MatrixFunction,
    Maximum,
    Negate,
    Norm,
    Number,
    Power,
    Product,
    Pseudoinverse,
    Quotient,
    Softmax,
)
from matderiv.calculus import NotDifferentiable
from matderiv.forms.steps.errors import NoSteps
from matderiv.forms.steps.local import along
from matderiv.forms.steps.patterns import patterns_at
from matderiv.forms.steps.varying import Varying


@dataclass(frozen=True, slots=True)
class Applied:
    """The differential of a node after one rule, and the rule's name."""

    expression: Expression
    rule: str


def apply_rule(node: Expression, varying: Varying) -> Applied:
    """d(node) by the rule for its kind. NoSteps if there is none, or if it has no short form."""
    pattern = patterns_at(node, varying)
    try:
        if pattern is not None:
            return Applied(along(node, (pattern.inner,), varying), pattern.rule)
        found = _RULES.get(type(node))
        if found is None:
            return Applied(along(node, varying.varying_children(node), varying), _name_of(node))
        return Applied(found[0](node, varying), found[1])
    except NotDifferentiable as error:
        raise NoSteps(error.reason) from error


def _product(node: Expression, varying: Varying) -> Expression:
    """d(ABC) = dA BC + A dB C + AB dC; a power of one factor is the product of it with itself."""
    assert isinstance(node, Product)
    factors = node.factors
    return Add(
        tuple(
            Product((*factors[:i], varying.pending(factor), *factors[i + 1 :]))
            for i, factor in enumerate(factors)
            if varying.varies(factor)
        )
    )


def _of_two(node: Expression, varying: Varying) -> Expression:
    """d(A ∘ B) = dA ∘ B + A ∘ dB for every product ∘ of two."""
    assert isinstance(node, (Hadamard, InnerProduct, Kronecker, Contraction))
    make: Callable[[Expression, Expression], Expression] = type(node)
    if isinstance(node, Contraction):
        pairs = node.pairs

        def make(left: Expression, right: Expression) -> Expression:
            return Contraction(left, right, pairs)

    terms = []
    if varying.varies(node.left):
        terms.append(make(varying.pending(node.left), node.right))
    if varying.varies(node.right):
        terms.append(make(node.left, varying.pending(node.right)))
    return Add(tuple(terms)) if len(terms) > 1 else terms[0]


def _quotient(node: Expression, varying: Varying) -> Expression:
    """d(U / v) = (v dU - U dv) / v²."""
    assert isinstance(node, Quotient)
    above, below = node.numerator, node.denominator
    square = Power(below, Number(Fraction(2)))
    falling = Product((above, varying.pending(below)))
    if above.shape != SCALAR:
        falling = Product((varying.pending(below), above))
    if not varying.varies(above):
        return Negate(Quotient(falling, square))
    return Quotient(Add((Product((below, varying.pending(above))), Negate(falling))), square)


def _inverse(node: Expression, varying: Varying) -> Expression:
    assert isinstance(node, Inverse)
    if node.shape == SCALAR:
        return Negate(Quotient(varying.pending(node.operand), Power(node.operand, Number(Fraction(2)))))
    return Negate(Product((node, varying.pending(node.operand), node)))


def _index_product(node: Expression, varying: Varying) -> Expression:
    """d ∏ u_i = ∏ u_i · Σ du_i / u_i."""
    assert isinstance(node, IndexProduct)
    quotient = Quotient(varying.pending(node.body), node.body)
    return Product((node, IndexSum(node.index, quotient, node.lower, node.upper)))


def _array(node: Expression, varying: Varying) -> Expression:
    raise NoSteps("an array given by its entries; see the index form")


MOST_FACTORS = 3


def _power(node: Expression, varying: Varying) -> Expression:
    """A small power of a matrix as a product; any other power by the calculus."""
    assert isinstance(node, Power)
    exponent = node.exponent.value if isinstance(node.exponent, Number) else None
    if node.shape == SCALAR or exponent not in range(2, MOST_FACTORS + 1) or exponent is None:
        return along(node, varying.varying_children(node), varying)
    return _product(Product((node.base,) * int(exponent)), varying)


_RULES: dict[type[Expression], tuple[Callable[[Expression, Varying], Expression], str]] = {
    Product: (_product, "product rule"),
    Hadamard: (_of_two, "product rule"),
    InnerProduct: (_of_two, "product rule"),
    Kronecker: (_of_two, "product rule"),
    Contraction: (_of_two, "product rule"),
    Quotient: (_quotient, "quotient rule"),
    Inverse: (_inverse, "differential of the inverse"),
    Power: (_power, "power rule"),
    IndexProduct: (_index_product, "logarithmic differentiation"),
    FromEntries: (_array, ""),
}

_NAMES: dict[type[Expression], str] = {
    Determinant: "differential of the determinant",
    Elementwise: "chain rule",
    ElementwisePower: "power rule, entry by entry",
    ElementwiseQuotient: "quotient rule, entry by entry",
    Norm: "differential of the norm",
    Softmax: "differential of the softmax",
    LogSumExp: "differential of log-sum-exp",
    Pseudoinverse: "differential of the pseudoinverse",
    MatrixFunction: "differential of the matrix function",
    Eigenvalue: "differential of a simple eigenvalue",
    Eigenvector: "differential of an eigenvector",
    Maximum: "chain rule, entry by entry",
    Apply: "chain rule",
}


def _name_of(node: Expression) -> str:
    if isinstance(node, Elementwise) and node.shape:
        return "chain rule, entry by entry"
    return _NAMES.get(type(node), "chain rule")
