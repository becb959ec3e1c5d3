"""Expressions of growing size: chains of n factors, sums of n terms, networks of n layers; time grows as n to a power.

`python -m tests.benchmarks.growth` prints the symbolic time at each n and the exponent between n = 25 and n = 100.
"""

from __future__ import annotations

from collections.abc import Callable
from math import log

from matderiv.algebra import Add, Dimension, Elementwise, Expression, Product, Symbol, Trace, Transpose
from matderiv.calculus import differentiate

from .timing import milliseconds

N = Dimension.of("n")
SIZES = (5, 10, 25, 50, 100)
X, x = Symbol("X", (N, N)), Symbol("x", (N,))


def matrix(name: str, number: int) -> Symbol:
    return Symbol(f"{name}_{{{number}}}", (N, N))


def chain(length: int) -> tuple[Expression, Symbol]:
    """The trace of a product with the variable in its middle."""
    factors = [matrix("A", number) for number in range(length)]
    return Trace(Product((*factors[: length // 2], X, *factors[length // 2 :]))), X


def total(length: int) -> tuple[Expression, Symbol]:
    """A sum of different quadratic forms."""
    forms = (Product((Transpose(x), matrix("A", number), x)) for number in range(length))
    return Add(tuple(forms)), x


def layers(length: int) -> tuple[Expression, Symbol]:
    """A network of tanh layers by its input."""
    value: Expression = x
    for number in range(length):
        value = Elementwise("tanh", Product((matrix("W", number), value)))
    return Product((Transpose(Symbol("c", (N,))), value)), x


EXPRESSIONS: dict[str, Callable[[int], tuple[Expression, Symbol]]] = {
    "chain of n factors": chain,
    "sum of n terms": total,
    "n layers": layers,
}


def derived(expression: Expression, variable: Symbol) -> None:
    differentiate(expression, [variable]).to_matrix("mixed")


def main() -> None:
    for name, make in EXPRESSIONS.items():
        times = {}
        for length in SIZES:
            expression, variable = make(length)
            times[length] = milliseconds(lambda e=expression, v=variable: derived(e, v), 3)
        exponent = log(times[100] / times[25]) / log(4)
        shown = "  ".join(f"n = {length}: {time:.1f}" for length, time in times.items())
        print(f"{name:20} {shown} ms   grows as n^{exponent:.2f}")


if __name__ == "__main__":
    main()
