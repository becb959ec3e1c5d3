"""Conditions that nobody has listed, but under which a claim that fails may hold after all.

One probe changes one thing, so that the condition found is exactly what is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ...algebra import (
    Apply,
    Condition,
    Dimension,
    Elementwise,
    Entry,
    Expression,
    IndexForm,
    IndexIndicator,
    Inverse,
    Named,
    Norm,
    Shape,
    Symbol,
    Transpose,
    walk,
    with_implied,
)
from ...algebra.derivatives import Derivative
from ..assumption import Assumption
from ..sampling import symbol_key
from .problem import Problem

_MOST_MATRICES = 6


def probes(problem: Problem, symmetric: str) -> Iterator[Assumption]:
    """The probes worth trying, the most likely mistake first; `symmetric` is the convention in force."""
    matrices = square_matrices(problem)[:_MOST_MATRICES]
    values = _matrix_values(problem)[:_MOST_MATRICES]
    yield from _conventions(problem, symmetric)
    yield from _distinct_indices(problem)
    yield from _structures([*matrices, *values], "symmetric")
    yield from _structures(matrices, "diagonal")
    yield from _structures(matrices, "orthogonal")
    yield from _commuting(matrices)
    yield from _probabilities(problem)
    yield from _unit_vectors(problem)
    yield from _sizes(problem)


def square_matrices(problem: Problem) -> list[Symbol]:
    """The square matrices that nothing defines."""
    return [s for s in problem.symbols if _is_square(s) and symbol_key(s) not in problem.definitions]


def _matrix_values(problem: Problem) -> list[Symbol]:
    """The square matrices that are values of abstract functions."""
    defined = ((s, problem.definitions.get(symbol_key(s))) for s in problem.symbols if _is_square(s))
    return [s for s, value in defined if isinstance(value, Apply) and value.function.name == s.name]


def _is_square(symbol: Symbol) -> bool:
    shape = symbol.shape[symbol.family_axes :]
    return len(shape) == 2 and shape[0] == shape[1]


CONVENTIONS: dict[str, str] = {
    "unconstrained": "all entries of the symmetric variable are varied independently",
    "part": "the derivative by the symmetric variable is the symmetric part of the gradient",
    "entries": "the derivative by the symmetric variable is by its free entries",
}


def _conventions(problem: Problem, in_force: str) -> Iterator[Assumption]:
    """The other conventions for a symmetric variable."""
    if any("symmetric" in with_implied(_declared(v)) for v in _variables(problem)):
        for name, text in CONVENTIONS.items():
            if name != in_force:
                yield Assumption(text, symmetric=name)


def _distinct_indices(problem: Problem) -> Iterator[Assumption]:
    """Two free indices are different; where a note says so, it is a condition of the claim already."""
    for i, j in combinations(problem.indices, 2):
        if i.size == j.size:
            different = IndexIndicator(IndexForm.of(i), "≠", IndexForm.of(j))
            yield Assumption(f"{i.name} ≠ {j.name}", conditions=(Condition(different, "nonzero"),))


def _declared(variable: object) -> frozenset[str]:
    """The declared properties of the symbol that a variable is made of."""
    while isinstance(variable, Transpose | Inverse):
        variable = variable.operand
    if isinstance(variable, Named):
        variable = variable.symbol
    return variable.properties if isinstance(variable, Symbol) else frozenset()


def _structures(matrices: list[Symbol], name: str) -> Iterator[Assumption]:
    """One matrix has a structure; then all of them."""
    lacking = [s for s in matrices if name not in with_implied(s.properties) and "skew" not in s.properties]
    if name == "orthogonal":
        lacking = [s for s in lacking if not _is_definite(s)]
    for symbol in lacking:
        yield Assumption(f"{symbol.name} is {name}", {symbol_key(symbol): frozenset({name})})
    if len(lacking) > 1 and name == "symmetric":
        names = " and ".join(symbol.name for symbol in lacking)
        yield Assumption(f"{names} are {name}", {symbol_key(s): frozenset({name}) for s in lacking})


def _is_definite(symbol: Symbol) -> bool:
    """An orthogonal matrix that is positive definite is the identity."""
    return not {"positive definite", "positive semidefinite"}.isdisjoint(with_implied(symbol.properties))


def _commuting(matrices: list[Symbol]) -> Iterator[Assumption]:
    for left, right in combinations(matrices, 2):
        if left.shape == right.shape and not left.family_axes and not right.family_axes:
            yield Assumption(f"{left.name} and {right.name} commute", polynomials={symbol_key(right): left})


def _probabilities(problem: Problem) -> Iterator[Assumption]:
    """Labels of a cross-entropy: what stands beside a logarithm sums to 1."""
    if not any(isinstance(node, Elementwise) and node.function == "log" for node in problem.nodes):
        return
    for symbol in problem.symbols:
        known = {"probability vector", "one-hot"} & symbol.properties
        if len(symbol.shape) in (1, 2) and not known and symbol_key(symbol) not in problem.definitions:
            of = "the entries" if len(symbol.shape) == 1 else "the entries of each row"
            properties = symbol.properties | {"probability vector"}
            yield Assumption(f"{of} of {symbol.name} sum to 1", {symbol_key(symbol): properties})


def _unit_vectors(problem: Problem) -> Iterator[Assumption]:
    """Vectors of which no norm is written on the right: an author who writes it does not take it for 1."""
    measured = {node.argument for node in walk(problem.right) if isinstance(node, Norm)}
    for symbol in problem.symbols:
        if symbol in measured:
            continue
        vector = len(symbol.shape) - symbol.family_axes == 1
        if vector and "unit" not in symbol.properties and symbol_key(symbol) not in problem.definitions:
            yield Assumption(f"{symbol.name} has length 1", {symbol_key(symbol): frozenset({"unit"})})


def _sizes(problem: Problem) -> Iterator[Assumption]:
    """A batch of one sample. Where a variable or a square matrix would shrink to a number, everything may hold."""
    own = {size for v in _variables(problem) for size in v.shape}
    own |= {size for matrix in problem.symbols if _is_square(matrix) for size in matrix.shape[-1:]}
    own |= {
        node.shape[0] for node in problem.nodes if isinstance(node, Apply) and _has_two_equal_axes(node.shape)
    }
    for name in problem.size_names:
        size = Dimension.of(name)
        if size not in own and any(size in symbol.shape for symbol in problem.symbols):
            yield Assumption(f"{name} = 1", sizes={name: 1})


def _has_two_equal_axes(shape: Shape) -> bool:
    return len(shape) == 2 and shape[0] == shape[1]


def _variables(problem: Problem) -> frozenset[Expression]:
    """What is differentiated by; of an entry, the array that it belongs to."""
    found = {v for node in problem.nodes if isinstance(node, Derivative) for v in node.variables}
    return frozenset(v.operand if isinstance(v, Entry) else v for v in found)
