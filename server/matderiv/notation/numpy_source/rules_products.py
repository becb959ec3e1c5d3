"""Source of sums, products and quotients."""

from __future__ import annotations

from matderiv.algebra import (
    SCALAR,
    Add,
    AxisPermutation,
    Contraction,
    ElementwiseQuotient,
    Entry,
    Expression,
    Hadamard,
    IndexIndicator,
    InnerProduct,
    Kronecker,
    Member,
    Negate,
    Product,
    Quotient,
    Reshape,
    is_row,
    walk,
)
from matderiv.notation.numpy_source.chain import chain_code
from matderiv.notation.numpy_source.code import Code, added, call, divided, matrix_product, negated, times
from matderiv.notation.numpy_source.factors import flattened, scalars_and_chain, without_numbers
from matderiv.notation.numpy_source.generator import CodeFunction, Generator


def _add(generator: Generator, node: Add) -> Code:
    return added([generator.code(term) for term in node.terms])


def _negate(generator: Generator, node: Negate) -> Code:
    return negated(generator.code(node.operand))


def _product(generator: Generator, node: Product) -> Code:
    guarded = _guarded(generator, node)
    if guarded is not None:
        return guarded
    number, factors = without_numbers(flattened(generator, node))
    scalar_chains, chain = scalars_and_chain(factors)
    scalars = [_scalar(generator, scalar) for scalar in scalar_chains]
    if chain:
        scalars.append(chain_code(generator, chain))
    magnitude = abs(number)
    if magnitude != 1 or not scalars:
        scalars.insert(0, generator.number(magnitude))
    product = times(*scalars) if len(scalars) > 1 else scalars[0]
    return negated(product) if number < 0 else product


def _guarded(generator: Generator, node: Product) -> Code | None:
    """A product that is worked out only where its indicators hold: neighbours outside of an array have no value."""
    guards = [factor for factor in node.factors if isinstance(factor, IndexIndicator)]
    others = tuple(factor for factor in node.factors if factor not in guards)
    if node.shape != SCALAR or not guards or not any(map(_is_shifted, walk(node))):
        return None
    holds = " and ".join(f"{generator.code(guard).text} > 0" for guard in guards)
    rest = generator.code(Product(others) if len(others) > 1 else others[0]).text if others else "1.0"
    return Code(f"({rest} if {holds} else 0.0)")


def _is_shifted(node: Expression) -> bool:
    forms = node.indices if isinstance(node, Entry | Member) else ()
    return any(form is not None and form.terms and form.single is None for form in forms)


def _scalar(generator: Generator, factors: list[Expression]) -> Code:
    return chain_code(generator, factors) if len(factors) > 1 else generator.code(factors[0])


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
