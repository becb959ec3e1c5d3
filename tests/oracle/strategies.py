"""Random well-typed expressions of the oracle's tests."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from matderiv.algebra import (
    DiagonalMatrix,
    DiagonalOf,
    Elementwise,
    EntrySum,
    Expression,
    Hadamard,
    InnerProduct,
    Inverse,
    Negate,
    Norm,
    Quotient,
    Softmax,
    Trace,
)

from .notation import T, matrix, number, power, product, scalar, total, vector

x, y, X, A, s = vector("x"), vector("y"), matrix("X"), matrix("A"), scalar("s")
Strategy = st.SearchStrategy[Expression]
_SMOOTH = ("exp", "sin", "tanh", "sigmoid", "arctan", "softplus")


def _map(build: Callable[..., Expression], *parts: Strategy) -> Strategy:
    return st.builds(build, *parts)


def expressions(depth: int = 3) -> tuple[Strategy, Strategy, Strategy]:
    """Scalars, vectors of length n, and n × n matrices."""
    scalars: Strategy = st.sampled_from([s, number(2), number("1/2")])
    vectors: Strategy = st.sampled_from([x, y])
    matrices: Strategy = st.sampled_from([X, A])
    for _ in range(depth):
        scalars, vectors, matrices = (
            _scalars(scalars, vectors, matrices),
            _vectors(scalars, vectors, matrices),
            _matrices(vectors, matrices),
        )
    return scalars, vectors, matrices


def _scalars(a: Strategy, v: Strategy, M: Strategy) -> Strategy:
    return st.one_of(
        a,
        _map(product, a, a),
        _map(total, a, a),
        _map(lambda p, q: product(T(p), q), v, v),
        _map(lambda p, Q, r: product(T(p), Q, r), v, M, v),
        _map(Trace, M),
        _map(lambda p: Quotient(p, total(number(2), power(s, 2))), a),
        _map(EntrySum, v),
        _map(lambda p: Norm(p, "2"), v),
        _map(InnerProduct, M, M),
    )


def _vectors(a: Strategy, v: Strategy, M: Strategy) -> Strategy:
    return st.one_of(
        v,
        _map(product, M, v),
        _map(product, a, v),
        _map(total, v, v),
        _map(Hadamard, v, v),
        _map(Negate, v),
        _map(Softmax, v),
        _map(DiagonalOf, M),
        _map(Elementwise, st.sampled_from(_SMOOTH), v),
    )


def _matrices(v: Strategy, M: Strategy) -> Strategy:
    return st.one_of(
        M,
        _map(product, M, M),
        _map(lambda p, q: product(p, T(q)), v, v),
        _map(total, M, M),
        _map(T, M),
        _map(DiagonalMatrix, v),
        _map(lambda p: Inverse(total(product(p, T(p)), DiagonalMatrix(Hadamard(y, y)))), M),
    )
