"""The English words that declare something, as they are used around formulas."""

from __future__ import annotations

ADJECTIVES: dict[tuple[str, ...], frozenset[str]] = {
    tuple(phrase.split()): frozenset(properties)
    for phrase, properties in {
        "symmetric": {"symmetric"},
        "covariance": {"symmetric"},
        "variance-covariance": {"symmetric"},
        "gram": {"symmetric"},
        "scatter": {"symmetric"},
        "self-adjoint": {"symmetric"},
        "positive definite": {"symmetric", "positive definite"},
        "positive-definite": {"symmetric", "positive definite"},
        "spd": {"symmetric", "positive definite"},
        "pd": {"symmetric", "positive definite"},
        "positive semidefinite": {"symmetric", "positive semidefinite"},
        "positive semi-definite": {"symmetric", "positive semidefinite"},
        "positive-semidefinite": {"symmetric", "positive semidefinite"},
        "psd": {"symmetric", "positive semidefinite"},
        "negative definite": {"symmetric", "invertible"},
        "negative semidefinite": {"symmetric"},
        "skew": {"skew"},
        "skew-symmetric": {"skew"},
        "skew symmetric": {"skew"},
        "antisymmetric": {"skew"},
        "anti-symmetric": {"skew"},
        "diagonal": {"diagonal"},
        "orthogonal": {"orthogonal"},
        "orthonormal": {"orthogonal"},
        "rotation": {"orthogonal"},
        "lower triangular": {"lower triangular"},
        "lower-triangular": {"lower triangular"},
        "upper triangular": {"upper triangular"},
        "upper-triangular": {"upper triangular"},
        "triangular": {"lower triangular"},
        "invertible": {"invertible"},
        "nonsingular": {"invertible"},
        "non-singular": {"invertible"},
        "constant": {"constant"},
        "fixed": {"constant"},
        "given": set(),
        "known": set(),
        "positive": {"positive"},
        "nonnegative": {"nonnegative"},
        "non-negative": {"nonnegative"},
        "nonzero": {"nonzero"},
        "non-zero": {"nonzero"},
        "one-hot": {"one-hot"},
        "one hot": {"one-hot"},
        "normalised": set(),
        "normalized": set(),
        "binary": {"binary"},
        "integer": {"integer"},
        "probability vector": {"probability vector"},
        "probability vectors": {"probability vector"},
        "stochastic vector": {"probability vector"},
        "unit vector": {"unit"},
        "unit vectors": {"unit"},
        "unit eigenvector": {"unit"},
        "unit eigenvectors": {"unit"},
        "full column rank": {"full column rank"},
        "full row rank": {"full row rank"},
        "positive determinant": {"positive determinant"},
        "simple": {"simple eigenvalue"},
        "without zero entries": {"without zero entries"},
        "no zero entries": {"without zero entries"},
        "nonzero entries": {"without zero entries"},
        "non-zero entries": {"without zero entries"},
        "positive entries": {"positive"},
        "nonnegative entries": {"nonnegative"},
        "integer entries": {"integer"},
        "binary entries": {"binary"},
        "orthonormal columns": {"orthogonal"},
        "unit norm": {"unit"},
        "unit length": {"unit"},
    }.items()
}
LONGEST_ADJECTIVE = max(map(len, ADJECTIVES))

SETS_OF_MATRICES = frozenset(
    {"symmetric", "positive definite", "positive semidefinite", "skew", "diagonal", "orthogonal"}
    | {"lower triangular", "upper triangular", "invertible", "positive determinant"}
)

ROLES: dict[str, str] = {
    "matrix": "matrix",
    "matrices": "matrix",
    "vector": "vector",
    "vectors": "vector",
    "column": "vector",
    "columns": "vector",
    "row": "row",
    "rows": "row",
    "scalar": "scalar",
    "scalars": "scalar",
    "number": "scalar",
    "numbers": "scalar",
    "real": "scalar",
    "reals": "scalar",
    "integer": "scalar",
    "hyperparameter": "scalar",
    "hyperparameters": "scalar",
    "multiplier": "scalar",
    "angle": "scalar",
    "angles": "scalar",
    "function": "function",
    "functions": "function",
    "map": "function",
    "maps": "function",
    "mapping": "function",
    "activation": "function",
    "activations": "function",
    "nonlinearity": "function",
    "non-linearity": "function",
    "identity": "identity",
    "index": "index",
    "indices": "index",
    "class": "index",
    "loss": "loss",
    "losses": "loss",
    "objective": "loss",
    "cost": "loss",
    "eigenvalue": "eigenvalue",
    "eigenvector": "eigenvector",
}
"""What the last noun of a phrase makes of its subject; `loss`, `identity` and `eigen…` are turned into more."""

OF_OTHERS = frozenset(
    """derivative derivatives gradient gradients jacobian jacobians hessian hessians entry entries element elements
    component components coordinate coordinates part parts value values factor factors term terms product
    products inverse determinant trace norm sum transpose differential differentials rank layout layouts
    convention rule rules row-vector derivative's regression notation copy copies solution solutions minimiser
    minimizer maximiser maximizer optimum point points""".split()
)
"""Nouns that make the adjectives before them say nothing about a symbol beside them."""

PROPERTIES_OF_VECTORS = frozenset({"probability vector", "one-hot", "unit"})

OTHER_HEADS = frozenset(
    """covariance covariances precision weight weights parameter parameters variable variables kernel metric hessian
    operator preconditioner mask label labels target targets input inputs data margin coefficient coefficients noise
    design embedding embeddings state states constant constants offset bias direction directions perturbation
    perturbations residual residuals regressor regressors response responses loading loadings gain gains scatter
    statistic statistics mean means observation observations measurement measurements generator
    multipliers stiffness mass gram laplacian projector projection similarity""".split()
)
"""Nouns that say nothing of the kind, but stand for a symbol of the note: adjectives before them hold for it."""

FUNCTION_NAMES: dict[str, str] = {
    "sigmoid": "sigmoid",
    "logistic": "sigmoid",
    "relu": "relu",
    "softplus": "softplus",
    "softmax": "softmax",
    "gelu": "gelu",
    "silu": "silu",
    "swish": "silu",
    "elu": "elu",
    "mish": "mish",
    "softsign": "softsign",
}
FUNCTION_NOUNS = frozenset({"function", "functions", "activation", "nonlinearity", "map", "unit"})

VERBS = frozenset(
    "is are be denotes denote being represents represent means stays remains become becomes".split()
)
PLURAL_VERBS = frozenset({"are", "be", "denote", "represent"})
ARTICLES = frozenset("a an the any some every each all both two three arbitrary another".split())
FILLERS = frozenset(
    """real real-valued assumed taken supposed considered called held kept to here also again now just simply
    then always still dense full general usual corresponding ordinary small single certain finite differentiable
    smooth continuous continuously twice thus respectively as well in""".split()
)
CLAUSE_BEGINNINGS = frozenset(
    """where which that whose such so then for when if while because since with whenever hence therefore thus but
    by under on at from into than let suppose assume consider define write put set we it its their this these""".split()
)
NEGATIONS = frozenset({"not", "neither", "nor", "no", "without", "never", "non", "cannot"})
SIZE_NOUNS = frozenset("length size dimension order shape dimensions sizes dimensionality".split())
ELEMENTWISE = frozenset(
    """elementwise element-wise entrywise entry-wise componentwise component-wise coordinatewise coordinate-wise
    pointwise""".split()
)
"""Words that say of a function that it acts entry by entry."""
