"""Random well-typed expressions over the vocabulary, smooth at random points."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction

from matderiv.algebra import (
    ONE,
    Add,
    Determinant,
    DiagonalMatrix,
    DiagonalOf,
    Dimension,
    Elementwise,
    ElementwisePower,
    ElementwiseQuotient,
    Entry,
    EntrySum,
    Expression,
    FromEntries,
    Hadamard,
    Identity,
    Index,
    IndexForm,
    IndexSum,
    InnerProduct,
    Inverse,
    Kronecker,
    LogSumExp,
    MatrixLiteral,
    Named,
    Negate,
    Norm,
    Number,
    Ones,
    Power,
    Product,
    Quotient,
    Shape,
    Softmax,
    Symbol,
    Trace,
    Transpose,
    Vec,
    matrix_shape,
)

M, N, P = (Dimension.of(name) for name in "mnp")
SIZES = (M, N, P)
SMOOTH = ("sin", "cos", "tanh", "sigmoid", "softplus", "arctan", "exp", "erf", "gelu")

SYMBOLS = {
    symbol.shape: symbol
    for symbol in (
        Symbol("t", ()),
        *(Symbol(f"x_{size}", (size,)) for size in SIZES),
        *(Symbol(f"X_{{{rows}{columns}}}", (rows, columns)) for rows in SIZES for columns in SIZES),
    )
}


class Generator:
    """Draws expressions of a given shape; the symbols of a shape are the variable's and one constant."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def size(self) -> Dimension:
        return self.random.choice(SIZES)

    def expression(self, shape: Shape, depth: int) -> Expression:
        if len(shape) == 2 and shape[0] == ONE:
            return Transpose(self.expression(shape[1:], depth - 1))
        if depth <= 0:
            return self.leaf(shape)
        kinds = SCALAR_KINDS if not shape else VECTOR_KINDS if len(shape) == 1 else MATRIX_KINDS
        kind = self.random.choice(ANY_KINDS + kinds)
        return kind(self, shape, depth - 1)

    def leaf(self, shape: Shape) -> Expression:
        symbol = SYMBOLS[shape]
        choice = self.random.random()
        if choice < 0.6:
            return symbol
        if choice < 0.7 and len(shape) == 2 and shape[0] == shape[1]:
            properties = self.random.choice(["symmetric", "positive definite", "diagonal"])
            return Symbol(f"S_{shape[0]}", shape, frozenset({properties}))
        if choice < 0.75 and len(shape) == 2 and shape[0] == shape[1]:
            return Identity(shape[0])
        if choice < 0.8 and shape:
            return Ones(shape)
        return Symbol(f"c_{'x'.join(map(str, shape))}", shape)


Kind = Callable[[Generator, Shape, int], Expression]


def add(g: Generator, shape: Shape, depth: int) -> Expression:
    second = g.expression(shape, depth - 1)
    return Add((g.expression(shape, depth), Negate(second) if g.random.random() < 0.5 else second))


def hadamard(g: Generator, shape: Shape, depth: int) -> Expression:
    left, right = g.expression(shape, depth - 1), g.expression(shape, depth)
    return Hadamard(left, right) if shape else Product((left, right))


def scaled(g: Generator, shape: Shape, depth: int) -> Expression:
    number = Number(Fraction(g.random.randint(1, 5), g.random.randint(1, 3)))
    return Product((number, g.expression((), depth - 1), g.expression(shape, depth)))


def elementwise(g: Generator, shape: Shape, depth: int) -> Expression:
    return Elementwise(g.random.choice(SMOOTH), g.expression(shape, depth))


def quotient(g: Generator, shape: Shape, depth: int) -> Expression:
    below = Add((Number(Fraction(2)), Elementwise("sin", g.expression((), depth - 1))))
    return Quotient(g.expression(shape, depth), below)


def positive(g: Generator, shape: Shape, depth: int) -> Expression:
    ones = Ones(shape) if shape else Number(Fraction(1))
    return Add((ones, Elementwise("sigmoid", g.expression(shape, depth))))


def power(g: Generator, shape: Shape, depth: int) -> Expression:
    exponent = Number(Fraction(g.random.choice([-2, -1, 2, 3]), g.random.choice([1, 1, 2])))
    base = positive(g, shape, depth)
    return ElementwisePower(base, exponent) if shape else Power(base, exponent)


def elementwise_quotient(g: Generator, shape: Shape, depth: int) -> Expression:
    if not shape:
        return Quotient(g.expression(shape, depth), positive(g, shape, depth - 1))
    return ElementwiseQuotient(g.expression(shape, depth), positive(g, shape, depth - 1))


def logarithm(g: Generator, shape: Shape, depth: int) -> Expression:
    return Elementwise("log", positive(g, shape, depth))


def named(g: Generator, shape: Shape, depth: int) -> Expression:
    definition = g.expression(shape, depth)
    return Named(Symbol(f"z_{hash(definition) % 1000}", shape), definition)


def product(g: Generator, shape: Shape, depth: int) -> Expression:
    rows, columns = (*shape, ONE, ONE)[:2]
    middle = g.size()
    left = g.expression(matrix_shape(rows, middle), depth - 1)
    right = g.expression(matrix_shape(middle, columns), depth)
    return Product((left, right))


def product_of_three(g: Generator, shape: Shape, depth: int) -> Expression:
    rows, columns = (*shape, ONE, ONE)[:2]
    first, second = g.size(), g.size()
    return Product(
        (
            g.expression(matrix_shape(rows, first), depth - 1),
            g.expression((first, second), depth - 1),
            g.expression(matrix_shape(second, columns), depth - 1),
        )
    )


def outer(g: Generator, shape: Shape, depth: int) -> Expression:
    return Product((g.expression(shape[:1], depth), Transpose(g.expression(shape[1:], depth - 1))))


def transpose(g: Generator, shape: Shape, depth: int) -> Expression:
    return Transpose(g.expression(shape[::-1], depth))


def inverse(g: Generator, shape: Shape, depth: int) -> Expression:
    if shape[0] != shape[1]:
        return g.expression(shape, depth)
    inner = Elementwise("tanh", g.expression(shape, depth))
    return Inverse(Add((Product((Number(Fraction(6)), Identity(shape[0]))), inner)))


def matrix_power(g: Generator, shape: Shape, depth: int) -> Expression:
    if shape[0] != shape[1]:
        return g.expression(shape, depth)
    return Power(g.expression(shape, depth), Number(Fraction(g.random.choice([2, 3]))))


def diagonal_matrix(g: Generator, shape: Shape, depth: int) -> Expression:
    if shape[0] != shape[1]:
        return g.expression(shape, depth)
    return DiagonalMatrix(g.expression(shape[:1], depth))


def diagonal_of(g: Generator, shape: Shape, depth: int) -> Expression:
    return DiagonalOf(g.expression((shape[0], shape[0]), depth))


def softmax(g: Generator, shape: Shape, depth: int) -> Expression:
    over = g.random.choice(["all", "row", "column"]) if len(shape) == 2 else "all"
    return Softmax(g.expression(shape, depth), over)


def from_entries(g: Generator, shape: Shape, depth: int) -> Expression:
    indices = tuple(Index(name, size) for name, size in zip("ij", shape, strict=False))
    array = g.expression(shape, depth)
    body = Entry(array, tuple(IndexForm.of(index) for index in indices))
    return FromEntries(indices, Elementwise("sin", Product((body, g.expression((), depth - 1)))))


def column(g: Generator, shape: Shape, depth: int) -> Expression:
    return Entry(g.expression((shape[0], g.size()), depth), (None, IndexForm.of(2)))


def blocks(g: Generator, shape: Shape, depth: int) -> Expression:
    if shape != (N, N):
        return g.expression(shape, depth)
    size = Dimension.of("n") - 1
    first = g.expression((), depth)
    wide = Symbol("c_w", (ONE, size))
    return MatrixLiteral(((first, wide), (Symbol("c_h", (size,)), Symbol("c_d", (size, size)))))


def trace(g: Generator, shape: Shape, depth: int) -> Expression:
    size = g.size()
    return Trace(g.expression((size, size), depth))


def log_determinant(g: Generator, shape: Shape, depth: int) -> Expression:
    size = g.size()
    inner = Elementwise("tanh", g.expression((size, size), depth))
    shifted = Add((Product((Number(Fraction(6)), Identity(size))), inner))
    determinant = Determinant(shifted)
    return Elementwise("log", determinant) if g.random.random() < 0.6 else determinant


def inner_product(g: Generator, shape: Shape, depth: int) -> Expression:
    inner = g.random.choice([(g.size(),), (g.size(), g.size())])
    return InnerProduct(g.expression(inner, depth), g.expression(inner, depth - 1))


def norm(g: Generator, shape: Shape, depth: int) -> Expression:
    inner = g.random.choice([(g.size(),), (g.size(), g.size())])
    value = Norm(g.expression(inner, depth), "2" if len(inner) == 1 else "frobenius")
    return Power(value, Number(Fraction(2))) if g.random.random() < 0.6 else value


def entry_sum(g: Generator, shape: Shape, depth: int) -> Expression:
    inner = g.random.choice([(g.size(),), (g.size(), g.size())])
    kind = g.random.choice([EntrySum, LogSumExp])
    return kind(g.expression(inner, depth))


def index_sum(g: Generator, shape: Shape, depth: int) -> Expression:
    size = g.size()
    index = Index("i", size)
    body = Entry(g.expression((size,), depth), (IndexForm.of(index),))
    other = Entry(g.expression((size,), depth - 1), (IndexForm.of(index),))
    lower = IndexForm.of(g.random.choice([1, 2]))
    return IndexSum(index, Product((Elementwise("sin", body), other)), lower, IndexForm((), size))


def trace_of_kronecker(g: Generator, shape: Shape, depth: int) -> Expression:
    first, second = g.size(), g.size()
    left, right = g.expression((first, first), depth - 1), g.expression((second, second), depth)
    return Trace(Kronecker(left, right))


def vec_product(g: Generator, shape: Shape, depth: int) -> Expression:
    inner = (g.size(), g.size())
    order = g.random.choice(["column", "row"])
    left, right = Vec(g.expression(inner, depth), order), Vec(g.expression(inner, depth - 1), order)
    return Product((Transpose(left), right))


def kronecker_form(g: Generator, shape: Shape, depth: int) -> Expression:
    first, second = g.size(), g.size()
    x, y = g.expression((first,), depth - 1), g.expression((second,), depth - 1)
    matrix = Kronecker(g.expression((first, first), depth - 1), g.expression((second, second), depth - 1))
    return Product(
        (Transpose(Kronecker(x, y)), matrix, Kronecker(y, x) if first == second else Kronecker(x, y))
    )


ANY_KINDS: tuple[Kind, ...] = (
    add,
    hadamard,
    scaled,
    elementwise,
    quotient,
    power,
    elementwise_quotient,
    logarithm,
    named,
)
SCALAR_KINDS: tuple[Kind, ...] = (
    product,
    product_of_three,
    product_of_three,
    trace,
    log_determinant,
    inner_product,
    norm,
    entry_sum,
    index_sum,
    trace_of_kronecker,
    vec_product,
    kronecker_form,
)
VECTOR_KINDS: tuple[Kind, ...] = (
    product,
    product_of_three,
    diagonal_of,
    softmax,
    from_entries,
    column,
)
MATRIX_KINDS: tuple[Kind, ...] = (
    product,
    product_of_three,
    outer,
    transpose,
    inverse,
    matrix_power,
    diagonal_matrix,
    softmax,
    from_entries,
    blocks,
)
