"""Source of operations on matrices."""

from __future__ import annotations

from matderiv.algebra import (
    SCALAR,
    Determinant,
    DiagonalMatrix,
    DiagonalOf,
    Eigenvalue,
    Eigenvector,
    Expression,
    FrechetDerivative,
    Inverse,
    MatrixFunction,
    MatrixLiteral,
    Number,
    Power,
    Product,
    Pseudoinverse,
    Trace,
    Transpose,
    Vec,
    is_row,
)
from matderiv.notation.numpy_source.chain import transposed_code
from matderiv.notation.numpy_source.code import Code, CodeError, Precedence, call, divided, power, times
from matderiv.notation.numpy_source.generator import CodeFunction, Generator


def _transpose(generator: Generator, node: Transpose) -> Code:
    code = generator.code(node.operand)
    is_matrix = len(node.operand.shape) == 2 and not is_row(node.operand.shape)
    return Code(transposed_code(code)) if is_matrix else code


def _inverse(generator: Generator, node: Inverse) -> Code:
    code = generator.code(node.operand)
    return divided(Code("1.0"), code) if node.shape == SCALAR else call("np.linalg.inv", code.text)


def _pseudoinverse(generator: Generator, node: Pseudoinverse) -> Code:
    inverse = call("np.linalg.pinv", generator.matrix(node.operand).text, "1e-10")
    return Code(f"{inverse.text}.ravel()") if len(node.shape) < 2 or is_row(node.shape) else inverse


def _power(generator: Generator, node: Power) -> Code:
    base, exponent = generator.code(node.base), generator.code(node.exponent)
    if node.shape == SCALAR:
        return power(base, exponent)
    if isinstance(node.exponent, Number):
        if node.exponent.value.denominator != 1:
            raise CodeError("no NumPy source for a matrix to a power that is no integer")
        return call("np.linalg.matrix_power", base.text, exponent.text)
    return call("np.linalg.matrix_power", base.text, f"int({exponent.text})")


def _matrix_function(generator: Generator, node: MatrixFunction) -> Code:
    argument = generator.code(node.argument)
    if node.shape == SCALAR:
        return call(f"np.{node.function}", argument.text)
    if node.function in ("log", "sqrt"):
        return call(generator.helper("_spectral_function"), f"np.{node.function}", argument.text)
    return _function_of(generator, node.function, argument)


def _function_of(generator: Generator, function: str, argument: Code) -> Code:
    exponential = generator.helper("_matrix_exponential")
    sources = {
        "exp": f"{exponential}({argument.text})",
        "cos": f"{exponential}(1j * {argument.at_least(Precedence.SIGN)}).real",
        "sin": f"{exponential}(1j * {argument.at_least(Precedence.SIGN)}).imag",
        "cosh": f"(0.5 * ({exponential}({argument.text}) + {exponential}(-{argument.at_least(Precedence.SIGN)})))",
        "sinh": f"(0.5 * ({exponential}({argument.text}) - {exponential}(-{argument.at_least(Precedence.SIGN)})))",
    }
    if function not in sources:
        raise CodeError(f"no NumPy source for the matrix function {function}")
    return Code(sources[function])


def _frechet_derivative(generator: Generator, node: FrechetDerivative) -> Code:
    """The corner of f([[X, E], [0, X]]) (Higham, Functions of Matrices, theorem 3.6)."""
    argument, direction = (generator.matrix(part).text for part in (node.argument, node.direction))
    if node.function == "sqrt":
        return call(generator.helper("_square_root_along"), argument, direction)
    if node.function == "log":
        return call(generator.helper("_logarithm_along"), argument, direction)
    blocks = generator.helper("_blocks_along")
    symbolic = Code(f"{blocks}({argument}, {direction})")
    whole = _function_of(generator, node.function, symbolic)
    size = f"len({argument})"
    return Code(f"{whole.atom}[:{size}, {size}:]")


def _trace(generator: Generator, node: Trace) -> Code:
    operand = node.operand
    if operand.shape == SCALAR:
        return generator.code(operand)
    if isinstance(operand, Product) and not generator.is_shared(operand):
        split = _halves(operand)
        if split is not None:
            left, right = (generator.code(half) for half in split)
            return call("np.sum", times(left, Code(transposed_code(right))).text)
    return call("np.trace", generator.code(operand).text)


def _halves(product: Product) -> tuple[Expression, Expression] | None:
    """Two square or rectangular factors whose entries the trace multiplies, if the last factor is a matrix."""
    *first, last = product.factors
    if not first or last.shape == SCALAR:
        return None
    left = first[0] if len(first) == 1 else Product(tuple(first))
    both_matrices = all(len(part.shape) == 2 and not is_row(part.shape) for part in (left, last))
    return (left, last) if both_matrices else None


def _determinant(generator: Generator, node: Determinant) -> Code:
    code = generator.code(node.operand)
    return code if node.operand.shape == SCALAR else call("np.linalg.det", code.text)


def _eigenvalue(generator: Generator, node: Eigenvalue) -> Code:
    return Code(f"np.linalg.eigvalsh({generator.code(node.operand).text})[{node.position}]")


def _eigenvector(generator: Generator, node: Eigenvector) -> Code:
    return Code(f"np.linalg.eigh({generator.code(node.operand).text})[1][:, {node.position}]")


def _diagonal(generator: Generator, node: DiagonalMatrix | DiagonalOf) -> Code:
    code = generator.code(node.operand)
    return code if node.operand.shape == SCALAR else call("np.diag", code.text)


def _vec(generator: Generator, node: Vec) -> Code:
    code = generator.code(node.operand)
    if len(node.operand.shape) < 2 or is_row(node.operand.shape):
        return code
    return Code((transposed_code(code) if node.order == "column" else code.atom) + ".ravel()")


def _literal(generator: Generator, node: MatrixLiteral) -> Code:
    scalars = all(block.shape == SCALAR for row in node.rows for block in row)
    rows = ", ".join(f"[{', '.join(_block(generator, block) for block in row)}]" for row in node.rows)
    matrix = call("np.array" if scalars else "np.block", f"[{rows}]")
    if node.shape == SCALAR:
        return Code(f"{matrix.text}[0, 0]")
    if len(node.shape) == 1:
        return Code(f"{matrix.text}[:, 0]")
    return Code(f"{matrix.text}[0]") if is_row(node.shape) else matrix


def _block(generator: Generator, block: Expression) -> str:
    return generator.code(block).text if block.shape == SCALAR else generator.matrix(block).text


RULES: dict[type[Expression], CodeFunction] = {
    Transpose: _transpose,
    Inverse: _inverse,
    Pseudoinverse: _pseudoinverse,
    Power: _power,
    MatrixFunction: _matrix_function,
    FrechetDerivative: _frechet_derivative,
    Trace: _trace,
    Determinant: _determinant,
    Eigenvalue: _eigenvalue,
    Eigenvector: _eigenvector,
    DiagonalMatrix: _diagonal,
    DiagonalOf: _diagonal,
    Vec: _vec,
    MatrixLiteral: _literal,
}
