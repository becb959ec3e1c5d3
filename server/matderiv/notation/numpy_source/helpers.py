"""Functions that generated source defines for itself where it needs them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

HELPERS: dict[str, str] = {
    "_sigmoid": """\
def _sigmoid(x):
    return 0.5 * (1.0 + np.tanh(0.5 * x))
""",
    "_sigmoid_1": """\
def _sigmoid_1(x):
    return _sigmoid(x) * _sigmoid(-x)
""",
    "_sigmoid_2": """\
def _sigmoid_2(x):
    return _sigmoid_1(x) * (1.0 - 2.0 * _sigmoid(x))
""",
    "_tanh_2": """\
def _tanh_2(x):
    return -2.0 * np.tanh(x) * (1.0 - np.tanh(x) ** 2)
""",
    "_tan_2": """\
def _tan_2(x):
    return 2.0 * np.tan(x) / np.cos(x) ** 2
""",
    "_arcsin_2": """\
def _arcsin_2(x):
    return x / (1.0 - x**2) ** 1.5
""",
    "_arctan_2": """\
def _arctan_2(x):
    return -2.0 * x / (1.0 + x**2) ** 2
""",
    "_erf": """\
def _erf(x):
    return np.vectorize(math.erf, otypes=[float])(x)
""",
    "_normal_density": """\
def _normal_density(x):
    return np.exp(-0.5 * x**2) / math.sqrt(2.0 * math.pi)
""",
    "_normal_distribution": """\
def _normal_distribution(x):
    return 0.5 * (1.0 + _erf(x / math.sqrt(2.0)))
""",
    "_gelu_1": """\
def _gelu_1(x):
    return _normal_distribution(x) + x * _normal_density(x)
""",
    "_gelu_2": """\
def _gelu_2(x):
    return (2.0 - x**2) * _normal_density(x)
""",
    "_softmax": """\
def _softmax(x, axis=None):
    e = np.exp(x - np.max(x, axis=axis, keepdims=True))
    return e / np.sum(e, axis=axis, keepdims=True)
""",
    "_log_sum_exp": """\
def _log_sum_exp(x):
    largest = np.max(x)
    return largest + np.log(np.sum(np.exp(x - largest)))
""",
    "_matrix_exponential": """\
def _matrix_exponential(X):
    halvings = max(0, math.ceil(math.log2(max(np.linalg.norm(X, 1), 1e-300))) + 4)
    Y = X / 2.0**halvings
    total = term = np.eye(len(X))
    for k in range(1, 19):
        term = term @ Y / k
        total = total + term
    for _ in range(halvings):
        total = total @ total
    return total
""",
    "_spectral_function": """\
def _spectral_function(function, X):
    values, vectors = np.linalg.eig(X)
    return np.real((vectors * function(values.astype(complex))) @ np.linalg.inv(vectors))
""",
    "_blocks_along": """\
def _blocks_along(X, E):
    return np.block([[X, E], [np.zeros_like(X), X]])
""",
    "_square_root_along": """\
def _square_root_along(X, E):
    S = _spectral_function(np.sqrt, X)
    n = len(S)
    operator = np.kron(S, np.eye(n)) + np.kron(np.eye(n), S.T)
    return np.linalg.solve(operator, E.ravel()).reshape(n, n)
""",
    "_logarithm_along": """\
def _logarithm_along(X, E):
    values, vectors = np.linalg.eig(X)
    inverse = np.linalg.inv(vectors)
    a, b = values[:, None].astype(complex), values[None, :].astype(complex)
    close = np.abs(a - b) < 1e-7 * np.abs(a)
    quotients = np.where(close, 2.0 / (a + b), (np.log(a) - np.log(b)) / np.where(close, 1.0, a - b))
    return np.real(vectors @ (quotients * (inverse @ E @ vectors)) @ inverse)
""",
    "_duplication": """\
def _duplication(n):
    column, row = np.triu_indices(n)
    result = np.zeros((n * n, len(row)))
    result[column * n + row, np.arange(len(row))] = 1.0
    result[row * n + column, np.arange(len(row))] = 1.0
    return result
""",
    "_elimination": """\
def _elimination(n):
    column, row = np.triu_indices(n)
    return np.eye(n * n)[column * n + row]
""",
    "_commutation": """\
def _commutation(m, n):
    return np.eye(m * n).reshape(n, m, m * n).swapaxes(0, 1).reshape(m * n, m * n)
""",
}


def sources_of(names: Iterable[str], table: Mapping[str, str] = HELPERS) -> list[str]:
    """The sources of helpers together with those that they use, in the order of the table."""
    needed = set(names)
    waiting = list(needed)
    while waiting:
        used = set(re.findall(r"\b_\w+", table[waiting.pop()])) & table.keys()
        waiting += used - needed
        needed |= used
    return [source for name, source in table.items() if name in needed]
