"""Reading scalars: numbers, sums, products, powers, functions, entries, sums over indices."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce
from typing import Any

from ..algebra import (
    ONE,
    SCALAR,
    Add,
    Apply,
    Determinant,
    Dimension,
    Elementwise,
    Entry,
    Expression,
    FunctionSymbol,
    Index,
    IndexForm,
    IndexIndicator,
    IndexSum,
    IndexValue,
    MathematicalConstant,
    MatrixFunction,
    Maximum,
    Negate,
    Number,
    Power,
    Product,
    Quotient,
    Size,
    Trace,
    is_row,
)
from .errors import NotInSympyError
from .reading import Reader, Rule, shape_of

FUNCTIONS = {
    "exp": "exp",
    "log": "log",
    "sin": "sin",
    "cos": "cos",
    "tan": "tan",
    "sinh": "sinh",
    "cosh": "cosh",
    "tanh": "tanh",
    "asin": "arcsin",
    "acos": "arccos",
    "atan": "arctan",
    "erf": "erf",
    "Abs": "abs",
    "sign": "sign",
    "Heaviside": "step",
}
_MATRIX_FUNCTIONS = ("exp", "log", "sin", "cos", "sinh", "cosh")


def number(node: Any) -> Expression:
    if node.is_Rational:
        return Number(Fraction(int(node.p), int(node.q)))
    text = str(node)
    digits = len(text.partition(".")[2]) if "e" not in text else None
    return Number(Fraction(text), digits)


def multiplied(factors: list[Expression]) -> Expression:
    """The product, with the sign in front."""
    first, *others = factors
    if isinstance(first, Number) and first.value < 0:
        magnitude = [] if first.value == -1 and others else [Number(-first.value)]
        return Negate(multiplied([*magnitude, *others]))
    return Product(tuple(factors)) if others else first


def _number(reader: Reader, node: Any) -> Expression:
    return number(node)


def _pi(reader: Reader, node: Any) -> Expression:
    return MathematicalConstant("pi")


def _e(reader: Reader, node: Any) -> Expression:
    return MathematicalConstant("e")


def _symbol(reader: Reader, node: Any) -> Expression:
    if node in reader.indices:
        index = reader.indices[node]
        return Add((IndexValue(IndexForm.of(index)), Negate(Number(Fraction(1)))))
    if node.name in reader.sizes:
        return Size(Dimension.of(node.name))
    return reader.symbol(node, SCALAR)


def _add(reader: Reader, node: Any) -> Expression:
    return Add(tuple(reader.read(term) for term in node.as_ordered_terms()))


def _mul(reader: Reader, node: Any) -> Expression:
    above: list[Expression] = []
    below: list[Expression] = []
    for factor in node.args:
        is_below = factor.is_Pow and factor.exp.is_Number and factor.exp < 0
        (below if is_below else above).append(reader.read(1 / factor if is_below else factor))
    top = multiplied(above) if above else Number(Fraction(1))
    return Quotient(top, multiplied(below)) if below else top


def _pow(reader: Reader, node: Any) -> Expression:
    base, exponent = node.args
    if exponent.is_Number and exponent < 0:
        return Quotient(Number(Fraction(1)), reader.read(base ** (-exponent)))
    if exponent.is_Rational and (exponent.p, exponent.q) == (1, 2):
        return Elementwise("sqrt", reader.read(base))
    return Power(reader.read(base), reader.read(exponent))


def _function(reader: Reader, node: Any) -> Expression:
    (argument,) = node.args[:1]
    name = FUNCTIONS[type(node).__name__]
    if getattr(argument, "is_Matrix", False) or getattr(argument, "is_MatrixExpr", False):
        inside = reader.read(argument)
        if inside.shape == SCALAR:
            return Elementwise(name, inside)
        if name not in _MATRIX_FUNCTIONS:
            raise NotInSympyError(f"{node}: write applyfunc for a function of every entry")
        return MatrixFunction(name, inside)
    return Elementwise(name, reader.read(argument))


def _maximum(reader: Reader, node: Any) -> Expression:
    return reduce(Maximum, (reader.read(argument) for argument in node.args))


def _trace(reader: Reader, node: Any) -> Expression:
    inside = reader.read(node.arg)
    return inside if inside.shape == SCALAR else Trace(inside)


def _determinant(reader: Reader, node: Any) -> Expression:
    inside = reader.read(node.arg)
    return inside if inside.shape == SCALAR else Determinant(inside)


def _entry(reader: Reader, node: Any) -> Expression:
    parent, row, column = node.args
    shape = shape_of(parent)
    operand = reader.read(parent)
    if shape == SCALAR:
        return operand
    if is_row(shape):
        return Entry(operand, (IndexForm.of(1), reader.position(column)))
    positions = (row, column)[: len(shape)]
    return Entry(operand, tuple(reader.position(position) for position in positions))


def _sum(reader: Reader, node: Any) -> Expression:
    body, *limits = node.args
    if not limits:
        return reader.read(body)
    symbol, lower, upper = limits[-1]
    low, high = reader.form(lower, 1), reader.form(upper, 1)
    index = Index(_fresh_letter(reader), high.offset if not high.terms else ONE)
    reader.indices[symbol] = index
    try:
        inner = _sum(reader, node.func(body, *limits[:-1])) if limits[:-1] else reader.read(body)
        return IndexSum(index, inner, low, high)
    finally:
        del reader.indices[symbol]


def _fresh_letter(reader: Reader) -> str:
    taken = {index.name for index in reader.indices.values()} | reader.sizes | set(reader.names.symbols)
    return next(letter for letter in "ijklpqrsuvabcdefgh" if letter not in taken)


def _delta(reader: Reader, node: Any) -> Expression:
    left, right = node.args[:2]
    return IndexIndicator(reader.position(left), "=", reader.position(right))


def _applied(reader: Reader, node: Any) -> Expression:
    """A function that is known by its name only."""
    arguments = tuple(reader.read(argument) for argument in node.args)
    function = FunctionSymbol(node.func.__name__, tuple(argument.shape for argument in arguments), SCALAR)
    return Apply(function, arguments)


RULES: dict[str, Rule] = {
    "Number": _number,
    "int": lambda reader, node: Number(Fraction(node)),
    "Pi": _pi,
    "Exp1": _e,
    "Symbol": _symbol,
    "Add": _add,
    "Mul": _mul,
    "Pow": _pow,
    "Max": _maximum,
    "Trace": _trace,
    "Determinant": _determinant,
    "MatrixElement": _entry,
    "Sum": _sum,
    "KroneckerDelta": _delta,
    "AppliedUndef": _applied,
    **dict.fromkeys(FUNCTIONS, _function),
}
