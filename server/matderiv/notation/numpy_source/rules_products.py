"""Source of sums, products and quotients."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from matderiv.algebra import (
    SCALAR,
    Add,
    AxisPermutation,
    Contraction,
    ElementwiseQuotient,
    Expression,
    Hadamard,
    InnerProduct,
    Kronecker,
    Negate,
    Number,
    Product,
    Quotient,
    Reshape,
    is_row,
    product_shape,
)
from matderiv.notation.numpy_source.chain import chain_code
from matderiv.notation.numpy_source.code import Code, added, call, divided, matrix_product, negated, times
from matderiv.notation.numpy_source.generator import CodeFunction, Generator


def _add(generator: Generator, node: Add) -> Code:
    return added([generator.code(term) for term in node.terms])


def _negate(generator: Generator, node: Negate) -> Code:
    return negated(generator.code(node.operand))


def _product(generator: Generator, node: Product) -> Code:
    number, factors = _without_numbers(_flattened(generator, node))
    scalars, chain = _scalars_and_chain(generator, factors)
    if chain:
        scalars.append(chain_code(generator, chain))
    magnitude = abs(number)
    if magnitude != 1 or not scalars:
        scalars.insert(0, generator.code(Number(magnitude)))
    product = times(*scalars) if len(scalars) > 1 else scalars[0]
    return negated(product) if number < 0 else product


def _flattened(generator: Generator, node: Product) -> Iterator[Expression]:
    """The factors with those of inner products, which associate, except where an inner product is a variable."""
    for factor in node.factors:
        inner = isinstance(factor, Product) and factor.shape != SCALAR and not generator.is_shared(factor)
        yield from _flattened(generator, factor) if inner and isinstance(factor, Product) else (factor,)


def _without_numbers(factors: Iterator[Expression]) -> tuple[Fraction, list[Expression]]:
    number, others = Fraction(1), []
    for factor in factors:
        bare = factor
        while isinstance(bare, Negate):
            number, bare = -number, bare.operand
        if isinstance(bare, Number):
            number *= bare.value
        else:
            others.append(bare)
    return number, others


def _scalars_and_chain(
    generator: Generator, factors: Sequence[Expression]
) -> tuple[list[Code], list[Expression]]:
    """Scalar factors, among them chains from a row to a column, and the chain that remains."""
    scalars: list[Code] = []
    chain: list[Expression] = []
    shape = SCALAR
    for factor in factors:
        if factor.shape == SCALAR:
            scalars.append(generator.code(factor))
            continue
        chain.append(factor)
        shape = product_shape(shape, factor.shape)
        if shape == SCALAR:
            scalars.append(chain_code(generator, chain))
            chain = []
    return scalars, chain


def _quotient(generator: Generator, node: Quotient) -> Code:
    return divided(generator.code(node.numerator), generator.code(node.denominator))


def _hadamard(generator: Generator, node: Hadamard) -> Code:
    return times(generator.code(node.left), generator.code(node.right))


def _elementwise_quotient(generator: Generator, node: ElementwiseQuotient) -> Code:
    return divided(generator.code(node.left), generator.code(node.right))


def _kronecker(generator: Generator, node: Kronecker) -> Code:
    left, right = node.left, node.right
    if SCALAR in (left.shape, right.shape):
        return times(generator.code(left), generator.code(right))
    if len(left.shape) == len(right.shape) == 1 or (is_row(left.shape) and is_row(right.shape)):
        return call("np.kron", generator.code(left).text, generator.code(right).text)
    return call("np.kron", generator.matrix(left).text, generator.matrix(right).text)


def _inner_product(generator: Generator, node: InnerProduct) -> Code:
    left, right = generator.code(node.left), generator.code(node.right)
    if node.left.shape == SCALAR:
        return times(left, right)
    if len(node.left.shape) == 1 or is_row(node.left.shape):
        return matrix_product(left, right)
    return call("np.sum", times(left, right).text)


def without_row_axis(code: Code, expression: Expression) -> Code:
    """An array with all axes of an expression's shape, with a row as one-dimensional."""
    return Code(f"{code.atom}[0]") if is_row(expression.shape) else code


def _contraction(generator: Generator, node: Contraction) -> Code:
    left, right = (list(axes) for axes in zip(*node.pairs, strict=True)) if node.pairs else ([], [])
    operands = (generator.full(node.left).text, generator.full(node.right).text)
    return without_row_axis(call("np.tensordot", *operands, f"({left}, {right})"), node)


def _axis_permutation(generator: Generator, node: AxisPermutation) -> Code:
    axes = f"({', '.join(map(str, node.permutation))},)"
    return without_row_axis(call("np.transpose", generator.full(node.operand).text, axes), node)


def _reshape(generator: Generator, node: Reshape) -> Code:
    sizes = ", ".join(generator.size(size) for size in node.shape)
    reshaped = Code(f"np.reshape({generator.full(node.operand).text}, ({sizes}{',' if sizes else ''}))")
    return without_row_axis(reshaped, node)


RULES: dict[type[Expression], CodeFunction] = {
    Add: _add,
    Negate: _negate,
    Product: _product,
    Quotient: _quotient,
    Hadamard: _hadamard,
    ElementwiseQuotient: _elementwise_quotient,
    Kronecker: _kronecker,
    InnerProduct: _inner_product,
    Contraction: _contraction,
    AxisPermutation: _axis_permutation,
    Reshape: _reshape,
}
