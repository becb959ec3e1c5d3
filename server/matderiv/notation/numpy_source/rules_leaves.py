"""Source of leaves."""

from __future__ import annotations

from matderiv.algebra import (
    CommutationMatrix,
    DuplicationMatrix,
    EliminationMatrix,
    Expression,
    Identity,
    MathematicalConstant,
    Named,
    Number,
    Ones,
    Shape,
    Size,
    Symbol,
    Zeros,
    is_row,
)
from matderiv.notation.numpy_source.code import Code, Precedence, call
from matderiv.notation.numpy_source.generator import CodeFunction, Generator


def _symbol(generator: Generator, node: Symbol) -> Code:
    name = generator.identifiers.of(node.name)
    return Code(f"{name}[0]") if is_row(node.shape) and not node.family_axes else Code(name)


def _named(generator: Generator, node: Named) -> Code:
    return generator.code(node.definition)


def _number(generator: Generator, node: Number) -> Code:
    value = node.value
    if value.denominator == 1:
        text = str(value.numerator)
        return Code(text, Precedence.SIGN if value < 0 else Precedence.ATOM)
    number = float(value)
    if number == value or node.digits is not None:
        return Code(repr(number), Precedence.SIGN if value < 0 else Precedence.ATOM)
    return Code(f"{value.numerator} / {value.denominator}", Precedence.PRODUCT)


def _constant(generator: Generator, node: MathematicalConstant) -> Code:
    return Code(f"np.{node.name}")


def _size(generator: Generator, node: Size) -> Code:
    return generator.sizes.code(node.dimension)


def _identity(generator: Generator, node: Identity) -> Code:
    return call("np.eye", generator.size(node.size))


def shape_code(generator: Generator, shape: Shape) -> str:
    """A shape as an argument of a NumPy constructor; rows are one-dimensional."""
    axes = shape[1:] if is_row(shape) else shape
    sizes = [generator.size(size) for size in axes]
    return sizes[0] if len(sizes) == 1 else f"({', '.join(sizes)})"


def _ones(generator: Generator, node: Ones) -> Code:
    return call("np.ones", shape_code(generator, node.shape)) if node.shape else Code("1.0")


def _zeros(generator: Generator, node: Zeros) -> Code:
    return call("np.zeros", shape_code(generator, node.shape)) if node.shape else Code("0.0")


def _commutation(generator: Generator, node: CommutationMatrix) -> Code:
    name = generator.helper("_commutation")
    return call(name, generator.size(node.rows), generator.size(node.columns))


def _duplication(generator: Generator, node: DuplicationMatrix) -> Code:
    return call(generator.helper("_duplication"), generator.size(node.size))


def _elimination(generator: Generator, node: EliminationMatrix) -> Code:
    return call(generator.helper("_elimination"), generator.size(node.size))


RULES: dict[type[Expression], CodeFunction] = {
    Symbol: _symbol,
    Named: _named,
    Number: _number,
    MathematicalConstant: _constant,
    Size: _size,
    Identity: _identity,
    Ones: _ones,
    Zeros: _zeros,
    CommutationMatrix: _commutation,
    DuplicationMatrix: _duplication,
    EliminationMatrix: _elimination,
}
