"""Problems for tests of forms, and what `meaning` would know about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from matderiv.algebra import (
    ONE,
    Add,
    Determinant,
    Dimension,
    Elementwise,
    Expression,
    Hadamard,
    InnerProduct,
    Inverse,
    Kronecker,
    Named,
    Negate,
    Norm,
    Number,
    Ones,
    Power,
    Product,
    Quotient,
    Softmax,
    Symbol,
    Trace,
    Transpose,
)

M, N, P = Dimension.of("m"), Dimension.of("n"), Dimension.of("p")
A = Symbol("A", (M, N))
B = Symbol("B", (P, P))
S = Symbol("S", (N, N))
C = Symbol("C", (N, N), frozenset({"symmetric"}))
X = Symbol("X", (N, N), frozenset({"invertible"}))
W = Symbol("W", (M, N))
V = Symbol("V", (M, P))
x = Symbol(r"\mathbf{x}", (N,))
y = Symbol("y", (N,))
b = Symbol("b", (M,))
r = Symbol("r", (ONE, N))
t = Symbol("t", ())
z = Named(Symbol("z", (M,)), Add((Product((W, x)), b)))


@dataclass(frozen=True)
class FakeScope:
    symbols: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class FakeProblem:
    expression: Expression
    variables: tuple[Expression, ...]
    layout: str = "mixed"
    vec_order: str = "column"
    symmetric: str = "unconstrained"
    scope: FakeScope = FakeScope()


def number(value: str | int) -> Number:
    return Number(Fraction(value))


def gram(left: Expression, right: Expression) -> Product:
    return Product((Transpose(left), right))


VALUES: list[tuple[Expression, Symbol]] = [
    (Product((W, x)), W),
    (Product((Transpose(x), S, x)), x),
    (Power(Norm(Add((Product((A, x)), Negate(b))), "2"), number(2)), x),
    (Inverse(X), X),
    (Transpose(W), W),
    (Elementwise("log", Determinant(Product((W, Transpose(W))))), W),
    (Trace(Product((Transpose(W), V, Transpose(V), W))), W),
    (Softmax(x), x),
    (Hadamard(x, y), x),
    (Product((x, Transpose(x))), x),
    (Inverse(Add((X, Product((t, S))))), t),
    (Quotient(Power(gram(y, x), number(2)), gram(x, x)), x),
    (Quotient(x, Norm(x, "2")), x),
    (Elementwise("sin", x), x),
    (Elementwise("tanh", W), W),
    (Product((Transpose(Ones((M,))), Elementwise("softplus", Product((W, x))))), W),
    (Product((r, S)), r),
    (Product((r, S)), S),
    (Product((r, x)), r),
    (Power(Norm(Add((W, Negate(Product((V, Transpose(V), A))))), "frobenius"), number(2)), V),
    (Product((Transpose(b), Elementwise("tanh", z))), W),
    (Product((Transpose(b), Elementwise("tanh", z))), x),
    (InnerProduct(W, Elementwise("exp", A)), A),
    (Product((W, S, Transpose(W))), W),
    (Power(t, number(3)), t),
    (Product((t, W)), t),
    (Product((t, W)), W),
    (Kronecker(B, W), W),
]
