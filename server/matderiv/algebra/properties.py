"""The properties that a note can declare for a symbol or an expression."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .expression import Expression

PROPERTIES: frozenset[str] = frozenset(
    {
        "symmetric",
        "skew",
        "diagonal",
        "orthogonal",
        "lower triangular",
        "upper triangular",
        "positive definite",
        "positive semidefinite",
        "invertible",
        "positive determinant",
        "full column rank",
        "full row rank",
        "positive",
        "nonnegative",
        "nonzero",
        "without zero entries",
        "constant",
        "integer",
        "probability vector",
        "one-hot",
        "signs",
        "binary",
        "unit",
        "simple eigenvalue",
    }
)

STRUCTURES: frozenset[str] = frozenset(
    {"symmetric", "skew", "diagonal", "lower triangular", "upper triangular"}
    | {"positive definite", "positive semidefinite", "positive determinant"}
)
"""What the values of a function may have in common."""

OF_SQUARE_MATRICES = frozenset(
    {"symmetric", "skew", "positive definite", "positive semidefinite", "invertible"}
)
"""What is said of square matrices only."""

SQUARE_BY_ITSELF = OF_SQUARE_MATRICES | STRUCTURES
"""What makes a matrix square of which no size is known; one with orthonormal columns need not be."""

OF_MATRICES = SQUARE_BY_ITSELF | {"orthogonal"}
"""What is said of matrices only."""

IMPLIED: dict[str, frozenset[str]] = {
    "positive definite": frozenset(
        {"symmetric", "invertible", "positive semidefinite", "positive determinant"}
    ),
    "positive semidefinite": frozenset({"symmetric"}),
    "orthogonal": frozenset({"invertible"}),
    "positive determinant": frozenset({"invertible"}),
    "diagonal": frozenset({"symmetric"}),
    "positive": frozenset({"nonnegative", "without zero entries", "nonzero"}),
    "without zero entries": frozenset({"nonzero"}),
    "probability vector": frozenset({"positive", "nonnegative", "without zero entries", "nonzero"}),
    "one-hot": frozenset({"nonnegative", "binary"}),
    "signs": frozenset({"without zero entries", "nonzero"}),
}


@cache
def with_implied(properties: frozenset[str]) -> frozenset[str]:
    """A set of properties together with all that they imply."""
    implied = properties.union(*(IMPLIED.get(name, frozenset()) for name in properties))
    return implied if implied == properties else with_implied(implied)


@dataclass(frozen=True)
class Condition:
    """A property that an expression must have, such as `X + A` invertible or `x` nonzero."""

    expression: Expression
    property: str
