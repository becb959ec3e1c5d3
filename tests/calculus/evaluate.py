"""A small evaluator of typed expressions with NumPy, for tests only; it shares no code with `calculus/`.

A column is a 1-D array, a row has shape (1, n), a scalar is a float.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy import linalg, special

from matderiv.algebra import (
    Add,
    Apply,
    AxisPermutation,
    CommutationMatrix,
    Contraction,
    Determinant,
    DiagonalMatrix,
    DiagonalOf,
    Eigenvalue,
    Eigenvector,
    Elementwise,
    ElementwisePower,
    ElementwiseQuotient,
    Entry,
    EntrySum,
    Expression,
    FromEntries,
    FunctionDerivative,
    Hadamard,
    Identity,
    Index,
    IndexForm,
    IndexIndicator,
    IndexProduct,
    IndexSum,
    Indicator,
    InnerProduct,
    Inverse,
    Kronecker,
    LogSumExp,
    MathematicalConstant,
    MatrixFunction,
    MatrixLiteral,
    Maximum,
    Member,
    Named,
    Negate,
    Norm,
    Number,
    Ones,
    Power,
    Product,
    Pseudoinverse,
    Quotient,
    Reshape,
    SingleEntryMatrix,
    Size,
    Softmax,
    Symbol,
    Tangent,
    Trace,
    Transpose,
    Vec,
    Zeros,
)

Array = Any


@dataclass
class Point:
    """Sizes by name, values of symbols, tangents and functions, and of free indices."""

    sizes: Mapping[str, int]
    values: Mapping[Expression, Array]
    functions: Mapping[tuple[str, tuple[int, ...]], Callable[..., Array]] = field(default_factory=dict)
    indices: Mapping[Index, int] = field(default_factory=dict)

    def at(self, index: Index, value: int) -> Point:
        return Point(self.sizes, self.values, self.functions, {**self.indices, index: value})

    def size(self, shape: tuple[Any, ...]) -> tuple[int, ...]:
        return tuple(dimension.evaluate(self.sizes) for dimension in shape)

    def form(self, form: IndexForm) -> int:
        """The value of an index form, from 1."""
        total = form.offset.evaluate(self.sizes)
        return total + sum(coefficient * self.indices[index] for index, coefficient in form.terms)


def gelu(x: Array) -> Array:
    return x * special.ndtr(x)


SCALAR_FUNCTIONS: dict[str, Callable[[Array], Array]] = {
    "exp": np.exp,
    "log": np.log,
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "tanh": np.tanh,
    "arcsin": np.arcsin,
    "arccos": np.arccos,
    "arctan": np.arctan,
    "sqrt": np.sqrt,
    "sigmoid": special.expit,
    "softplus": lambda x: np.logaddexp(0, x),
    "relu": lambda x: np.maximum(x, 0),
    "step": lambda x: np.where(x > 0, 1.0, 0.0),
    "gelu": gelu,
    "erf": special.erf,
    "abs": np.abs,
    "sign": np.sign,
}

MATRIX_FUNCTIONS: dict[str, Callable[[Array], Array]] = {
    "exp": linalg.expm,
    "log": linalg.logm,
    "sin": linalg.sinm,
    "cos": linalg.cosm,
    "sinh": linalg.sinhm,
    "cosh": linalg.coshm,
    "sqrt": linalg.sqrtm,
}

RELATIONS: dict[str, Callable[[Array, Array], Array]] = {
    "=": np.equal,
    "≠": np.not_equal,
    "<": np.less,
    "≤": np.less_equal,
    ">": np.greater,
    "≥": np.greater_equal,
}


def matrix(value: Array) -> Array:
    value = np.asarray(value, dtype=float)
    return value.reshape(-1, 1) if value.ndim < 2 else value


def shaped(value: Array, node: Expression, point: Point) -> Array:
    value = np.asarray(value, dtype=float)
    return value.reshape(point.size(node.shape))


def norm(node: Norm, x: Array) -> Array:
    match node.kind:
        case "1":
            return np.abs(x).sum()
        case "inf":
            return np.abs(x).max()
        case "nuclear":
            return np.linalg.svd(matrix(x), compute_uv=False).sum()
        case "spectral":
            return np.linalg.svd(matrix(x), compute_uv=False).max()
    return np.sqrt((x**2).sum())


def symmetric_eigen(a: Array, position: int) -> tuple[Array, Array]:
    values, vectors = np.linalg.eigh((a + a.T) / 2)
    return values[position], vectors[:, position]


def commutation(m: int, n: int) -> Array:
    result = np.zeros((m * n, m * n))
    for i in range(m):
        for j in range(n):
            result[i * n + j, j * m + i] = 1
    return result


def softmax(x: Array, over: str) -> Array:
    axis = {"all": None, "row": 1, "column": 0}[over]
    return special.softmax(x, axis=axis)


def product(values: list[Array]) -> Array:
    result: Array = 1.0
    for value in values:
        if np.size(result) == 1 or np.ndim(value) == 0:
            result = matrix(value) * result if np.ndim(value) else result * value
        else:
            result = matrix(result) @ matrix(value)
        if np.size(result) == 1:
            result = float(np.reshape(result, ()))
    return result


def entry(node: Entry | Member, value: Array, forms: tuple[IndexForm | None, ...], point: Point) -> Array:
    positions: list[Any] = []
    for axis, form in enumerate(forms):
        position = slice(None) if form is None else point.form(form) - 1
        if isinstance(position, int) and not 0 <= position < value.shape[axis]:
            return np.zeros(point.size(node.shape))
        positions.append(position)
    return value[tuple(positions)]


def evaluate(node: Expression, point: Point) -> Array:
    """The value of an expression; KeyError where a symbol has none."""
    return shaped(_value(node, point), node, point)


def _value(node: Expression, point: Point) -> Array:  # noqa: C901 - one case a node kind
    def of(child: Expression) -> Array:
        return evaluate(child, point)

    match node:
        case Symbol() | Tangent():
            return point.values[node]
        case Named():
            return point.values[node.symbol] if node.symbol in point.values else of(node.definition)
        case Number():
            return float(node.value)
        case MathematicalConstant():
            return {"pi": np.pi, "e": np.e}[node.name]
        case Size():
            return node.dimension.evaluate(point.sizes)
        case Identity():
            return np.eye(node.size.evaluate(point.sizes))
        case Ones():
            return np.ones(point.size(node.shape))
        case Zeros():
            return np.zeros(point.size(node.shape))
        case CommutationMatrix():
            return commutation(*point.size((node.rows, node.columns)))
        case Add():
            return sum(of(term) for term in node.terms)
        case Negate():
            return -of(node.operand)
        case Product():
            return product([of(factor) for factor in node.factors])
        case Quotient():
            return of(node.numerator) / of(node.denominator)
        case Hadamard():
            return of(node.left) * of(node.right)
        case ElementwiseQuotient():
            return of(node.left) / of(node.right)
        case Kronecker():
            return np.kron(matrix(of(node.left)), matrix(of(node.right)))
        case InnerProduct():
            return (of(node.left) * of(node.right)).sum()
        case Contraction():
            axes = [list(axis) for axis in zip(*node.pairs, strict=True)] or [[], []]
            return np.tensordot(of(node.left), of(node.right), axes)
        case AxisPermutation():
            return np.transpose(of(node.operand), node.permutation)
        case Reshape():
            return of(node.operand)
        case Transpose():
            return matrix(of(node.operand)).T
        case Inverse():
            return np.linalg.inv(np.atleast_2d(of(node.operand)))
        case Pseudoinverse():
            return np.linalg.pinv(matrix(of(node.operand)))
        case Power():
            base, exponent = of(node.base), of(node.exponent)
            return np.linalg.matrix_power(base, round(float(exponent))) if node.shape else base**exponent
        case MatrixFunction():
            return np.real(MATRIX_FUNCTIONS[node.function](np.atleast_2d(of(node.argument))))
        case Trace():
            return np.trace(np.atleast_2d(of(node.operand)))
        case Determinant():
            return np.linalg.det(np.atleast_2d(of(node.operand)))
        case Eigenvalue():
            return symmetric_eigen(of(node.operand), node.position)[0]
        case Eigenvector():
            return symmetric_eigen(of(node.operand), node.position)[1]
        case DiagonalMatrix():
            return np.diag(of(node.operand).ravel())
        case DiagonalOf():
            return np.diag(of(node.operand))
        case Vec():
            return of(node.operand).ravel(order="F" if node.order == "column" else "C")
        case MatrixLiteral():
            return _literal(node, point)
        case Elementwise():
            if not isinstance(node.function, str):
                return np.vectorize(point.functions[node.function.name, (0,) * node.order])(of(node.argument))
            return SCALAR_FUNCTIONS[node.function](of(node.argument))
        case ElementwisePower():
            return of(node.base) ** of(node.exponent)
        case Maximum():
            return np.maximum(of(node.left), of(node.right))
        case Softmax():
            return softmax(of(node.argument), node.over)
        case LogSumExp():
            return special.logsumexp(of(node.argument))
        case EntrySum():
            return of(node.argument).sum()
        case Norm():
            return norm(node, of(node.argument))
        case Apply():
            return point.functions[node.function.name, ()](*(of(a) for a in node.arguments))
        case FunctionDerivative() if node.layout == "axes":
            return point.functions[node.function.name, node.slots](*(of(a) for a in node.arguments))
        case Indicator():
            return RELATIONS[node.relation](of(node.left), of(node.right))
        case _:
            return _indexed(node, point)


def _literal(node: MatrixLiteral, point: Point) -> Array:
    def block(e: Expression) -> Array:
        return matrix(evaluate(e, point))

    return np.block([[block(e) for e in row] for row in node.rows])


def _indexed(node: Expression, point: Point) -> Array:
    match node:
        case Entry():
            return entry(node, evaluate(node.operand, point), node.indices, point)
        case Member():
            return entry(node, point.values[node.family], node.indices, point)
        case FromEntries():
            result = np.empty(point.size(node.shape))
            for position in np.ndindex(result.shape):
                inner = point
                for index, value in zip(node.indices, position, strict=True):
                    inner = inner.at(index, value + 1)
                result[position] = evaluate(node.body, inner)
            return result
        case IndexSum():
            terms = [evaluate(node.body, point.at(node.index, i)) for i in _range(node, point)]
            return sum(terms, np.zeros(point.size(node.shape)))
        case IndexProduct():
            return np.prod([evaluate(node.body, point.at(node.index, i)) for i in _range(node, point)])
        case IndexIndicator():
            return RELATIONS[node.relation](point.form(node.left), point.form(node.right))
        case SingleEntryMatrix():
            result = np.zeros(point.size(node.shape))
            result[tuple(point.form(form) - 1 for form in node.indices)] = 1
            return result
    raise NotImplementedError(type(node).__name__)


def _range(node: IndexSum | IndexProduct, point: Point) -> range:
    return range(point.form(node.lower), point.form(node.upper) + 1)
