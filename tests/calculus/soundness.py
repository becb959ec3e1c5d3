"""Soundness of the canonical form: random expressions that share one have the same value.

    python -m tests.calculus.soundness [--count 100000] [--seed 0]

Small expressions over few symbols often coincide, so that many pairs are compared; every second one is also compared
with a rewriting of itself that is equal (terms and operands in another order, cyclic traces, transposed transposes).
"""

from __future__ import annotations

import argparse
import sys
import time
import zlib
from collections.abc import Iterator

import numpy as np

from matderiv.algebra import (
    Add,
    Expression,
    Hadamard,
    InnerProduct,
    Negate,
    Product,
    Shape,
    Symbol,
    Trace,
    Transpose,
    transform_bottom_up,
)
from matderiv.calculus.identity.equality import canonical_form
from matderiv.calculus.identity.expansion import TooLarge

from .differences import draw
from .evaluate import Array, Point, evaluate
from .random_expressions import Generator, M, N

SIZES = {"m": 3, "n": 4, "p": 2}
SHAPES: tuple[Shape, ...] = ((), (), (), (N,), (M, N), (N, N))
TOLERANCE = 1e-6


class Values(dict[Expression, Array]):
    """A value for every symbol, the same wherever it stands."""

    def __missing__(self, symbol: Expression) -> Array:
        assert isinstance(symbol, Symbol)
        generator = np.random.default_rng(zlib.crc32(f"{symbol.name} {symbol.shape}".encode()))
        value = self[symbol] = draw(symbol, generator, SIZES)
        return value


def rewritten(expression: Expression) -> Expression:
    """An expression of the same value, written in another way."""
    return transform_bottom_up(expression, _turned)


def _turned(node: Expression) -> Expression:
    match node:
        case Add(terms=terms):
            return Add(terms[::-1])
        case Hadamard(left=left, right=right):
            return Hadamard(right, left)
        case InnerProduct(left=left, right=right):
            return InnerProduct(right, left)
        case Negate(operand=Negate(operand=inner)):
            return inner
        case Trace(operand=Product(factors=(first, *rest))) if len(first.shape) == 2 and all(
            len(factor.shape) == 2 for factor in rest
        ):
            return Trace(Product((*rest, first)))
        case Trace(operand=operand) if operand.shape:
            return Trace(Transpose(operand))
    return node


def drawn(count: int, seed: int) -> Iterator[Expression]:
    generator = Generator(seed)
    for number in range(count):
        shape = SHAPES[number % len(SHAPES)]
        yield generator.expression(shape, generator.random.choice((1, 1, 2, 2, 3)))


class Report:
    """What was compared, and what is wrong."""

    def __init__(self) -> None:
        self.expressions = self.pairs = self.rewritings = self.recognised = self.too_large = 0
        self.unsound: list[tuple[Expression, Expression]] = []

    def __str__(self) -> str:
        return (
            f"{self.expressions} expressions, {self.pairs} pairs of one canonical form, {len(self.unsound)} of them "
            f"with different values; {self.recognised} of {self.rewritings} rewritings recognised; "
            f"{self.too_large} without a canonical form"
        )


def examine(count: int, seed: int) -> Report:
    """Draws expressions, groups them by their canonical form, and compares the values in each group."""
    report, known = Report(), dict[object, tuple[Expression, Array]]()
    point = Point(SIZES, Values())
    with np.errstate(all="ignore"):
        for number, expression in enumerate(drawn(count, seed)):
            report.expressions += 1
            try:
                form = canonical_form(expression)
                other = canonical_form(rewritten(expression)) if number % 2 else None
            except (TooLarge, RecursionError):
                report.too_large += 1
                continue
            if other is not None:
                report.rewritings += 1
                report.recognised += other == form
                if other == form:
                    _compare(report, expression, evaluate(expression, point), rewritten(expression), point)
            key = (expression.shape, form)
            if key in known:
                first, value = known[key]
                _compare(report, first, value, expression, point)
            else:
                known[key] = (expression, evaluate(expression, point))
    return report


def _compare(report: Report, first: Expression, value: Array, other: Expression, point: Point) -> None:
    if first == other:
        return
    report.pairs += 1
    second = evaluate(other, point)
    scale = max(1.0, float(np.max(np.abs(np.nan_to_num(value)), initial=0)))
    if not np.allclose(value, second, rtol=0, atol=TOLERANCE * scale, equal_nan=True):
        report.unsound.append((first, other))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    started = time.perf_counter()
    report = examine(options.count, options.seed)
    sys.stdout.write(f"{report} ({time.perf_counter() - started:.0f} s)\n")
    for first, second in report.unsound[:10]:
        sys.stdout.write(f"  {first}\n  {second}\n\n")
    return 1 if report.unsound else 0


if __name__ == "__main__":
    sys.exit(main())
