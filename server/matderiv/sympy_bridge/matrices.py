"""Reading matrix expressions."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce
from typing import Any

from ..algebra import (
    SCALAR,
    Add,
    DiagonalMatrix,
    DiagonalOf,
    ElementwisePower,
    Expression,
    FromEntries,
    Hadamard,
    Identity,
    Index,
    InnerProduct,
    Inverse,
    Kronecker,
    MatrixLiteral,
    Number,
    Ones,
    Power,
    Transpose,
    Zeros,
    is_row,
)
from .elementwise import applied
from .reading import Reader, Rule, shape_of
from .scalars import multiplied
from .sizes import dimension_of


def _symbol(reader: Reader, node: Any) -> Expression:
    return reader.symbol(node, shape_of(node))


def _add(reader: Reader, node: Any) -> Expression:
    return Add(tuple(reader.read(term) for term in node.args))


def _mul(reader: Reader, node: Any) -> Expression:
    return multiplied([reader.read(factor) for factor in node.args])


def _transpose(reader: Reader, node: Any) -> Expression:
    operand = reader.read(node.arg)
    return operand if operand.shape == SCALAR else Transpose(operand)


def _inverse(reader: Reader, node: Any) -> Expression:
    return Inverse(reader.read(node.arg))


def _power(reader: Reader, node: Any) -> Expression:
    base, exponent = node.args
    if exponent == -1:
        return Inverse(reader.read(base))
    return Power(reader.read(base), reader.read(exponent))


def _hadamard(reader: Reader, node: Any) -> Expression:
    return reduce(Hadamard, (reader.read(factor) for factor in node.args))


def _hadamard_power(reader: Reader, node: Any) -> Expression:
    return ElementwisePower(reader.read(node.base), reader.read(node.exp))


def _kronecker(reader: Reader, node: Any) -> Expression:
    return reduce(Kronecker, (reader.read(factor) for factor in node.args))


def _identity(reader: Reader, node: Any) -> Expression:
    size = dimension_of(node.shape[0])
    return Number(Fraction(1)) if size.literal == 1 else Identity(size)


def _ones(reader: Reader, node: Any) -> Expression:
    return Ones(shape_of(node))


def _zeros(reader: Reader, node: Any) -> Expression:
    return Zeros(shape_of(node))


def _diagonal(reader: Reader, node: Any) -> Expression:
    vector = reader.read(node.args[0])
    return DiagonalMatrix(Transpose(vector) if is_row(vector.shape) else vector)


def _diagonal_part(reader: Reader, node: Any) -> Expression:
    operand = reader.read(node.arg)
    return Hadamard(operand, Identity(operand.shape[0]))


def _diagonal_of(reader: Reader, node: Any) -> Expression:
    return DiagonalOf(reader.read(node.arg))


def _applied(reader: Reader, node: Any) -> Expression:
    return applied(reader, node.function, reader.read(node.expr))


def _literal(reader: Reader, node: Any) -> Expression:
    rows, columns = node.shape
    if rows == columns and node.is_Identity:
        return _identity(reader, node)
    if node.is_zero_matrix:
        return _zeros(reader, node)
    return MatrixLiteral(tuple(tuple(reader.read(node[i, j]) for j in range(columns)) for i in range(rows)))


def _blocks(reader: Reader, node: Any) -> Expression:
    rows, columns = node.blocks.shape
    return MatrixLiteral(
        tuple(tuple(reader.read(node.blocks[i, j]) for j in range(columns)) for i in range(rows))
    )


def _inner_product(reader: Reader, node: Any) -> Expression:
    left, right = (reader.read(argument) for argument in node.args)
    return InnerProduct(left, right)


def _from_entries(reader: Reader, node: Any) -> Expression:
    shape = shape_of(node)
    symbols = node.lamda.variables
    indices = tuple(Index(name, dimension_of(size)) for name, size in zip("ij", node.shape, strict=True))
    reader.indices.update(zip(symbols, indices, strict=True))
    try:
        body = reader.read(node.lamda.expr)
    finally:
        for symbol in symbols:
            del reader.indices[symbol]
    return FromEntries(indices[: len(shape)], body)


RULES: dict[str, Rule] = {
    "MatrixSymbol": _symbol,
    "MatAdd": _add,
    "MatMul": _mul,
    "Transpose": _transpose,
    "Adjoint": _transpose,
    "Inverse": _inverse,
    "MatPow": _power,
    "HadamardProduct": _hadamard,
    "HadamardPower": _hadamard_power,
    "KroneckerProduct": _kronecker,
    "Identity": _identity,
    "GenericIdentity": _identity,
    "OneMatrix": _ones,
    "ZeroMatrix": _zeros,
    "DiagMatrix": _diagonal,
    "DiagonalMatrix": _diagonal_part,
    "DiagonalOf": _diagonal_of,
    "ElementwiseApplyFunction": _applied,
    "MatrixBase": _literal,
    "BlockMatrix": _blocks,
    "DotProduct": _inner_product,
    "FunctionMatrix": _from_entries,
}
