"""Random well-typed expressions of a given shape."""

from collections.abc import Callable
from fractions import Fraction
from random import Random

from matderiv.algebra import (
    ONE,
    SCALAR,
    Add,
    Determinant,
    DiagonalMatrix,
    DiagonalOf,
    Dimension,
    Elementwise,
    ElementwisePower,
    ElementwiseQuotient,
    Entry,
    Expression,
    Hadamard,
    Identity,
    Index,
    IndexForm,
    IndexSum,
    InnerProduct,
    Inverse,
    Kronecker,
    Maximum,
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
    Tangent,
    Trace,
    Transpose,
    Vec,
    is_row,
    transposed,
)

M, N = Dimension.of("m"), Dimension.of("n")
SIZES = {"m": 2, "n": 3}

NAMES: dict[Shape, tuple[str, ...]] = {
    SCALAR: ("t", "c", r"\lambda", r"\bar f"),
    (N,): ("x", r"\mathbf{y}", "f_1", "g"),
    (M,): ("b", r"\hat y", "h"),
    (ONE, N): ("r",),
    (ONE, M): ("s",),
    (M, N): ("A", "W^{(1)}", r"\Sigma"),
    (N, M): ("B",),
    (N, N): ("X", "S_1", r"\Phi"),
    (M, M): ("C",),
}
"""Names that invite misreading: letters of functions, labels above and below."""

SYMBOLS = tuple(Symbol(name, shape) for shape, names in NAMES.items() for name in names)

Maker = Callable[[], Expression]


class RandomExpressions:
    """Makes expressions from a seed; no more than `depth` operations stand one in another."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def any_shape(self, depth: int) -> Expression:
        return self.of(self.random.choice(list(NAMES)), depth)

    def of(self, shape: Shape, depth: int) -> Expression:
        if depth == 0 or self.random.random() < 0.15:
            return self._leaf(shape)
        makers = [*self._anywhere(shape, depth - 1), *self._special(shape, depth - 1)]
        return self.random.choice(makers)()

    def _leaf(self, shape: Shape) -> Expression:
        symbols = [symbol for symbol in SYMBOLS if symbol.shape == shape]
        constants: list[Expression] = [Tangent(symbols[0])]
        if shape == SCALAR:
            constants += [self._number(), self._number()]
        elif len(shape) == 1:
            constants.append(Ones(shape))
        elif shape[0] == shape[1]:
            constants.append(Identity(shape[0]))
        return self.random.choice([*symbols, *constants])

    def _number(self) -> Number:
        return Number(
            self.random.choice([Fraction(2), Fraction(3), Fraction(1, 2), Fraction(-1), Fraction(-2)])
        )

    def _anywhere(self, shape: Shape, depth: int) -> list[Maker]:
        def one(other: Shape = shape) -> Expression:
            return self.of(other, depth)

        makers: list[Maker] = [
            lambda: Add(tuple(one() for _ in range(self.random.choice([2, 3])))),
            lambda: Negate(one()),
            lambda: Product((one(SCALAR), one())),
            lambda: Product((one(), one(SCALAR))),
            lambda: Product((self._number(), one(SCALAR), one())),
            lambda: Quotient(one(), one(SCALAR)),
            lambda: Transpose(one(transposed(shape))),
            lambda: self._product(shape, depth),
            lambda: self._product(shape, depth),
        ]
        return makers if shape == SCALAR or is_row(shape) else [*makers, *self._entrywise(shape, depth)]

    def _product(self, shape: Shape, depth: int) -> Expression:
        rows, columns = (*shape, ONE, ONE)[:2]
        between = self.random.choice([M, N])
        right = (between,) if columns == ONE else (between, columns)
        return Product((self.of((rows, between), depth), self.of(right, depth)))

    def _entrywise(self, shape: Shape, depth: int) -> list[Maker]:
        def one() -> Expression:
            return self.of(shape, depth)

        name = self.random.choice(["exp", "sin", "tanh", "sigmoid", "log", "relu"])
        return [
            lambda: Hadamard(one(), one()),
            lambda: ElementwiseQuotient(one(), one()),
            lambda: Elementwise(name, one()),
            lambda: ElementwisePower(one(), self._number()),
        ]

    def _special(self, shape: Shape, depth: int) -> list[Maker]:
        if shape == SCALAR:
            return [*self._scalars(depth), *self._scalars_of_matrices(depth)]
        if len(shape) == 1:
            return [lambda: Softmax(self.of(shape, depth))]
        if shape[0] == shape[1]:
            return self._squares(shape, depth)
        if shape == (M, N):
            return [lambda: Kronecker(self.of((M,), depth), self.of((ONE, N), depth))]
        return []

    def _scalars(self, depth: int) -> list[Maker]:
        def vector() -> Expression:
            return self.of((N,), depth)

        def scalar() -> Expression:
            return self.of(SCALAR, depth)

        norm, function = (
            self.random.choice(["1", "2", "inf"]),
            self.random.choice(["exp", "log", "sqrt", "abs"]),
        )
        return [
            lambda: Entry(vector(), (IndexForm.of(2),)),
            lambda: Norm(vector(), norm),
            lambda: Power(scalar(), self._number()),
            lambda: Elementwise(function, scalar()),
            lambda: Maximum(scalar(), scalar()),
            lambda: sum_of_products(vector(), vector(), scalar()),
        ]

    def _scalars_of_matrices(self, depth: int) -> list[Maker]:
        def square() -> Expression:
            return self.of((N, N), depth)

        def matrix() -> Expression:
            return self.of((M, N), depth)

        return [
            lambda: Entry(square(), (IndexForm.of(1), IndexForm.of(3))),
            lambda: Trace(square()),
            lambda: Determinant(square()),
            lambda: Elementwise("log", Determinant(square())),
            lambda: Norm(matrix(), "frobenius"),
            lambda: InnerProduct(matrix(), matrix()),
            lambda: Product((Transpose(Vec(matrix())), Vec(matrix()))),
        ]

    def _squares(self, shape: Shape, depth: int) -> list[Maker]:
        def one() -> Expression:
            return self.of(shape, depth)

        def vector() -> Expression:
            return self.of(shape[:1], depth)

        return [
            lambda: Inverse(one()),
            lambda: Power(one(), Number(Fraction(self.random.choice([2, 3])))),
            lambda: DiagonalMatrix(vector()),
            lambda: DiagonalMatrix(DiagonalOf(one())),
            lambda: Product((vector(), Transpose(vector()))),
        ]


def sum_of_products(left: Expression, right: Expression, factor: Expression) -> Expression:
    index = Index("i", N)
    at = (IndexForm.of(index),)
    body = Product((factor, Entry(left, at), Entry(right, at)))
    return IndexSum(index, body, IndexForm.of(1), IndexForm((), N))
